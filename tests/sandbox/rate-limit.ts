/** J1's documented limits: a bucket per session or key that refills steadily, and one per account. */
import type { RateLimit } from './world/world.ts';

interface Bucket {
  left: number;
  at: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

export const sessionLimit: RateLimit = { invocationWindowSeconds: 60, invocationCapacity: 1000 };
export const accountLimit: RateLimit = { invocationWindowSeconds: 120, invocationCapacity: 2000 };

export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes `units` from a client's and its account's bucket, or from neither; headers tell the client's. */
  take(client: string, account: string, units: number, limit: RateLimit, now: number): RateDecision {
    const own = this.#bucket(`client ${client}`, limit, now);
    const shared = this.#bucket(`account ${account}`, accountLimit, now);
    const allowed = own.left >= units && shared.left >= units;
    if (allowed) {
      own.left -= units;
      shared.left -= units;
    }
    const perSecond = limit.invocationCapacity / limit.invocationWindowSeconds;
    return {
      allowed,
      headers: {
        'RateLimit-Limit': String(limit.invocationCapacity),
        'RateLimit-Remaining': String(Math.floor(own.left)),
        'RateLimit-Reset': String(Math.ceil((limit.invocationCapacity - own.left) / perSecond)),
        'RateLimit-Requested': String(units),
      },
    };
  }

  clear(): void {
    this.#buckets.clear();
  }

  #bucket(name: string, limit: RateLimit, now: number): Bucket {
    const bucket = this.#buckets.get(name) ?? { left: limit.invocationCapacity, at: now };
    const seconds = Math.max(0, now - bucket.at) / 1000;
    const refill = seconds * (limit.invocationCapacity / limit.invocationWindowSeconds);
    bucket.left = Math.min(limit.invocationCapacity, bucket.left + refill);
    bucket.at = now;
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
