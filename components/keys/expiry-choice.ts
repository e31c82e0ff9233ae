/** When a new key shall expire, as chosen in the form, and what comes of it. */
import {
  daysFromText,
  expiryFromDate,
  expiryFromDays,
  expiryPresets,
  expiryProblemText,
} from '../../lib/keys/index.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { calendarDay, dayMs, localZone } from '../../lib/time/index.ts';

/** `days` is text, as typed; `day` is `YYYY-MM-DD`, `''` while incomplete. */
export type ExpiryChoice =
  | { readonly kind: 'preset'; readonly days: number }
  | { readonly kind: 'number'; readonly days: string }
  | { readonly kind: 'date'; readonly day: string };

/** Either an instant in epoch milliseconds, with the days until it (fractional for a date), or what is missing. */
export type ChosenExpiry =
  | { readonly expiresAt: number; readonly days: number; readonly error: null }
  | { readonly expiresAt: null; readonly days: null; readonly error: string };

export function choiceOfDays(days: number, from: number): ExpiryChoice {
  if ((expiryPresets as readonly number[]).includes(days)) return { kind: 'preset', days };
  if (Number.isInteger(days)) return { kind: 'number', days: String(days) };
  return { kind: 'date', day: calendarDay(from + days * dayMs, localZone()) };
}

/**
 * @param now epoch milliseconds
 */
export function chosenExpiry(choice: ExpiryChoice, now: number): ChosenExpiry {
  const result = resultOf(choice, now);
  return result.ok
    ? { expiresAt: result.value, days: (result.value - now) / dayMs, error: null }
    : { expiresAt: null, days: null, error: expiryProblemText(result.error, currentLocale()) };
}

/**
 * How a choice is asked for at this moment: whole days, counted by the background, or the very instant that ends a
 * chosen day. `null` = none is chosen properly.
 */
export function lifetimeNow(
  choice: ExpiryChoice,
): { readonly days: number; readonly expiresAt?: number } | null {
  const { expiresAt, days } = chosenExpiry(choice, Date.now());
  if (days === null) return null;
  return choice.kind === 'date' ? { days: Math.ceil(days), expiresAt } : { days: Math.round(days) };
}

function resultOf(choice: ExpiryChoice, now: number) {
  switch (choice.kind) {
    case 'preset':
      return expiryFromDays(choice.days, now);
    case 'date':
      return expiryFromDate(choice.day, now, localZone());
    case 'number': {
      const days = daysFromText(choice.days);
      return days.ok ? expiryFromDays(days.value, now) : days;
    }
  }
}
