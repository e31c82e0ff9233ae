/** The only door to this room. */
export type { Grade, KeyLevel, KeyStatus, KeySummary, Tone } from './model.ts';
export { shownName } from './shown-name.ts';
export { horizons, lifeLeft, statusOf, toneOf, toneOfRemaining, type KeyDates } from './status.ts';
