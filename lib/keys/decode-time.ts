/**
 * One reader for every time that J1 answers with. Its schema says `Long` (seen in code, 2023) and the samples are
 * milliseconds; that seconds or text may come instead is a precaution.
 */
import { dayMs, isCalendarDay } from '../time/index.ts';

/** Below this a number counts seconds: as milliseconds it would be in 1973, as seconds it reaches the year 5138. */
const firstMilliseconds = 1e11;

/** What is further than this from the reference is no date of a key: microseconds, a product of two units. */
const plausible = 100 * 366 * dayMs;

const zonedIso = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

function milliseconds(value: number): number {
  return Math.round(value < firstMilliseconds ? value * 1000 : value);
}

function read(value: unknown): number {
  if (typeof value === 'number') return milliseconds(value);
  if (typeof value !== 'string') return Number.NaN;
  const text = value.trim();
  if (/^\d+$/.test(text)) return milliseconds(Number(text));
  const day = zonedIso.exec(text)?.[1];
  return day !== undefined && isCalendarDay(day) ? Date.parse(text) : Number.NaN;
}

/**
 * A time out of an answer, as epoch milliseconds. Numbers and numeric text count seconds below 1e11, milliseconds
 * from there; ISO 8601 is read only with a zone, because a guessed one is hours off.
 *
 * @param reference epoch milliseconds of the answer, or of the key's creation: a time over a century from it, or at
 * or before 1970, is unreadable
 * @returns `null` where there is no value, which J1 uses for "never"
 */
export function epochOf(value: unknown, reference: number): number | null | 'unreadable' {
  if (value === null || value === undefined) return null;
  const ms = read(value);
  return ms > 0 && Math.abs(ms - reference) <= plausible ? ms : 'unreadable';
}
