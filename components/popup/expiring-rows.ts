/** Which keys the popup lists: what expires within 30 days or just did, filled up with what comes next. */
import type { KeySummary } from '../../lib/keys/model.ts';
import { horizons, statusOf } from '../../lib/keys/status.ts';

/** More rows than this belong into the side panel. */
export const mostRows = 30;
/** So many are shown even when all of them have plenty of time. */
const leastRows = 5;
/** Of what has expired only the latest: it must not push down what one can still act on in time. */
const mostExpired = 3;

export interface ExpiringRows {
  readonly rows: readonly KeySummary[];
  /** How many of them expire within 30 days or just did. */
  readonly urgent: number;
  /** How many more of those there are. */
  readonly more: number;
}

/**
 * @param soon unrevoked keys, soonest first
 * @param now epoch milliseconds
 */
export function expiringRows(soon: readonly KeySummary[], now: number): ExpiringRows {
  const dated = soon.filter(
    (key) =>
      key.expiresAt !== null &&
      statusOf(key, now) !== 'odd' &&
      key.expiresAt > now - horizons.alarm &&
      !key.revoked,
  );
  const urgent = dated.filter((key) => key.expiresAt! <= now + horizons.soon).length;
  const expired = dated.filter((key) => key.expiresAt! <= now).length;
  const listed = dated.slice(Math.max(0, expired - mostExpired));
  const left = urgent - (dated.length - listed.length);
  const shown = Math.min(mostRows, Math.max(left, leastRows));
  return { rows: listed.slice(0, shown), urgent, more: Math.max(0, urgent - Math.min(left, shown)) };
}
