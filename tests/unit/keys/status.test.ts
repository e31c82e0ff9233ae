import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifeLeft, statusOf, toneOf } from '../../../lib/keys/index.ts';
import { day, hour, makeKey, now } from './builders.ts';

describe('status and tone of a key', () => {
  it.each([
    ['never expires', { expiresAt: null }, 'active', 'calm'],
    ['has a millisecond more than 30 days', { expiresAt: now + 30 * day + 1 }, 'active', 'calm'],
    ['has exactly 30 days', { expiresAt: now + 30 * day }, 'expiring', 'soon'],
    ['has exactly 7 days', { expiresAt: now + 7 * day }, 'expiring', 'urgent'],
    ['has exactly 24 hours', { expiresAt: now + day }, 'expiring', 'critical'],
    ['expires now', { expiresAt: now }, 'expired', 'critical'],
    ['expired under 7 days ago', { expiresAt: now - 7 * day + 1 }, 'expired', 'critical'],
    ['expired 7 days ago', { expiresAt: now - 7 * day }, 'expired', 'stale'],
    ['is revoked', { revoked: true, expiresAt: now + hour }, 'revoked', 'stale'],
    ['is revoked and past its expiry', { revoked: true, expiresAt: now - hour }, 'revoked', 'stale'],
    ['expires before it was created', { createdAt: now, expiresAt: now - hour }, 'odd', 'stale'],
    ['was created more than a day from now', { createdAt: now + day + 1 }, 'odd', 'stale'],
    ['was created by a clock a day ahead of ours', { createdAt: now + day }, 'active', 'calm'],
    ['has no readable creation date', { createdAt: Number.NaN }, 'odd', 'stale'],
    ['has an expiry that no calendar holds', { expiresAt: 1e20 }, 'odd', 'stale'],
  ] as const)('a key that %s', (_, parts, status, tone) => {
    const key = makeKey(parts);
    expect(statusOf(key, now)).toBe(status);
    expect(toneOf(key, now)).toBe(tone);
  });
});

describe('the life that is left', () => {
  it.each([
    ['a new key', { createdAt: now, expiresAt: now + day }, 1],
    ['a key half way', { createdAt: now - day, expiresAt: now + day }, 0.5],
    ['a key in its last tenth', { createdAt: now - 9 * day, expiresAt: now + day }, 0.1],
    ['a key that never expires', { expiresAt: null }, 1],
    ['an expired key', { expiresAt: now }, 0],
    ['a revoked key', { revoked: true }, 0],
    ['a key that lives no time at all', { createdAt: now + hour, expiresAt: now + hour }, 1],
    ['a key created by a clock ahead of ours', { createdAt: now + hour, expiresAt: now + day }, 1],
  ] as const)('of %s', (_, parts, share) => {
    expect(lifeLeft(makeKey(parts), now)).toBeCloseTo(share, 10);
  });

  it('is always a number from 0 to 1 that never grows while time passes', () => {
    const instant = fc.oneof(fc.integer({ min: now - 400 * day, max: now + 400 * day }), fc.double());
    fc.assert(
      fc.property(
        instant,
        fc.option(instant),
        fc.boolean(),
        fc.nat(90 * day),
        (createdAt, expiresAt, revoked, later) => {
          const key = makeKey({ createdAt, expiresAt, revoked });
          const [before, after] = [lifeLeft(key, now), lifeLeft(key, now + later)];
          expect(before).toBeGreaterThanOrEqual(0);
          expect(before).toBeLessThanOrEqual(1);
          if (statusOf(key, now) !== 'odd') expect(after).toBeLessThanOrEqual(before);
        },
      ),
    );
  });
});
