/**
 * When a new key expires, from what people type: a number of days, as J1's own dialog asks, or a date. Days are
 * 24 hours each; a date is the end of that day where the user is, settled once and shown in UTC beside it.
 */
import { failure, success, type Result } from '../result.ts';
import { dayMs, endOfDay, isTimeZone } from '../time/index.ts';

/** Days that the form offers. */
export const expiryPresets = [1, 7, 30, 60, 90, 180, 365] as const;

/** J1's dialog takes no more than 365 days (documented); less than a day is hardly ever meant. */
export const expiryBounds = { leastDays: 1, mostDays: 365 } as const;

export type ExpiryProblem =
  | {
      readonly code:
        | 'days-missing'
        | 'days-unreadable'
        | 'days-not-whole'
        | 'date-missing'
        | 'date-unreadable'
        | 'in-past';
    }
  /** `days` is the bound that was overstepped. */
  | { readonly code: 'too-soon' | 'too-late'; readonly days: number }
  | { readonly code: 'zone-unknown'; readonly zone: string };

const tooSoon: ExpiryProblem = { code: 'too-soon', days: expiryBounds.leastDays };
const tooLate: ExpiryProblem = { code: 'too-late', days: expiryBounds.mostDays };

/**
 * The number of days in a text field. Only digits count: "1e2" and "0x10" are numbers to a computer, not to the
 * person who mistyped them.
 */
export function daysFromText(text: string): Result<number, ExpiryProblem> {
  const typed = text.trim();
  if (typed === '') return failure({ code: 'days-missing' });
  if (/^-\d+$/.test(typed)) return failure(tooSoon);
  if (/^\d+[.,]\d+$/.test(typed)) return failure({ code: 'days-not-whole' });
  if (!/^\d+$/.test(typed)) return failure({ code: 'days-unreadable' });
  return checkedDays(Number(typed));
}

function checkedDays(days: number): Result<number, ExpiryProblem> {
  if (Number.isNaN(days)) return failure({ code: 'days-unreadable' });
  if (days < expiryBounds.leastDays) return failure(tooSoon);
  if (days > expiryBounds.mostDays) return failure(tooLate);
  return Number.isInteger(days) ? success(days) : failure({ code: 'days-not-whole' });
}

/**
 * @param days 1 to 365, whole
 * @param now epoch milliseconds
 * @returns epoch milliseconds of the expiry
 */
export function expiryFromDays(days: number, now: number): Result<number, ExpiryProblem> {
  const checked = checkedDays(days);
  return checked.ok ? success(now + checked.value * dayMs) : checked;
}

/**
 * The end of a day, where it is 1 to 365 days ahead.
 *
 * @param text `YYYY-MM-DD`
 * @param now epoch milliseconds
 * @param timeZone IANA name
 * @returns epoch milliseconds of the expiry
 */
export function expiryFromDate(text: string, now: number, timeZone: string): Result<number, ExpiryProblem> {
  const typed = text.trim();
  if (typed === '') return failure({ code: 'date-missing' });
  if (!isTimeZone(timeZone)) return failure({ code: 'zone-unknown', zone: timeZone });
  const end = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? endOfDay(typed, timeZone) : null;
  if (end === null) return failure({ code: 'date-unreadable' });
  if (end <= now) return failure({ code: 'in-past' });
  if (end - now < expiryBounds.leastDays * dayMs) return failure(tooSoon);
  if (end - now > expiryBounds.mostDays * dayMs) return failure(tooLate);
  return success(end);
}
