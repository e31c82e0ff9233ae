/** The only door to this room. */
export { epochOf } from './decode-time.ts';
export {
  daysFromText,
  expiryBounds,
  expiryFromDate,
  expiryFromDays,
  expiryPresets,
  type ExpiryProblem,
} from './expiry.ts';
export type { Grade, KeyLevel, KeyStatus, KeySummary, Tone } from './model.ts';
export { checkName, longestName, type NameFinding } from './name.ts';
export { shownName } from './shown-name.ts';
export {
  isAdminGrade,
  prepareSearch,
  queryKeys,
  type KeyFilter,
  type KeyQuery,
  type KeySort,
} from './sort-filter.ts';
export { horizons, lifeLeft, statusOf, toneOf, toneOfRemaining, type KeyDates } from './status.ts';
export { expiryProblemText, keysText, levelText, nameFindingText, statusText } from './text.ts';
