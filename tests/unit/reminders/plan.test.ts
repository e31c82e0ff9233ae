import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultReminderSettings, dueReminders } from '../../../lib/reminders/index.ts';
import type { KeyExpiry, SentReminder, Snooze } from '../../../lib/reminders/index.ts';
import { account, day, hour, keyExpiry, makeKey, now, second } from './builders.ts';

interface More {
  sent?: readonly SentReminder[];
  snoozes?: readonly Snooze[];
  thresholds?: readonly number[];
  at?: number;
}

function remind(
  keys: readonly KeyExpiry[],
  { sent = [], snoozes = [], thresholds = [30, 14, 7, 3, 1], at = now }: More = {},
) {
  return dueReminders({ keys, now: at, settings: { thresholds }, sent, snoozes, timeZone: 'UTC' });
}
const thresholdsDue = (keys: readonly KeyExpiry[], more?: More) =>
  remind(keys, more).due.map(({ threshold }) => threshold);
const sentFor = (key: KeyExpiry, ...thresholds: number[]): SentReminder[] =>
  thresholds.map((threshold) => ({
    account: key.account,
    keyId: key.id,
    expiresAt: key.expiresAt ?? 0,
    threshold,
  }));
const snooze = (key: KeyExpiry, threshold: number, until: number): Snooze => ({
  account: key.account,
  keyId: key.id,
  until,
  threshold,
});

describe('a threshold', () => {
  it.each([
    ['30 days and a millisecond', 30 * day + 1, []],
    ['30 days', 30 * day, [30]],
    ['14 days and a millisecond', 14 * day + 1, [30]],
    ['14 days', 14 * day, [14]],
    ['7 days', 7 * day, [7]],
    ['3 days', 3 * day, [3]],
    ['a day', day, [1]],
    ['a millisecond', 1, [1]],
    ['nothing', 0, [0]],
  ] as const)('fires when %s is left', (_, left, due) => {
    expect(thresholdsDue([makeKey({ expiresAt: now + left })])).toEqual(due);
  });

  it('does not fire again once it is recorded', () => {
    const key = makeKey({ expiresAt: now + 6 * day });
    expect(thresholdsDue([key], { sent: sentFor(key, 7) })).toEqual([]);
  });

  it('marks itself and all wider ones, and leaves the tighter ones to come', () => {
    const key = makeKey({ expiresAt: now + 6 * day });
    expect(remind([key]).sent).toEqual(sentFor(key, 30, 14, 7));
  });

  it('fires again for a new expiry date of the same key', () => {
    const key = makeKey({ expiresAt: now + 6 * day });
    const before = { ...key, expiresAt: now + 5 * day };
    expect(thresholdsDue([key], { sent: sentFor(before, 30, 14, 7) })).toEqual([7]);
  });

  it('is recorded for one account only', () => {
    const key = makeKey({ expiresAt: now + 6 * day });
    const other = { ...key, account: 'beta' };
    expect(remind([other], { sent: sentFor(key, 7) }).due).toMatchObject([{ account: 'beta', threshold: 7 }]);
  });

  it('may be a part of a day, or be listed twice, or be no number', () => {
    const key = makeKey({ expiresAt: now + hour });
    const thresholds = [0.04, 0.5, 0.5, Number.NaN, -1];
    expect(thresholdsDue([key], { thresholds })).toEqual([0.5]);
    expect(thresholdsDue([key], { thresholds, at: now + 3 * second })).toEqual([0.5]);
    expect(thresholdsDue([key], { thresholds, at: now + 5 * 60 * second })).toEqual([0.04]);
  });
});

describe('thresholds scaled to the lifetime', () => {
  it.each([
    ['a 365-day key', 365 * day, [30, 14, 7, 3, 1, 0]],
    ['a 90-day key', 90 * day, [30, 14, 7, 3, 1, 0]],
    ['a 90-day key that J1 stamped a second late', 90 * day - second, [30, 14, 7, 3, 1, 0]],
    ['an 89-day key', 89 * day, [14, 7, 3, 1, 0]],
    ['a 30-day key', 30 * day, [7, 3, 1, 0]],
    ['a 7-day key', 7 * day, [1, 0]],
    ['a 24-hour key', day, [1 / 3, 0]],
    ['a one-hour key', hour, [1 / 72, 0]],
  ] as const)('of %s', (_, lifetime, expected) => {
    const key = makeKey({ createdAt: now, expiresAt: now + lifetime });
    let sent: SentReminder[] = [];
    const fired: number[] = [];
    for (let at = now; at <= now + lifetime; at += lifetime / 2000) {
      const answer = remind([key], { sent, at });
      sent = answer.sent;
      fired.push(...answer.due.map(({ threshold }) => threshold));
    }
    expect(fired).toEqual(expected);
  });
});

describe('an expiry', () => {
  it('is told once, however late, up to 30 days', () => {
    const key = makeKey({ expiresAt: now - 30 * day });
    const first = remind([key]);
    expect(first.due).toMatchObject([{ threshold: 0 }]);
    expect(remind([key], { sent: first.sent }).due).toEqual([]);
  });

  it('over 30 days ago that was never recorded is marked and not told', () => {
    const key = makeKey({ expiresAt: now - 30 * day - 1 });
    expect(remind([key])).toEqual({ due: [], sent: sentFor(key, 0) });
  });
});

describe('silence', () => {
  it.each([
    ['revoked keys', { revoked: true }],
    ['replaced keys', { replacedBy: 'key-2' }],
    ['keys that never expire', { expiresAt: null }],
    ['keys that expired before they were created', { createdAt: now, expiresAt: now - hour }],
    ['keys created in the far future', { createdAt: now + 40 * day, expiresAt: now - hour }],
    ['keys without a readable creation date', { createdAt: Number.NaN, expiresAt: now - hour }],
    ['keys without a readable expiry', { expiresAt: Number.NaN }],
  ] as const)('is kept about %s', (_, parts) => {
    const key = makeKey({ expiresAt: now + hour, createdAt: now - 365 * day, ...parts });
    expect(remind([key])).toEqual({ due: [], sent: [] });
  });
});

describe('a snooze', () => {
  const key = makeKey({ expiresAt: now + 6 * day });

  it('delays a reminder without losing it', () => {
    const snoozes = [snooze(key, 7, now + day)];
    const during = remind([key], { snoozes });
    expect(during).toEqual({ due: [], sent: [] });
    expect(thresholdsDue([key], { snoozes, sent: during.sent, at: now + day })).toEqual([7]);
  });

  it('is broken through by a tighter threshold', () => {
    const snoozes = [snooze(key, 7, now + 30 * day)];
    expect(thresholdsDue([key], { snoozes, at: now + 3 * day })).toEqual([3]);
  });

  it('never silences the expiry, whatever its end', () => {
    const snoozes = [snooze(key, 1, now + 30 * day)];
    expect(thresholdsDue([key], { snoozes, at: now + 5.5 * day })).toEqual([]);
    expect(thresholdsDue([key], { snoozes, at: now + 6 * day })).toEqual([0]);
  });
});

describe('what is stored', () => {
  it('keeps the marks of keys that are not in the list this time, as the list may be partial', () => {
    const key = makeKey({ expiresAt: now + 6 * day });
    const { sent } = remind([key]);
    expect(remind([], { sent }).sent).toEqual(sent);
  });

  it('forgets a key that is gone 30 days after its expiry, and only then', () => {
    const key = makeKey({ expiresAt: now });
    const sent = sentFor(key, 30, 14, 7, 3, 1, 0);
    expect(remind([], { sent, at: now + 30 * day }).sent).toEqual(sent);
    expect(remind([], { sent, at: now + 30 * day + 1 }).sent).toEqual([]);
  });

  it('keeps one mark of a listed key once its expiry is history', () => {
    const key = makeKey({ expiresAt: now });
    const sent = sentFor(key, 30, 14, 7, 3, 1, 0);
    expect(remind([key], { sent, at: now + 31 * day })).toEqual({ due: [], sent: sentFor(key, 0) });
  });
});

describe('the text of a reminder', () => {
  it('names the key and says when, relatively and exactly', () => {
    const key = makeKey({ expiresAt: now + 4 * day + 1 });
    const { due } = dueReminders({
      keys: [key],
      now,
      settings: defaultReminderSettings,
      sent: [],
      snoozes: [],
      timeZone: 'Europe/Berlin',
    });
    expect(due).toEqual([
      {
        account,
        keyId: 'key-1',
        threshold: 7,
        text: 'splunk-prod expires in 5 days: 28 Nov 2026, 18:30 CET (28 Nov 2026, 17:30 UTC)',
      },
    ]);
  });

  it('tells an instant once where the zone is UTC', () => {
    const { due } = remind([makeKey({ expiresAt: now - 3 * hour })]);
    expect(due[0]?.text).toBe('splunk-prod expired 3 hours ago: 24 Nov 2026, 14:30 UTC');
  });

  it('comes in the pseudo-locale too', () => {
    const { due } = dueReminders(
      {
        keys: [makeKey({ expiresAt: now + hour })],
        now,
        settings: defaultReminderSettings,
        sent: [],
        snoozes: [],
      },
      'en-XA',
    );
    expect(due[0]?.text).toMatch(/^⟦splunk-prod .*⟧$/);
  });

  it('puts the soonest expiry first', () => {
    const keys = [9, 2, 5].map((days) => makeKey({ id: `in-${days}`, expiresAt: now + days * day }));
    expect(remind(keys).due.map(({ keyId }) => keyId)).toEqual(['in-2', 'in-5', 'in-9']);
  });
});

const ticks = fc
  .array(fc.integer({ min: 0, max: 40 * day }), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.reduce<number[]>((at, gap) => [...at, (at.at(-1) ?? now - 200 * day) + gap], []));
const keyLists = fc.uniqueArray(keyExpiry, { maxLength: 12, selector: (key) => `${key.account}/${key.id}` });

describe('whatever the ticks, the downtime and the keys', () => {
  it('tells each threshold at most once per key and expiry', () => {
    fc.assert(
      fc.property(keyLists, ticks, (keys, times) => {
        let sent: SentReminder[] = [];
        const told = new Set<string>();
        for (const at of times) {
          const answer = remind(keys, { sent, at });
          sent = answer.sent;
          for (const reminder of answer.due) {
            const id = JSON.stringify([reminder.account, reminder.keyId, reminder.threshold]);
            expect(told.has(id)).toBe(false);
            told.add(id);
          }
        }
      }),
    );
  });

  it('loses no expiry that a tick falls within 30 days of', () => {
    fc.assert(
      fc.property(keyLists, ticks, (keys, times) => {
        let sent: SentReminder[] = [];
        const expiriesTold = new Set<string>();
        for (const at of times) {
          const answer = remind(keys, { sent, at });
          sent = answer.sent;
          for (const { account: from, keyId, threshold } of answer.due)
            if (threshold === 0) expiriesTold.add(`${from}/${keyId}`);
        }
        for (const { account: from, id, createdAt, expiresAt, revoked, replacedBy } of keys) {
          if (revoked || replacedBy !== undefined || expiresAt === null || expiresAt <= createdAt) continue;
          const seen = times.some((at) => at >= expiresAt && at <= expiresAt + 30 * day);
          expect(expiriesTold.has(`${from}/${id}`)).toBe(seen);
        }
      }),
    );
  });

  it('tells nothing of a key after it is revoked or replaced', () => {
    fc.assert(
      fc.property(keyLists, ticks, fc.nat(40), fc.boolean(), (keys, times, when, byRevoking) => {
        let sent: SentReminder[] = [];
        times.forEach((at, n) => {
          const over = byRevoking ? { revoked: true } : { replacedBy: 'z' };
          const answer = remind(n < when ? keys : keys.map((key) => ({ ...key, ...over })), { sent, at });
          sent = answer.sent;
          if (n >= when) expect(answer.due).toEqual([]);
        });
      }),
    );
  });

  it('has nothing due and nothing new to store when it is asked again at once', () => {
    fc.assert(
      fc.property(fc.array(keyExpiry, { maxLength: 12 }), ticks, (keys, times) => {
        let sent: SentReminder[] = [];
        for (const at of times) {
          const answer = remind(keys, { sent, at });
          expect(remind(keys, { sent: answer.sent, at })).toEqual({ due: [], sent: answer.sent });
          sent = answer.sent;
        }
      }),
    );
  });

  it('stores no more than six marks a key and expiry', () => {
    fc.assert(
      fc.property(keyLists, ticks, (keys, times) => {
        let sent: SentReminder[] = [];
        for (const at of times) sent = remind(keys, { sent, at }).sent;
        expect(sent.length).toBeLessThanOrEqual(6 * keys.length);
      }),
    );
  });
});
