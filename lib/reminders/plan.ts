/**
 * Which reminders are due, and what is to be remembered so that none comes twice. A missed tick delays a reminder and
 * never loses it: what counts is how much time is left, not when we looked last.
 */
import type { Locale } from '../i18n/text.ts';
import { shownName, statusOf } from '../keys/index.ts';
import { dayMs, exactInstant, relativeTime } from '../time/index.ts';
import type { KeyExpiry, Reminder, ReminderSettings, SentReminder, Snooze } from './model.ts';
import { runningSnoozes } from './snooze.ts';
import { remindersText } from './text.ts';
import { reachedThresholds, scaledThresholds } from './thresholds.ts';

/** An expiry further back than this is history: it is neither told any more nor, once forgotten, told again. */
const historyAfter = 30 * dayMs;

const expired = 0;

export interface RemindersInput {
  readonly keys: readonly KeyExpiry[];
  readonly now: number;
  readonly settings: ReminderSettings;
  /** As returned last time. */
  readonly sent: readonly SentReminder[];
  readonly snoozes: readonly Snooze[];
  /** For the wall-clock time in the texts: IANA name, this machine's unless given. */
  readonly timeZone?: string;
}

type DatedKey = KeyExpiry & { readonly expiresAt: number };

/** Revoked, replaced and never-expiring keys are silent, and so are dates that contradict each other. */
function isReminded(key: KeyExpiry, now: number): key is DatedKey {
  if (key.revoked || key.replacedBy !== undefined || key.expiresAt === null) return false;
  return statusOf(key, now) !== 'odd';
}

const markOf = ({ account, keyId, expiresAt, threshold }: SentReminder): string =>
  JSON.stringify([account, keyId, expiresAt, threshold]);

/** What has been told, in the order in which it was. */
function marks(sent: readonly SentReminder[]) {
  const byMark = new Map(sent.map((record) => [markOf(record), record]));
  return {
    has: (record: SentReminder): boolean => byMark.has(markOf(record)),
    add: (record: SentReminder): void => void byMark.set(markOf(record), record),
    list: (): SentReminder[] => [...byMark.values()],
  };
}

/**
 * Forgets what can no longer be due: the marks of an expiry that is history. Of a key that is still listed the mark
 * of the expiry itself stays. Marks of keys that are not listed stay until then, because a list may be partial.
 */
function pruned(sent: readonly SentReminder[], keys: readonly KeyExpiry[], now: number): SentReminder[] {
  const listed = new Set(keys.map(({ account, id, expiresAt }) => JSON.stringify([account, id, expiresAt])));
  return sent.filter(({ account, keyId, expiresAt, threshold }) => {
    if (now - expiresAt <= historyAfter) return true;
    return threshold === expired && listed.has(JSON.stringify([account, keyId, expiresAt]));
  });
}

function reminderOf(key: DatedKey, threshold: number, input: RemindersInput, locale: Locale): Reminder {
  const { now, timeZone } = input;
  const { local, utc } = exactInstant(key.expiresAt, {
    locale,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const text = remindersText(
    key.expiresAt > now ? 'dueExpires' : 'dueExpired',
    {
      name: shownName(key.name),
      when: relativeTime(key.expiresAt, now, locale),
      instant: local === utc ? utc : `${local} (${utc})`,
    },
    locale,
  );
  return { account: key.account, keyId: key.id, threshold, text };
}

/**
 * The reminders to show now, soonest expiry first, and the whole list to store before any of them is shown.
 *
 * A key is due when it has reached a threshold that is not in `sent` for this very expiry. Only the tightest one is
 * told; it and all wider ones are marked. While a key is snoozed nothing is told or marked, so it is told afterwards;
 * a threshold tighter than the snoozed one breaks through. What expired over 30 days ago untold is marked in silence.
 *
 * `sent` is pruned: once an expiry is over 30 days past, only the "expired" mark of a key that is still listed is
 * kept. That bounds the list and can bring nothing back.
 */
export function dueReminders(
  input: RemindersInput,
  locale: Locale = 'en',
): { due: Reminder[]; sent: SentReminder[] } {
  const { keys, now, settings, snoozes } = input;
  const isSnoozed = runningSnoozes(snoozes, now);
  const told = marks(input.sent);
  const due: { key: DatedKey; threshold: number }[] = [];

  for (const key of keys) {
    if (!isReminded(key, now)) continue;
    const remaining = key.expiresAt - now;
    const mark = (threshold: number): SentReminder => ({
      account: key.account,
      keyId: key.id,
      expiresAt: key.expiresAt,
      threshold,
    });
    if (-remaining > historyAfter) {
      told.add(mark(expired));
      continue;
    }
    const reached = reachedThresholds(
      scaledThresholds(settings.thresholds, key.expiresAt - key.createdAt),
      remaining,
    );
    const tightest = reached.at(-1);
    if (tightest === undefined || told.has(mark(tightest)) || isSnoozed(key, tightest)) continue;
    due.push({ key, threshold: tightest });
    for (const threshold of reached) told.add(mark(threshold));
  }

  due.sort((a, b) => a.key.expiresAt - b.key.expiresAt);
  return {
    due: due.map(({ key, threshold }) => reminderOf(key, threshold, input, locale)),
    sent: pruned(told.list(), keys, now),
  };
}
