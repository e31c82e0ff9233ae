/**
 * An account's keys while they are being read: what was known stays until something better is there, and what is
 * stored meanwhile says that it is not the whole list.
 */
import type { TokenPage } from '../api/decode.ts';
import { ProblemError, type Problem } from '../api/problem.ts';
import type { KeySummary } from '../keys/index.ts';
import { digestRecord, inventoryRecord, policiesRecord, type Account } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import { createGrader, digestOf, mergeRows, storedPolicies, summaryOf } from './rows.ts';

export interface Collection {
  /** Rows read so far. */
  readonly rows: () => readonly KeySummary[];
  /** Every row could be read. */
  readonly allReadable: () => boolean;
  /** Takes a page. Throws `wrong-account`, and keeps nothing of the page, where a row is another account's. */
  add(page: TokenPage): void;
  /** Stores what was read beside what was known. */
  keep(): Promise<void>;
  /** The last page was read: stores what was read as the whole list. */
  finish(): Promise<void>;
  /** Stores that the reading stopped early, and why; `null` = the user stopped it. */
  leave(problem: Problem | null): Promise<void>;
}

export async function createCollection(account: Account, clock: Clock): Promise<Collection> {
  const inventory = inventoryRecord.of(account.key);
  const before = (await inventory.read())?.rows ?? [];
  const policies = new Map(Object.entries(await policiesRecord.of(account.key).read()));
  const grade = createGrader();
  const fresh = new Map<string, KeySummary>();
  let unreadable = 0;

  const known = () => mergeRows(before, [...fresh.values()]);

  async function store(
    rows: readonly KeySummary[],
    complete: boolean,
    problem: Problem | null,
  ): Promise<void> {
    const now = clock.now();
    await inventory.write({ checkedAt: now, complete, rows: [...rows], unreadable, problem });
    await digestRecord.of(account.key).write(digestOf(rows, { complete, unreadable, now }));
  }

  const keepPolicies = () => policiesRecord.of(account.key).write(storedPolicies(policies));

  return {
    rows: () => [...fresh.values()],
    allReadable: () => unreadable === 0,
    add: (page) => {
      if (page.foreign) throw new ProblemError({ code: 'wrong-account' });
      unreadable += page.unreadable;
      for (const row of page.rows) {
        fresh.set(row.id, summaryOf(row, grade(row.policy)));
        if (row.policy !== null) policies.set(row.id, row.policy);
      }
    },
    keep: () => store(known(), false, null),
    finish: async () => {
      for (const id of policies.keys()) if (!fresh.has(id)) policies.delete(id);
      await store([...fresh.values()], true, null);
      await keepPolicies();
    },
    leave: async (problem) => {
      // Another account's rows make all that came with them doubtful.
      const foreign = problem?.code === 'wrong-account';
      await store(foreign ? before : known(), false, problem);
      if (!foreign) await keepPolicies();
    },
  };
}
