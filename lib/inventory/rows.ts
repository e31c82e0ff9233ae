/** From rows of J1 to what is stored: summaries, their policies, and the small digest for popup and badge. */
import type { TokenRow } from '../api/decode.ts';
import type { Grade, KeySummary } from '../keys/index.ts';
import { gradePolicy } from '../policy/index.ts';
import type { Digest } from '../storage/records.ts';

const dayMs = 86_400_000;
const upcomingRows = 100;
const expiredRows = 20;
/** Together the policies of an account may take this many characters; the rest are shown as not stored. */
const policyBudget = 3_000_000;

/** Grades each distinct policy text once: thousands of keys share a few. */
export function createGrader(): (policy: string | null) => Grade {
  const known = new Map<string, Grade>();
  return (policy) => {
    if (policy === null) return null;
    if (!known.has(policy)) known.set(policy, gradePolicy(policy));
    return known.get(policy)!;
  };
}

export function summaryOf(row: TokenRow, grade: Grade): KeySummary {
  const { id, name, createdAt, expiresAt, revoked } = row;
  return { id, name, level: 'account', createdAt, expiresAt, revoked, grade };
}

/** Known rows with the fresh ones in their place, new ones after them. */
export function mergeRows(known: readonly KeySummary[], fresh: readonly KeySummary[]): KeySummary[] {
  const byId = new Map(known.map((row) => [row.id, row]));
  for (const row of fresh) byId.set(row.id, row);
  return [...byId.values()];
}

const isAdminGrade = (grade: Grade) => grade === 'D' || grade === 'F';

/** The digest of all known rows at `now`. */
export function digestOf(
  rows: readonly KeySummary[],
  state: { readonly complete: boolean; readonly unreadable: number; readonly now: number },
): Digest {
  const { now, complete, unreadable } = state;
  const live = rows.filter((row) => !row.revoked);
  const active = live.filter((row) => row.expiresAt === null || row.expiresAt > now);
  const dated = live.filter((row) => row.expiresAt !== null).sort((a, b) => a.expiresAt! - b.expiresAt!);
  const expired = dated.filter((row) => row.expiresAt! <= now && row.expiresAt! > now - 30 * dayMs);
  const upcoming = dated.filter((row) => row.expiresAt! > now);
  return {
    checkedAt: now,
    complete,
    soon: [...expired.slice(-expiredRows), ...upcoming.slice(0, upcomingRows)],
    active: active.length,
    adminGrade: active.filter((row) => isAdminGrade(row.grade)).length,
    total: rows.length,
    unreadable,
  };
}

/** Policies within the budget, by key id. */
export function storedPolicies(policies: ReadonlyMap<string, string>): Record<string, string> {
  const stored: Record<string, string> = {};
  let left = policyBudget;
  for (const [id, policy] of policies) {
    left -= policy.length;
    if (left < 0) break;
    stored[id] = policy;
  }
  return stored;
}
