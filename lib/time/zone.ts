/**
 * Between calendar days and instants, in a zone. Days are `YYYY-MM-DD`. Clocks that jump over midnight, days
 * that a country skipped and leap days are the library's business (`@internationalized/date`).
 */
import { type CalendarDate, fromAbsolute, parseDate, toCalendarDate, toZoned } from '@internationalized/date';

/** Whether this machine's zone data has the IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

function parsed(day: string): CalendarDate | null {
  try {
    return parseDate(day);
  } catch {
    return null;
  }
}

/** Whether a text, `YYYY-MM-DD`, is a day that exists. */
export function isCalendarDay(day: string): boolean {
  return parsed(day) !== null;
}

/**
 * The last millisecond of a calendar day, as epoch milliseconds, or `null` where the text is no day or the zone is
 * unknown. The end is where the next day starts, so a day of 23 or 25 hours ends when its own midnight comes.
 *
 * @param day `YYYY-MM-DD`
 * @param timeZone IANA name
 */
export function endOfDay(day: string, timeZone: string): number | null {
  const date = parsed(day);
  if (!date) return null;
  try {
    return (
      toZoned(date.add({ days: 1 }), timeZone)
        .toDate()
        .getTime() - 1
    );
  } catch {
    return null;
  }
}

/**
 * The calendar day, `YYYY-MM-DD`, on which an instant falls in a zone.
 *
 * @param ms epoch milliseconds
 * @param timeZone IANA name
 * @throws RangeError for an unknown zone
 */
export function calendarDay(ms: number, timeZone: string): string {
  return toCalendarDate(fromAbsolute(ms, timeZone)).toString();
}
