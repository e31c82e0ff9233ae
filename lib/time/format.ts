/**
 * Times as people read them. Every function is total: an instant that is none reads "unknown date", and a zone
 * nobody knows is shown as UTC.
 */
import type { Locale } from '../i18n/text.ts';
import { timeText } from './text.ts';
import { dayMs, hourMs, isInstant, minuteMs } from './units.ts';

type Unit = 'days' | 'hours' | 'minutes' | 'moments';

/** The largest fitting unit. Rounding up may fill it (59.5 min is 60): then the next larger one says it better. */
function inUnits(ms: number, round: (value: number) => number): { unit: Unit; count: number } {
  if (ms < minuteMs) return { unit: 'moments', count: 0 };
  const minutes = round(ms / minuteMs);
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  const hours = round(ms / hourMs);
  if (hours < 24) return { unit: 'hours', count: hours };
  return { unit: 'days', count: round(ms / dayMs) };
}

const ahead = { days: 'inDays', hours: 'inHours', minutes: 'inMinutes', moments: 'inMoments' } as const;
const behind = { days: 'daysAgo', hours: 'hoursAgo', minutes: 'minutesAgo', moments: 'momentsAgo' } as const;
const ages = { days: 'ageDays', hours: 'ageHours', minutes: 'ageMinutes', moments: 'ageMoments' } as const;

/**
 * "in 5 days", "in 5 hours", "3 hours ago". What is ahead is rounded up, so a key with 4 days and a minute left
 * has "5 days"; what is past is rounded down.
 *
 * @param at epoch milliseconds
 * @param now epoch milliseconds
 */
export function relativeTime(at: number, now: number, locale: Locale = 'en'): string {
  if (!isInstant(at) || !isInstant(now)) return timeText('unknownTime', {}, locale);
  if (at > now) {
    const { unit, count } = inUnits(at - now, Math.ceil);
    return timeText(ahead[unit], { count }, locale);
  }
  const { unit, count } = inUnits(now - at, Math.floor);
  return timeText(behind[unit], { count }, locale);
}

/**
 * A length of time without a direction, rounded up: "12 days", "5 hours".
 *
 * @param ms milliseconds; a negative length reads as less than a minute
 */
export function duration(ms: number, locale: Locale = 'en'): string {
  if (!isInstant(ms)) return timeText('unknownTime', {}, locale);
  const { unit, count } = inUnits(ms, Math.ceil);
  return timeText(unit, { count }, locale);
}

/**
 * How old something is, short: "4 min ago". A time that is still ahead (clocks differ) reads "just now".
 *
 * @param at epoch milliseconds
 * @param now epoch milliseconds
 */
export function age(at: number, now: number, locale: Locale = 'en'): string {
  if (!isInstant(at) || !isInstant(now)) return timeText('unknownTime', {}, locale);
  const { unit, count } = inUnits(now - at, Math.floor);
  return timeText(ages[unit], { count }, locale);
}

/** Day, month by name, year, 24 hours: read alike in London, New York and Sydney. */
const dateLanguage = 'en-GB';
/** English names a zone by letters ("EST", "AEDT") only where its readers live; elsewhere it writes "GMT-5". */
const zoneLanguages = [dateLanguage, 'en-US', 'en-AU'];

interface ZoneFormats {
  readonly instant: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly names: readonly Intl.DateTimeFormat[];
}

/** Building an Intl formatter costs more than using one a thousand times, so each zone's are kept. */
const formatsByZone = new Map<string, ZoneFormats>();

function makeFormats(timeZone: string): ZoneFormats {
  return {
    instant: new Intl.DateTimeFormat(dateLanguage, {
      timeZone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
    day: new Intl.DateTimeFormat(dateLanguage, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }),
    names: zoneLanguages.map(
      (language) => new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' }),
    ),
  };
}

function formatsOf(timeZone: string): ZoneFormats {
  let formats = formatsByZone.get(timeZone);
  if (!formats) {
    try {
      formats = makeFormats(timeZone);
    } catch {
      formats = makeFormats('UTC');
    }
    formatsByZone.set(timeZone, formats);
  }
  return formats;
}

function zoneName(formats: ZoneFormats, ms: number): string {
  const names = formats.names.map(
    (format) => format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '',
  );
  return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0] ?? '';
}

function write(ms: number, timeZone: string): string {
  const formats = formatsOf(timeZone);
  return `${formats.instant.format(ms)} ${zoneName(formats, ms)}`;
}

/** The zone of this machine. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export interface InZone {
  /** IANA name; this machine's zone unless given. */
  readonly timeZone?: string;
  readonly locale?: Locale;
}

/**
 * One instant, exactly, as a wall clock of the zone shows it and as UTC does:
 * `{ local: '24 Nov 2026, 18:30 CET', utc: '24 Nov 2026, 17:30 UTC' }`.
 *
 * @param ms epoch milliseconds
 */
export function exactInstant(
  ms: number,
  { timeZone = localZone(), locale = 'en' }: InZone = {},
): { local: string; utc: string } {
  if (!isInstant(ms)) {
    const unknown = timeText('unknownTime', {}, locale);
    return { local: unknown, utc: unknown };
  }
  return { local: write(ms, timeZone), utc: write(ms, 'UTC') };
}

/**
 * The day alone, "24 Nov 2026", as the zone's calendar has it.
 *
 * @param ms epoch milliseconds
 */
export function dayName(ms: number, { timeZone = localZone(), locale = 'en' }: InZone = {}): string {
  return isInstant(ms) ? formatsOf(timeZone).day.format(ms) : timeText('unknownTime', {}, locale);
}
