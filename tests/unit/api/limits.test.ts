import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  block,
  firstPageSize,
  freshBudget,
  largestPageSize,
  learn,
  nextPageSize,
  spend,
  waitFor,
  type BudgetState,
} from '../../../lib/api/limits.ts';

/** When each unit goes out if everybody waits as told. */
function sendAll(wishes: readonly { units: number; afterMs: number }[], attended: boolean): number[] {
  let now = 1_000_000;
  let budget: BudgetState = freshBudget;
  const sent: number[] = [];
  for (const { units, afterMs } of wishes) {
    now += afterMs;
    for (let wait = waitFor(budget, units, attended, now); wait > 0;) {
      now += wait;
      wait = waitFor(budget, units, attended, now);
    }
    budget = spend(budget, units, now);
    for (let count = 0; count < units; count += 1) sent.push(now);
  }
  return sent;
}

const most = (sent: readonly number[], windowMs: number): number =>
  Math.max(...sent.map((start) => sent.filter((at) => at >= start && at < start + windowMs).length));

const wishes = fc.array(fc.record({ units: fc.integer({ min: 1, max: 3 }), afterMs: fc.nat(70_000) }), {
  minLength: 1,
  maxLength: 40,
});

test('unattended, never more than five units fall into any sixty seconds', () => {
  fc.assert(fc.property(wishes, (asked) => most(sendAll(asked, false), 60_000) <= 5));
});

test('for a user who waits, never more than five units fall into any second', () => {
  const quick = fc.array(fc.record({ units: fc.integer({ min: 1, max: 3 }), afterMs: fc.nat(1500) }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(fc.property(quick, (asked) => most(sendAll(asked, true), 1000) <= 5));
});

test('half of what remains belongs to the console, until the bucket has refilled', () => {
  const at = 1_000_000;
  const low = learn(spend(freshBudget, 1, at), { 'ratelimit-remaining': '5' });
  expect(waitFor(low, 2, true, at + 2000)).toBe(0);
  expect(waitFor(low, 3, true, at + 2000)).toBe(58_000);
  expect(waitFor(low, 3, true, at + 60_000)).toBe(0);
});

test('a header that is missing, empty or no number teaches nothing', () => {
  const known = learn(freshBudget, { 'ratelimit-remaining': '40' });
  for (const headers of [{}, { 'ratelimit-remaining': '' }, { 'ratelimit-remaining': 'lots' }]) {
    expect(learn(known, headers)).toEqual(known);
  }
});

test('after a 429 nothing goes out before its pause is over, and a shorter one does not shorten it', () => {
  const blocked = block(block(freshBudget, 30_000, 1000), 5000, 2000);
  expect(waitFor(blocked, 1, true, 2000)).toBe(29_000);
  expect(waitFor(blocked, 1, false, 31_000)).toBe(0);
});

test('pages double while the server gives what was asked, up to a thousand', () => {
  expect([100, 200, 400, 800, 1000].map((size) => nextPageSize(size, size))).toEqual([
    200, 400, 800, 1000, 1000,
  ]);
  expect(nextPageSize(400, 250)).toBe(250);
  expect(nextPageSize(200, 3)).toBe(firstPageSize);
  expect(nextPageSize(largestPageSize, largestPageSize)).toBe(largestPageSize);
});
