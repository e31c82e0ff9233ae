/**
 * The expiry dates as a calendar file (RFC 5545). The only importer of `ical-generator`, which is heavy for what the
 * rest of this room does: who shows a badge imports `badge.ts`, who exports a file may load this one lazily.
 */
import ical, {
  ICalAlarmType,
  type ICalCalendar,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { Locale } from '../i18n/text.ts';
import { shownName, statusOf } from '../keys/index.ts';
import { calendarDay, dayMs, dayName, duration, exactInstant, minuteMs } from '../time/index.ts';
import { defaultReminderSettings, type KeyExpiry, type ReminderSettings } from './model.ts';
import { remindersText } from './text.ts';
import { scaledThresholds } from './thresholds.ts';

export interface CalendarOptions {
  /** IANA name of the zone whose calendar says on which day a key expires. UTC unless given. */
  readonly timeZone?: string;
  /** Whose thresholds become alarms; the default ones unless given. */
  readonly settings?: ReminderSettings;
}

type DatedKey = KeyExpiry & { readonly expiresAt: number };

interface Context {
  readonly now: number;
  readonly timeZone: string;
  readonly settings: ReminderSettings;
  readonly locale: Locale;
}

const levelText = {
  account: 'calendarLevelAccount',
  user: 'calendarLevelUser',
  integration: 'calendarLevelIntegration',
} as const;

/** Years past 9999 cannot be written in the format. */
const lastInstant = Date.UTC(9999, 11, 30);

function hasEvent(key: KeyExpiry, now: number): key is DatedKey {
  return key.expiresAt !== null && key.expiresAt < lastInstant && statusOf(key, now) !== 'odd';
}

/** FNV-1a, 64 bits: the same UID on every export, which tells neither account nor key id. */
function uidOf({ account, id }: KeyExpiry): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([account, id]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `${hash.toString(16).padStart(16, '0')}@latchkey`;
}

/** The library writes the UTC day of an all-day event's dates, so each day is handed over as its UTC midnight. */
function wholeDay(ms: number, timeZone: string): { start: Date; end: Date } {
  const start = Date.parse(`${calendarDay(ms, timeZone)}T00:00:00Z`);
  return { start: new Date(start), end: new Date(start + dayMs) };
}

function descriptionOf(key: DatedKey, { now, timeZone, locale }: Context): string {
  const { local, utc } = exactInstant(key.expiresAt, { timeZone, locale });
  const lines = [
    remindersText(levelText[key.level], {}, locale),
    remindersText('calendarExpires', { instant: local === utc ? utc : `${local} (${utc})` }, locale),
  ];
  if (key.revoked) lines.push(remindersText('calendarRevoked', {}, locale));
  else if (key.replacedBy !== undefined) lines.push(remindersText('calendarReplaced', {}, locale));
  lines.push(remindersText('calendarSnapshot', { day: dayName(now, { timeZone, locale }) }, locale));
  return lines.join('\n');
}

/** Days before expiry at which the calendar rings. None for the expiry itself: then it is too late. */
function alarmDays(key: DatedKey, settings: ReminderSettings): number[] {
  const lifetime = key.expiresAt - key.createdAt;
  if (key.revoked || key.replacedBy !== undefined || lifetime <= 0) return [];
  return scaledThresholds(settings.thresholds, lifetime).filter((days) => days > 0);
}

function addEvent(calendar: ICalCalendar, key: DatedKey, context: Context): void {
  const { now, timeZone, settings, locale } = context;
  const name = shownName(key.name, Infinity);
  const account = shownName(key.account, Infinity);
  const event = calendar.createEvent({
    id: uidOf(key),
    ...wholeDay(key.expiresAt, timeZone),
    allDay: true,
    stamp: new Date(now),
    sequence: Math.max(0, Math.floor((now - key.createdAt) / minuteMs)),
    status: key.revoked ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: remindersText('calendarSummary', { name, account }, locale),
    description: descriptionOf(key, context),
  });
  for (const days of alarmDays(key, settings)) {
    event.createAlarm({
      type: ICalAlarmType.display,
      // An instant, not "so long before midnight": it rings when Latchkey would remind.
      trigger: new Date(key.expiresAt - days * dayMs),
      description: remindersText(
        'calendarAlarm',
        { name, account, left: duration(days * dayMs, locale) },
        locale,
      ),
    });
  }
}

/**
 * One all-day event per key that expires, on the day of its expiry in the zone, with an alarm at each threshold. UIDs
 * are stable and SEQUENCE is the minutes from the key's creation to now, so a later file updates an earlier one;
 * revoked keys are cancelled in it. It holds no secret and no policy.
 *
 * @param now epoch milliseconds
 * @returns the file's text, lines ending in CRLF
 * @throws RangeError for an unknown zone
 */
export function toCalendar(
  keys: readonly KeyExpiry[],
  now: number,
  { timeZone = 'UTC', settings = defaultReminderSettings }: CalendarOptions = {},
  locale: Locale = 'en',
): string {
  const calendar = ical({
    prodId: { company: 'Latchkey', product: 'Key expiry', language: 'EN' },
    name: remindersText('calendarName', { day: dayName(now, { timeZone, locale }) }, locale),
  });
  const context: Context = { now, timeZone, settings, locale };
  for (const key of keys) if (hasEvent(key, now)) addEvent(calendar, key, context);
  return `${calendar.toString()}\r\n`;
}
