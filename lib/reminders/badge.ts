/**
 * The toolbar badge: the one most pressing fact as at most three characters and a tone, and the whole story as a
 * title. Kept free of the calendar, so that the background loads only this.
 */
import type { Locale } from '../i18n/text.ts';
import { horizons, shownName } from '../keys/index.ts';
import { age, dayMs, duration, relativeTime } from '../time/index.ts';
import { defaultReminderSettings, type KeyExpiry, type ReminderSettings, type Snooze } from './model.ts';
import { runningSnoozes, tightestReached } from './snooze.ts';
import { remindersText } from './text.ts';

export type BadgeTone = 'none' | 'soon' | 'urgent' | 'critical' | 'unsaved' | 'stale';

export interface BadgeInput {
  readonly keys: readonly KeyExpiry[];
  readonly now: number;
  /** When the oldest of the data was read; `null` = never. */
  readonly checkedAt: number | null;
  readonly unsavedSecrets: number;
  readonly snoozes: readonly Snooze[];
  /** Decides which thresholds break through a snooze; the default ones unless given. */
  readonly settings?: ReminderSettings;
}

export interface Badge {
  /** At most three characters. */
  readonly text: string;
  readonly tone: BadgeTone;
  /** Several lines of plain text, ending with the age of the data. */
  readonly title: string;
}

type DatedKey = KeyExpiry & { readonly expiresAt: number };

interface Survey {
  /** Not yet expired, within 30 days, soonest first. */
  readonly expiring: readonly DatedKey[];
  /** Expired under seven days ago, latest first. */
  readonly expired: readonly DatedKey[];
  /** How many of either kind are snoozed. They are in neither list. */
  readonly muted: number;
}

/**
 * Neither revoked, replaced nor never expiring, and near enough to its expiry, before or after, to be told of. The
 * creation date is not asked: a key whose dates are odd may stop working all the same.
 */
function isPressing(key: KeyExpiry, now: number): key is DatedKey {
  if (key.revoked || key.replacedBy !== undefined || key.expiresAt === null) return false;
  const remaining = key.expiresAt - now;
  return remaining <= horizons.soon && remaining > -horizons.alarm;
}

function survey({ keys, now, snoozes, settings = defaultReminderSettings }: BadgeInput): Survey {
  const isSnoozed = runningSnoozes(snoozes, now);
  const pressing = keys.filter((key) => isPressing(key, now)).sort((a, b) => a.expiresAt - b.expiresAt);
  const awake = pressing.filter((key) => !isSnoozed(key, tightestReached(key, now, settings)));
  return {
    expiring: awake.filter((key) => key.expiresAt > now),
    expired: awake.filter((key) => key.expiresAt <= now).reverse(),
    muted: pressing.length - awake.length,
  };
}

const capped = (count: number): string => (count > 99 ? '99+' : String(count));

function face(input: BadgeInput, { expiring, expired }: Survey): Pick<Badge, 'text' | 'tone'> {
  const { now, checkedAt, unsavedSecrets } = input;
  if (unsavedSecrets > 0) return { text: capped(unsavedSecrets), tone: 'unsaved' };
  const next = expiring[0];
  if (expired.length > 0 || (next && next.expiresAt - now <= horizons.critical)) {
    return { text: '!', tone: 'critical' };
  }
  if (next) {
    const tone = next.expiresAt - now <= horizons.urgent ? 'urgent' : 'soon';
    return { text: capped(expiring.length), tone };
  }
  if (isOld(checkedAt, now)) return { text: '?', tone: 'stale' };
  return { text: '', tone: 'none' };
}

function isOld(checkedAt: number | null, now: number): boolean {
  return checkedAt !== null && now - checkedAt > dayMs;
}

function perAccount(keys: readonly KeyExpiry[], locale: Locale): string[] {
  const counts = new Map<string, number>();
  for (const { account } of keys) counts.set(account, (counts.get(account) ?? 0) + 1);
  return [...counts].map(([account, count]) => remindersText('badgeAccount', { account, count }, locale));
}

function ageOfData(checkedAt: number | null, now: number, locale: Locale): string {
  if (checkedAt === null) return remindersText('badgeNeverChecked', {}, locale);
  const key = isOld(checkedAt, now) ? 'badgeStale' : 'badgeChecked';
  return remindersText(key, { age: age(checkedAt, now, locale) }, locale);
}

function title(input: BadgeInput, { expiring, expired, muted }: Survey, locale: Locale): string {
  const { keys, now, checkedAt, unsavedSecrets } = input;
  const lines: string[] = [];
  if (unsavedSecrets > 0) lines.push(remindersText('badgeUnsaved', { count: unsavedSecrets }, locale));
  const [latest] = expired;
  if (latest) {
    const when = relativeTime(latest.expiresAt, now, locale);
    const params = { count: expired.length, name: shownName(latest.name), when };
    lines.push(remindersText('badgeExpired', params, locale));
  }
  const [next] = expiring;
  if (next) {
    const left = duration(next.expiresAt - now, locale);
    const params = { count: expiring.length, name: shownName(next.name), left };
    lines.push(remindersText('badgeExpiring', params, locale));
  }
  if (!latest && !next && checkedAt !== null) lines.push(remindersText('badgeNothing', {}, locale));
  const pressing = [...expiring, ...expired];
  const manyAccounts = new Set(keys.map(({ account }) => account)).size > 1;
  if (manyAccounts && pressing.length > 0) lines.push(...perAccount(pressing, locale));
  if (muted > 0) lines.push(remindersText('badgeMuted', { count: muted }, locale));
  lines.push(ageOfData(checkedAt, now, locale));
  return lines.join('\n');
}

/**
 * What the toolbar shows, for all watched accounts together. The first of these that holds: secrets waiting to be
 * saved, a key within 24 hours of expiry or expired under seven days ago, within 7 days, within 30 days, data older
 * than a day, nothing. Revoked, replaced, snoozed and never-expiring keys do not count.
 */
export function badge(input: BadgeInput, locale: Locale = 'en'): Badge {
  const found = survey(input);
  return { ...face(input, found), title: title(input, found, locale) };
}
