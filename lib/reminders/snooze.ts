/** Whether a key is silent for now. */
import type { KeyExpiry, ReminderSettings, Snooze } from './model.ts';
import { reachedThresholds, scaledThresholds } from './thresholds.ts';

/**
 * Looks keys up among the snoozes that are running.
 *
 * @returns whether a key is snoozed, given the tightest threshold it has reached (`null` = none). A threshold
 * tighter than the one that was snoozed breaks through.
 */
export function runningSnoozes(
  snoozes: readonly Snooze[],
  now: number,
): (key: { account: string; id: string }, tightest: number | null) => boolean {
  const byAccount = new Map<string, Map<string, number>>();
  for (const { account, keyId, until, threshold } of snoozes) {
    if (until <= now) continue;
    const ofAccount = byAccount.get(account) ?? new Map<string, number>();
    // Two snoozes of one key: the one said at the tighter threshold holds longer.
    ofAccount.set(keyId, Math.min(threshold, ofAccount.get(keyId) ?? Infinity));
    byAccount.set(account, ofAccount);
  }
  return ({ account, id }, tightest) => {
    const snoozed = byAccount.get(account)?.get(id);
    return snoozed !== undefined && (tightest === null || tightest >= snoozed);
  };
}

/** The tightest threshold a key has reached, in days, or `null` where none is, or the key never expires. */
export function tightestReached(key: KeyExpiry, now: number, settings: ReminderSettings): number | null {
  if (key.expiresAt === null) return null;
  const thresholds = scaledThresholds(settings.thresholds, key.expiresAt - key.createdAt);
  return reachedThresholds(thresholds, key.expiresAt - now).at(-1) ?? null;
}
