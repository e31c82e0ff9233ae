/** Which thresholds a key has, and which of them it has reached. */
import { dayMs, minuteMs } from '../time/index.ts';

/**
 * J1 stamps `createdAt` when the request arrives, a moment after `expiresAt` was reckoned: a 90-day key lives a
 * second less than 90 days and must not lose its 30-day reminder for that.
 */
const stampDelay = minuteMs;

/**
 * The thresholds of a key with a given lifetime, widest first, 0 last. A threshold wider than a third of the lifetime
 * would fire while the key is new, so it is dropped; where none is left, one third of the lifetime stands in.
 *
 * @param thresholds days; anything but a positive number is passed over
 * @param lifetime milliseconds, 0 or more
 * @returns days
 */
export function scaledThresholds(thresholds: readonly number[], lifetime: number): number[] {
  const third = lifetime / 3 / dayMs;
  const widest = (lifetime + stampDelay) / 3 / dayMs;
  const fitting = [...new Set(thresholds)].filter((days) => days > 0 && days <= widest);
  if (fitting.length === 0) return [third, 0];
  return [...fitting.sort((a, b) => b - a), 0];
}

/**
 * The thresholds that are behind a key, widest first: the last one is the tightest.
 *
 * @param thresholds days, widest first
 * @param remaining milliseconds until expiry, negative after it
 */
export function reachedThresholds(thresholds: readonly number[], remaining: number): number[] {
  return thresholds.filter((days) => remaining <= days * dayMs);
}
