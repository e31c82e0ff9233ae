import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badge } from '../../../lib/reminders/badge.ts';
import type { KeyExpiry, Snooze } from '../../../lib/reminders/model.ts';
import { account, day, hour, keyExpiry, makeKey, minute, now } from './builders.ts';

const checkedAt = now - 4 * minute;
const nothing = { keys: [], now, checkedAt, unsavedSecrets: 0, snoozes: [] };
const badgeOf = (keys: KeyExpiry[], more: Partial<Parameters<typeof badge>[0]> = {}) =>
  badge({ ...nothing, keys, ...more });
const snoozed = (key: KeyExpiry, threshold: number, until = now + day): Snooze => ({
  account: key.account,
  keyId: key.id,
  until,
  threshold,
});

describe('the face of the badge', () => {
  it.each([
    ['a millisecond more than 30 days', 30 * day + 1, '', 'none'],
    ['exactly 30 days', 30 * day, '1', 'soon'],
    ['a millisecond more than 7 days', 7 * day + 1, '1', 'soon'],
    ['exactly 7 days', 7 * day, '1', 'urgent'],
    ['a millisecond more than 24 hours', day + 1, '1', 'urgent'],
    ['exactly 24 hours', day, '!', 'critical'],
    ['no time at all', 0, '!', 'critical'],
    ['expired a millisecond under 7 days ago', -7 * day + 1, '!', 'critical'],
    ['expired exactly 7 days ago', -7 * day, '', 'none'],
  ] as const)('shows a key with %s left as "%#"', (_, left, text, tone) => {
    expect(badgeOf([makeKey({ expiresAt: now + left })])).toMatchObject({ text, tone });
  });

  it('puts unsaved secrets before everything else', () => {
    const keys = [makeKey({ expiresAt: now + hour })];
    expect(badgeOf(keys, { unsavedSecrets: 2 })).toMatchObject({ text: '2', tone: 'unsaved' });
    expect(badgeOf(keys, { unsavedSecrets: 100 }).text).toBe('99+');
  });

  it('counts every key within 30 days when it is urgent', () => {
    const keys = [3, 5, 20, 40].map((days, n) => makeKey({ id: `k${n}`, expiresAt: now + days * day }));
    expect(badgeOf(keys)).toMatchObject({ text: '3', tone: 'urgent' });
  });

  it.each([
    [99, '99'],
    [100, '99+'],
  ])('writes %i keys as %s', (count, text) => {
    const keys = Array.from({ length: count }, (_, n) => makeKey({ id: `k${n}`, expiresAt: now + 9 * day }));
    expect(badgeOf(keys).text).toBe(text);
  });

  it('counts neither revoked, nor replaced, nor never-expiring, nor snoozed keys', () => {
    const soon = now + 5 * day;
    const muted = makeKey({ id: 'muted', expiresAt: soon });
    const keys = [
      makeKey({ id: 'revoked', expiresAt: now + hour, revoked: true }),
      makeKey({ id: 'replaced', expiresAt: now + hour, replacedBy: 'other' }),
      makeKey({ id: 'never', expiresAt: null }),
      muted,
      makeKey({ id: 'counted', expiresAt: soon }),
    ];
    expect(badgeOf(keys, { snoozes: [snoozed(muted, 7)] })).toMatchObject({ text: '1', tone: 'urgent' });
  });

  it('shows old data with a question mark only when nothing else shows', () => {
    const old = { checkedAt: now - day - 1 };
    expect(badgeOf([], old)).toMatchObject({ text: '?', tone: 'stale' });
    expect(badgeOf([], { checkedAt: now - day })).toMatchObject({ text: '', tone: 'none' });
    expect(badgeOf([makeKey({ expiresAt: now + 9 * day })], old)).toMatchObject({ text: '1', tone: 'soon' });
  });

  it('is empty, not stale, when nothing was ever checked', () => {
    expect(badgeOf([], { checkedAt: null })).toMatchObject({ text: '', tone: 'none' });
  });

  it('never writes more than three characters, and always says how old the data is', () => {
    fc.assert(
      fc.property(
        fc.array(keyExpiry, { maxLength: 120 }),
        fc.nat(2000),
        fc.option(fc.integer({ min: now - 90 * day, max: now + day })),
        (keys, unsavedSecrets, checked) => {
          const shown = badgeOf(keys, { unsavedSecrets, checkedAt: checked });
          expect(shown.text.length).toBeLessThanOrEqual(3);
          expect(shown.title.split('\n').at(-1)).toMatch(/^(Checked|Last checked|Not checked yet)/);
        },
      ),
    );
  });
});

describe('snoozed keys', () => {
  const key = makeKey({ expiresAt: now + 5 * day });

  it('come back when the snooze ends', () => {
    expect(badgeOf([key], { snoozes: [snoozed(key, 7, now + 1)] }).text).toBe('');
    expect(badgeOf([key], { snoozes: [snoozed(key, 7, now)] }).text).toBe('1');
  });

  it('come back when a tighter threshold is reached', () => {
    const nearer = { ...key, expiresAt: now + 2 * day };
    expect(badgeOf([nearer], { snoozes: [snoozed(key, 7)] })).toMatchObject({ text: '1', tone: 'urgent' });
  });

  it('stay out while a snooze of the same threshold runs, even within the last day', () => {
    const last = { ...key, expiresAt: now + 12 * hour };
    expect(badgeOf([last], { snoozes: [snoozed(last, 1)] }).text).toBe('');
  });

  it('do not silence a key of the same id in another account', () => {
    const other = { ...key, account: 'another' };
    expect(badgeOf([key, other], { snoozes: [snoozed(key, 7)] }).text).toBe('1');
  });

  it('are mentioned in the title', () => {
    expect(badgeOf([key], { snoozes: [snoozed(key, 7)] }).title).toContain('1 key snoozed');
  });
});

describe('the title', () => {
  it('names the next key and how long it has', () => {
    const keys = [
      makeKey({ id: 'b', name: 'terraform-ci', expiresAt: now + 20 * day }),
      makeKey({ id: 'a', name: 'splunk-prod', expiresAt: now + 11 * day + hour }),
    ];
    expect(badgeOf(keys).title).toBe(
      '2 keys expire within 30 days; next: splunk-prod, 12 days\nChecked 4 min ago',
    );
  });

  it('says that nothing expires when nothing does', () => {
    expect(badgeOf([]).title).toBe('No keys expire within 30 days\nChecked 4 min ago');
  });

  it('does not claim that nothing expires when nothing was ever checked', () => {
    expect(badgeOf([], { checkedAt: null }).title).toBe('Not checked yet');
  });

  it('names an expired key and says when it expired', () => {
    expect(badgeOf([makeKey({ name: 'nightly', expiresAt: now - 50 * hour })]).title).toBe(
      '1 key expired in the last 7 days: nightly, 2 days ago\nChecked 4 min ago',
    );
  });

  it('splits the count by account when there are several', () => {
    const expiresAt = now + 9 * day;
    const keys = [
      makeKey({ id: '1', expiresAt }),
      makeKey({ id: '2', expiresAt }),
      makeKey({ id: '1', account: 'beta', expiresAt }),
    ];
    expect(badgeOf(keys).title).toContain(`\n${account}: 2\nbeta: 1\n`);
    expect(badgeOf(keys.slice(0, 2)).title).not.toContain(`${account}:`);
  });

  it('tells of secrets that wait to be saved', () => {
    expect(badgeOf([], { unsavedSecrets: 1 }).title).toContain('1 new key not yet saved');
  });

  it('asks to refresh old data', () => {
    expect(badgeOf([], { checkedAt: now - 50 * hour }).title).toContain('Last checked 2 days ago');
  });

  it('shows a name that tries to turn the sentence around as what it is', () => {
    const { title } = badgeOf([makeKey({ name: 'a\u202eb\nc', expiresAt: now + 9 * day })]);
    expect(title).toContain('a⟨U+202E⟩b⟨U+000A⟩c');
  });

  it('is all from the text files', () => {
    const keys = [
      makeKey({ id: '1', name: '1', expiresAt: now + 9 * day }),
      makeKey({ id: '2', name: '2', account: '3', expiresAt: now - day }),
      makeKey({ id: '4', name: '4', account: '3', expiresAt: now + 9 * day }),
    ];
    const snoozes = keys.slice(2).map((key) => snoozed(key, 14));
    const { title } = badge({ ...nothing, keys, unsavedSecrets: 1, snoozes }, 'en-XA');
    expect(title.split('\n').every((line) => /^⟦.*⟧$/.test(line))).toBe(true);
  });
});
