/** A day is always 24 hours here; what a calendar says about it is the business of `zone.ts`. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The furthest instant, either side of 1970, that a `Date` can hold. */
const furthest = 8.64e15;

/** Whether a number is an instant at all: NaN, infinities and years past 275760 are not. */
export function isInstant(ms: number): boolean {
  return Number.isFinite(ms) && Math.abs(ms) <= furthest;
}
