import { expect, test } from 'vitest';
import { digestOf, mergeRows, storedPolicies } from '../../../lib/inventory/rows.ts';
import type { KeySummary } from '../../../lib/keys/index.ts';

const now = Date.UTC(2026, 2, 1);
const day = 86_400_000;
const key = (id: string, expiresInDays: number | null, over: Partial<KeySummary> = {}): KeySummary => ({
  id,
  name: id,
  level: 'account',
  createdAt: now - 400 * day,
  expiresAt: expiresInDays === null ? null : now + expiresInDays * day,
  revoked: false,
  grade: 'A',
  ...over,
});
const state = { complete: true, unreadable: 0, now };

test('the digest has what expires soonest first, and what expired within thirty days', () => {
  const rows = [key('late', 90), key('never', null), key('soon', 2), key('gone', -3), key('long gone', -31)];
  expect(digestOf(rows, state).soon.map(({ id }) => id)).toEqual(['gone', 'soon', 'late']);
});

test('revoked keys are in no list and no count but the total', () => {
  const rows = [key('a', 5), key('b', 5, { revoked: true, grade: 'F' })];
  expect(digestOf(rows, state)).toMatchObject({ active: 1, adminGrade: 0, total: 2 });
});

test('the digest of thousands stays small and keeps the nearest', () => {
  const rows = Array.from({ length: 5000 }, (_, index) => key(`k${index}`, 5000 - index));
  const expired = Array.from({ length: 100 }, (_, index) => key(`x${index}`, -(index + 1) / 10));
  const { soon } = digestOf([...rows, ...expired], state);
  expect(soon).toHaveLength(120);
  expect(soon.at(20)!.id).toBe('k4999');
  expect(soon.slice(0, 20).map(({ id }) => id)).toContain('x0');
});

test('fresh rows take the place of known ones and the others stay', () => {
  const merged = mergeRows([key('a', 1), key('b', 1)], [key('b', 9), key('c', 1)]);
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(merged[1]!.expiresAt).toBe(now + 9 * day);
});

test('policies beyond the budget are left out instead of filling the storage', () => {
  const big = 'x'.repeat(2_000_000);
  expect(
    Object.keys(
      storedPolicies(
        new Map([
          ['a', big],
          ['b', big],
        ]),
      ),
    ),
  ).toEqual(['a']);
});
