import fc from 'fast-check';
import type { KeyExpiry } from '../../../lib/reminders/model.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.UTC(2026, 10, 24, 17, 30);
export const account = 'acme';

/** A key of 365 days unless told otherwise, so that all five default thresholds apply. */
export function makeKey(parts: Partial<KeyExpiry> = {}): KeyExpiry {
  const expiresAt = parts.expiresAt === undefined ? now + 100 * day : parts.expiresAt;
  return {
    account,
    id: 'key-1',
    name: 'splunk-prod',
    level: 'account',
    createdAt: (expiresAt ?? now) - 365 * day,
    expiresAt,
    revoked: false,
    ...parts,
  };
}

/** Any key at all, most of them near `now`. */
export const keyExpiry: fc.Arbitrary<KeyExpiry> = fc
  .record({
    account: fc.constantFrom('acme', 'beta'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    name: fc.string({ unit: 'binary', maxLength: 200 }),
    level: fc.constantFrom('account', 'user', 'integration'),
    createdAt: fc.integer({ min: now - 400 * day, max: now + 3 * day }),
    expiresAt: fc.option(fc.integer({ min: now - 60 * day, max: now + 60 * day })),
    revoked: fc.boolean(),
    replacedBy: fc.option(fc.constant('a'), { nil: undefined }),
  })
  .map(({ replacedBy, ...key }) => (replacedBy === undefined ? key : { ...key, replacedBy }));
