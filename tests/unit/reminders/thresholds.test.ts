import { describe, expect, it } from 'vitest';
import { reachedThresholds, scaledThresholds } from '../../../lib/reminders/thresholds.ts';
import { day, hour } from './builders.ts';

describe('the thresholds of a key', () => {
  it('are the positive ones, each once, widest first, and the expiry last', () => {
    expect(scaledThresholds([1, 7, Number.NaN, 7, -1, 0, 30], 365 * day)).toEqual([30, 7, 1, 0]);
  });

  it('are no wider than a third of its life, give or take the minute in which J1 stamps it', () => {
    expect(scaledThresholds([30], 90 * day - 60_000)).toEqual([30, 0]);
    expect(scaledThresholds([30], 90 * day - hour)).toEqual([(90 * day - hour) / 3 / day, 0]);
  });

  it('are a third of its life where no other is left', () => {
    expect(scaledThresholds([], 9 * day)).toEqual([3, 0]);
    expect(scaledThresholds([30, 14, 7, 3, 1], day)).toEqual([1 / 3, 0]);
  });
});

describe('the thresholds that are behind a key', () => {
  it('are those that are as wide as what is left', () => {
    expect(reachedThresholds([30, 7, 1, 0], 7 * day)).toEqual([30, 7]);
    expect(reachedThresholds([30, 7, 1, 0], 7 * day + 1)).toEqual([30]);
    expect(reachedThresholds([30, 7, 1, 0], -day)).toEqual([30, 7, 1, 0]);
    expect(reachedThresholds([30, 7, 1, 0], 31 * day)).toEqual([]);
  });
});
