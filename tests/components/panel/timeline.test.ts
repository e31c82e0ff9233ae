import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { timelineGroups, timelineOf } from '../../../components/panel/timeline.ts';
import { dayMs, hourMs } from '../../../lib/time/index.ts';
import { makeKey } from '../builders.ts';

/** 24 Nov 2026, 12:00 UTC */
const now = Date.UTC(2026, 10, 24, 12);
const zone = 'America/New_York';

function groupsOf(expiresAt: number | null, over = {}) {
  const timeline = timelineOf([makeKey('splunk-prod', null, { expiresAt, ...over })], now, zone);
  return timelineGroups.filter((group) => timeline[group].length > 0);
}

describe('the timeline', () => {
  test.each([
    ['today', 3 * hourMs],
    ['week', dayMs],
    ['week', 7 * dayMs],
    ['month', 7 * dayMs + 1],
    ['month', 30 * dayMs],
    ['later', 30 * dayMs + 1],
    ['expired', 0],
    ['expired', -30 * dayMs],
  ] as const)('puts into %s what expires %d ms from now', (group, ahead) => {
    expect(groupsOf(now + ahead)).toEqual([group]);
  });

  test('ends today at midnight where the user is, not in UTC', () => {
    const eleven = Date.UTC(2026, 10, 25, 4);
    expect(groupsOf(eleven)).toEqual(['today']);
    expect(groupsOf(eleven + 2 * hourMs)).toEqual(['week']);
  });

  test('leaves out revoked keys, keys that never expire and what expired over 30 days ago', () => {
    expect(groupsOf(now + dayMs, { revoked: true })).toEqual([]);
    expect(groupsOf(null)).toEqual([]);
    expect(groupsOf(now - 30 * dayMs - 1)).toEqual([]);
  });

  test('puts the soonest first, and what expired last at the head of the expired', () => {
    const rows = [5, 2, 4, -9, -1].map((days) => makeKey(`${days}`, null, { expiresAt: now + days * dayMs }));
    const { week, expired } = timelineOf(rows, now, zone);
    expect(week.map(({ name }) => name)).toEqual(['2', '4', '5']);
    expect(expired.map(({ name }) => name)).toEqual(['-1', '-9']);
  });

  test('never shows a key twice', () => {
    const ahead = fc.integer({ min: -60 * dayMs, max: 400 * dayMs });
    fc.assert(
      fc.property(fc.array(ahead, { maxLength: 20 }), (times) => {
        const rows = times.map((time, index) => makeKey(`${index}`, null, { expiresAt: now + time }));
        const timeline = timelineOf(rows, now, zone);
        const shown = timelineGroups.flatMap((group) => timeline[group].map(({ id }) => id));
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });
});
