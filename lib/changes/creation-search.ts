/**
 * Looks for a creation's key in the account's list: for one whose answer was lost, to tell whether it exists, and
 * after a good answer, to see that there is no second one.
 */
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import type { Listing, Refresher } from '../inventory/refresh.ts';
import type { KeySummary } from '../keys/index.ts';
import type { ConsoleTabs } from '../sessions/console-tabs.ts';
import { sleep } from '../sessions/pace.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { creationsRecord, type Creation } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import { logCreation } from './activity.ts';
import { at, closeOpened, moveCreation, othersSettled, readCreation, tabFor } from './creation-journal.ts';
import { inAccount } from './in-account.ts';
import { accountOf } from './plan.ts';

/** Two lists that lack the key, five seconds apart, mean that it was not created; the third is for one that failed. */
const listDelaysMs = [2000, 5000, 8000];
/** HTTP dates are cut to the second, and J1's services need not share one clock to the millisecond. */
const clockSlackMs = 2000;

export interface CreationSearch {
  /**
   * The answer will not come, or says nothing: the list decides.
   *
   * @param open a console tab in the background where there is none; `false` where nobody may be waiting any more
   */
  reconcile(id: string, why: Problem, open?: boolean): Promise<void>;
  /** A browser may send one request twice, so even a good answer is followed by a look at the list. */
  readBack(id: string): Promise<void>;
}

export interface SearchTools {
  readonly tabs: ConsoleTabs;
  readonly sessions: Sessions;
  readonly refresher: Refresher;
  readonly clock: Clock;
}

export function createCreationSearch({ tabs, sessions, refresher, clock }: SearchTools): CreationSearch {
  // What is being looked for right now; after the background's death its start looks anew.
  const looking = new Set<string>();

  async function once(purpose: string, look: () => Promise<void>): Promise<void> {
    if (looking.has(purpose)) return;
    looking.add(purpose);
    try {
      await look();
    } finally {
      looking.delete(purpose);
    }
  }

  /** Reads the whole list through a tab of the account. One that is opened for it serves the next look as well. */
  async function list(row: Creation, open: boolean): Promise<Listing> {
    const account = await accountOf(row.account);
    const session = await sessions.of(account, { open, attended: true, ...tabFor(row) });
    return refresher.readAll(session, account);
  }

  async function lookFor(id: string, why: Problem, open: boolean): Promise<void> {
    let looked = 0;
    let failure = why;
    for (const delay of listDelaysMs) {
      // oxlint-disable-next-line no-await-in-loop
      await sleep(delay);
      // oxlint-disable-next-line no-await-in-loop
      const row = await readCreation(id);
      // A late answer is better than any list.
      if (row?.state !== 'reconciling') return;
      try {
        // oxlint-disable-next-line no-await-in-loop
        const { rows, whole } = await list(row, open);
        // oxlint-disable-next-line no-await-in-loop
        const found = candidates(row, rows, await creationsRecord.read());
        // oxlint-disable-next-line no-await-in-loop
        if (found.length > 0) return await keepFound(row, found);
        if (!whole) throw new ProblemError({ code: 'unexpected-answer' });
        looked += 1;
        if (looked === 2) break;
      } catch (thrown) {
        failure = problemOf(thrown);
      }
    }
    if (looked === 2) await conclude(id, { state: 'not-created', problem: why }, 'failed');
    else await conclude(id, { state: 'unknown', problem: failure }, 'unknown');
  }

  async function conclude(
    id: string,
    step: { readonly state: 'not-created' | 'unknown'; readonly problem: Problem },
    outcome: 'failed' | 'unknown',
  ): Promise<void> {
    const row = await moveCreation(id, at('reconciling'), () => step);
    if (!row) return;
    await logCreation(row, { outcome, keyId: null, problem: step.problem.code }, clock.now());
    await closeOpened(id, tabs);
  }

  async function keepFound({ id }: Creation, [newest, ...others]: readonly KeySummary[]): Promise<void> {
    const row = await moveCreation(id, at('reconciling'), () => ({
      state: 'created',
      keyId: newest!.id,
      expiresAt: newest!.expiresAt,
      readBack: true,
      secret: 'lost',
      extraKeyIds: others.map((key) => key.id),
    }));
    if (!row) return;
    await logCreation(row, { outcome: 'done', keyId: newest!.id, problem: 'secret-lost' }, clock.now());
    await closeOpened(id, tabs);
  }

  async function noteReadBack(row: Creation, rows: readonly KeySummary[]): Promise<void> {
    const found = candidates(row, rows, await creationsRecord.read());
    await moveCreation(row.id, at('created'), ({ keyId, expiresAt }) => {
      const own = rows.find(({ id }) => id === keyId);
      return {
        readBack: own !== undefined,
        expiresAt: own?.expiresAt ?? expiresAt,
        extraKeyIds: found.map(({ id }) => id).filter((id) => id !== keyId),
      };
    });
  }

  return {
    reconcile: (id, why, open = true) =>
      once(`reconcile ${id}`, async () => {
        const row = await moveCreation(id, at('sent', 'reconciling', 'unknown'), () => ({
          state: 'reconciling',
          problem: why,
        }));
        if (row) await lookFor(id, why, open);
      }),
    readBack: (id) =>
      once(`read back ${id}`, async () => {
        const row = await readCreation(id);
        if (row?.state !== 'created') return;
        try {
          // No other creation may be under way: its key would look like a second one of this.
          await inAccount(row.account, async () => {
            await othersSettled(row);
            await noteReadBack(row, (await list(row, true)).rows);
          });
        } catch {
          // The row says by itself that it was not read back; the key and its secret are there.
        }
        await closeOpened(id, tabs);
      }),
  };
}

/** New keys of the row's name that no other creation has brought about, newest first. */
function candidates(row: Creation, rows: readonly KeySummary[], journal: readonly Creation[]): KeySummary[] {
  const { knownIds, serverTime } = row.sending;
  const others = journal.filter(({ id }) => id !== row.id).flatMap(keysOf);
  const taken = new Set([...knownIds, ...others]);
  return rows
    .filter((key) => key.name === row.keyName && !key.revoked && !taken.has(key.id))
    .filter(
      ({ createdAt }) => serverTime === null || createdAt === 0 || createdAt >= serverTime - clockSlackMs,
    )
    .sort((a, b) => b.createdAt - a.createdAt);
}

const keysOf = ({ keyId, extraKeyIds }: Creation): string[] =>
  keyId ? [keyId, ...extraKeyIds] : extraKeyIds;

/** Keys of the row's name that exist before it is sent, by the list and by the journal. */
export function namesakes(
  row: Creation,
  rows: readonly KeySummary[],
  journal: readonly Creation[],
): string[] {
  const listed = rows.filter(({ name }) => name === row.keyName).map(({ id }) => id);
  const created = journal.filter(
    ({ account, keyName }) => account === row.account && keyName === row.keyName,
  );
  return [...listed, ...created.flatMap(keysOf)];
}
