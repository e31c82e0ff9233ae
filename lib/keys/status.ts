/**
 * What a key's dates mean at a given moment: its status, its tone and how much of its life is left. Rows, charts and
 * badge draw the same lines between near and far, because the lines are drawn here.
 */
import { dayMs, isInstant } from '../time/units.ts';
import type { KeyStatus, KeySummary, Tone } from './model.ts';

/** The part of a key that its dates are judged by. */
export type KeyDates = Pick<KeySummary, 'createdAt' | 'expiresAt' | 'revoked'>;

/** How near an expiry must be for each tone. All in milliseconds before it, `alarm` after it. */
export const horizons = {
  soon: 30 * dayMs,
  urgent: 7 * dayMs,
  critical: dayMs,
  /** An expired key stays critical this long: something may still be using it. */
  alarm: 7 * dayMs,
} as const;

/** A creation date may be this far ahead of our clock before it is called odd: one of the clocks may be wrong. */
const clockTolerance = dayMs;

function isOdd({ createdAt, expiresAt }: KeyDates, now: number): boolean {
  if (!isInstant(createdAt) || createdAt > now + clockTolerance) return true;
  return expiresAt !== null && (!isInstant(expiresAt) || expiresAt < createdAt);
}

/**
 * Tone by the expiry alone.
 *
 * @param remaining milliseconds until expiry, negative after it
 */
export function toneOfRemaining(remaining: number): Tone {
  if (remaining <= -horizons.alarm) return 'stale';
  if (remaining <= horizons.critical) return 'critical';
  if (remaining <= horizons.urgent) return 'urgent';
  return remaining <= horizons.soon ? 'soon' : 'calm';
}

/**
 * @param now epoch milliseconds
 */
export function statusOf(key: KeyDates, now: number): KeyStatus {
  if (key.revoked) return 'revoked';
  if (isOdd(key, now)) return 'odd';
  if (key.expiresAt === null) return 'active';
  const remaining = key.expiresAt - now;
  if (remaining <= 0) return 'expired';
  return remaining <= horizons.soon ? 'expiring' : 'active';
}

/**
 * The tone of a key's row and bar. Revoked keys and keys with odd dates are stale: nothing is to be done in time.
 *
 * @param now epoch milliseconds
 */
export function toneOf(key: KeyDates, now: number): Tone {
  const status = statusOf(key, now);
  if (status === 'revoked' || status === 'odd') return 'stale';
  return key.expiresAt === null ? 'calm' : toneOfRemaining(key.expiresAt - now);
}

/**
 * The share of a key's life that is left, from 1 (new, or never expiring) to 0 (over, revoked, or odd dates).
 *
 * @param now epoch milliseconds
 */
export function lifeLeft(key: KeyDates, now: number): number {
  const status = statusOf(key, now);
  if (status === 'revoked' || status === 'odd' || status === 'expired') return 0;
  if (key.expiresAt === null) return 1;
  const lifetime = key.expiresAt - key.createdAt;
  return Math.min(1, (key.expiresAt - now) / lifetime);
}
