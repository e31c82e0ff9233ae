/**
 * Reads an account's keys into the records: the first page at once, the rest page by page while somebody cares.
 * What was known stays until something better is there; a refresh that stops early says so and keeps the rows.
 */
import { firstPageSize, nextPageSize } from '../api/limits.ts';
import type { TokenPage } from '../api/decode.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { firstPageUnits, pageUnits, readFirstPage, readNextPage } from '../api/queries/keys.ts';
import type { KeySummary } from '../keys/index.ts';
import {
  accountsRecord,
  attemptsRecord,
  digestRecord,
  inventoryRecord,
  policiesRecord,
  refreshRecord,
  type Account,
  type ConsoleTab,
} from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import type { ConsoleTabs } from '../sessions/console-tabs.ts';
import { createGrader, digestOf, mergeRows, storedPolicies, summaryOf } from './rows.ts';
import type { Pace } from '../sessions/pace.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';

/** `popup` reads one page and not again within a minute; `unattended` nothing younger than 15 minutes. */
export type RefreshReason = 'popup' | 'panel' | 'user' | 'unattended';

const freshEnoughMs: Record<RefreshReason, number> = {
  popup: 60_000,
  panel: 60_000,
  user: 0,
  unattended: 15 * 60_000,
};

/** A cursor that never ends would read for ever; 200 pages of 1,000 are more keys than an account can use. */
const mostPages = 200;

export interface RefreshResult {
  /** The account that answered, `null` = none did. */
  readonly account: string | null;
  readonly problem: Problem | null;
}

export type RefreshTarget = { readonly account: string } | { readonly tabId: number };

export interface Refresher {
  /** Resolves when the first page is in. `target` is an account, or a tab whose account is not known yet. */
  refresh(target: RefreshTarget, reason: RefreshReason): Promise<RefreshResult>;
  /** Uses a tab that just spoke to refresh what is older than a quarter of an hour, if that was not tried yet. */
  ride(tab: ConsoleTab): Promise<void>;
  /** Resolves when all pages are in, or with why not. Used by the read-back of changes. */
  readAll(session: Session, expected: Account): Promise<readonly KeySummary[]>;
  cancel(account: string): Promise<void>;
}

interface Run {
  readonly session: Session;
  readonly attended: boolean;
  readonly whole: boolean;
  /** Throws where the account that answers is not the one that was meant. */
  readonly check: (account: Account) => void;
}

export function createRefresher(tabs: ConsoleTabs, sessions: Sessions, pace: Pace, clock: Clock): Refresher {
  // A second request for an account that is being read joins the first; lost with the background, like the read.
  const running = new Map<string, Promise<RefreshResult>>();

  /** Reads and stores the first page; the returned function reads the others. */
  async function start({ session, attended, whole, check }: Run) {
    const { tab } = session;
    const known = (await accountsRecord.read()).find(({ key }) => key === tab.account);
    const first = await pace.run(known?.key ?? tab.host, { units: firstPageUnits, attended }, () =>
      readFirstPage(session.carry(known?.accountId ?? null), firstPageSize),
    );
    const account = await sessions.keep(session, first.identity);
    check(account);
    if (!first.page) {
      await stop(account, first.problem!);
      throw new ProblemError(first.problem!);
    }
    const collected = await createCollection(account);
    await collected.add(first.page);
    const more = first.page.hasMore;
    if (more) await collected.keepPolicies();
    else await collected.finish();
    return {
      account,
      rest: more && whole ? () => readRest(session, account, first.page!, collected, attended) : null,
      rows: collected.rows,
    };
  }

  async function createCollection(account: Account) {
    const before = await inventoryRecord.of(account.key).read();
    const policies = new Map(Object.entries(await policiesRecord.of(account.key).read()));
    const grade = createGrader();
    const fresh = new Map<string, KeySummary>();
    let unreadable = 0;

    async function store(
      rows: readonly KeySummary[],
      complete: boolean,
      problem: Problem | null,
    ): Promise<void> {
      const now = clock.now();
      await inventoryRecord
        .of(account.key)
        .write({ checkedAt: now, complete, rows: [...rows], unreadable, problem });
      await digestRecord.of(account.key).write(digestOf(rows, { complete, unreadable, now }));
    }

    const keepPolicies = () => policiesRecord.of(account.key).write(storedPolicies(policies));

    return {
      keepPolicies,
      rows: () => [...fresh.values()],
      size: () => fresh.size,
      async add(page: TokenPage): Promise<void> {
        if (page.foreign) throw new ProblemError({ code: 'wrong-account' });
        unreadable += page.unreadable;
        for (const row of page.rows) {
          fresh.set(row.id, summaryOf(row, grade(row.policy)));
          if (row.policy !== null) policies.set(row.id, row.policy);
        }
        // Until the last page is read, rows that were known before are still shown.
        const wasComplete = before?.complete ?? false;
        await store(mergeRows(before?.rows ?? [], [...fresh.values()]), wasComplete, null);
      },
      async finish(): Promise<void> {
        for (const id of policies.keys()) if (!fresh.has(id)) policies.delete(id);
        await store([...fresh.values()], true, null);
        await keepPolicies();
      },
      async leave(problem: Problem | null): Promise<void> {
        await store(mergeRows(before?.rows ?? [], [...fresh.values()]), false, problem);
        await keepPolicies();
      },
    };
  }

  type Collection = Awaited<ReturnType<typeof createCollection>>;

  async function readRest(
    session: Session,
    account: Account,
    first: TokenPage,
    collected: Collection,
    attended: boolean,
  ): Promise<void> {
    const progress = refreshRecord.of(account.key);
    const id = crypto.randomUUID();
    await progress.write({ id, startedAt: clock.now(), loaded: collected.size(), cancelled: false });
    const seen = new Set<string>();
    let size = nextPageSize(firstPageSize, first.rows.length);
    let cursor = first.cursor;
    try {
      for (let count = 1; cursor !== null && count < mostPages && !seen.has(cursor); count += 1) {
        seen.add(cursor);
        const at: string = cursor;
        const limit = size;
        // Each page names the next.
        // oxlint-disable-next-line no-await-in-loop
        const { page } = await pace.run(account.key, { units: pageUnits, attended }, () =>
          readNextPage(session.carry(account.accountId), account.accountId, limit, at),
        );
        // oxlint-disable-next-line no-await-in-loop
        await collected.add(page);
        // oxlint-disable-next-line no-await-in-loop
        const state = await progress.update((now) =>
          now?.id === id ? { ...now, loaded: collected.size() } : now,
        );
        if (state?.id !== id || state.cancelled) return await collected.leave(null);
        size = nextPageSize(size, page.rows.length);
        cursor = page.hasMore ? page.cursor : null;
      }
      // A cursor that came twice leaves open what else there is.
      if (cursor === null) await collected.finish();
      else await collected.leave({ code: 'unexpected-answer' });
    } catch (thrown) {
      await collected.leave(problemOf(thrown));
      throw thrown;
    } finally {
      await progress.update((now) => (now?.id === id ? null : now));
    }
  }

  /** Keeps why a list could not be read, beside the rows that are known. */
  async function stop(account: Account, problem: Problem): Promise<void> {
    await inventoryRecord.of(account.key).update((known) => (known ? { ...known, problem } : known));
    await sessions.keepProblem(account.key, problem);
  }

  async function isFresh(account: string, reason: RefreshReason): Promise<boolean> {
    const digest = await digestRecord.of(account).read();
    if (!digest || clock.now() - digest.checkedAt >= freshEnoughMs[reason]) return false;
    // A popup needs one page only; the others want them all.
    return reason === 'popup' || digest.complete;
  }

  async function readInto(run: Run, account: string | null): Promise<RefreshResult> {
    try {
      const { account: answered, rest } = await start(run);
      if (rest)
        void rest()
          .catch(() => undefined)
          .finally(() => sessions.release(run.session));
      else await sessions.release(run.session);
      return { account: answered.key, problem: null };
    } catch (thrown) {
      await sessions.release(run.session);
      const problem = problemOf(thrown);
      if (account) await sessions.keepProblem(account, problem);
      return { account, problem };
    }
  }

  async function refreshAccount(key: string, reason: RefreshReason): Promise<RefreshResult> {
    const account = (await accountsRecord.read()).find((known) => known.key === key);
    if (!account) return { account: null, problem: { code: 'not-found' } };
    if (await isFresh(key, reason)) return { account: key, problem: null };
    const attended = reason !== 'unattended';
    try {
      // Only a press on "refresh" may open a tab; looking at the list does not.
      const session = await sessions.of(account, { open: reason === 'user' });
      const check = (answered: Account) => {
        if (answered.key !== key) throw new ProblemError({ code: 'wrong-account' });
      };
      return await readInto({ session, attended, whole: reason !== 'popup', check }, key);
    } catch (thrown) {
      const problem = problemOf(thrown);
      // No tab is no failure of the account: what is known is simply as old as it says.
      if (problem.code !== 'no-tab') await sessions.keepProblem(key, problem);
      return { account: key, problem };
    }
  }

  async function refreshTab(tabId: number, reason: RefreshReason): Promise<RefreshResult> {
    const tab = await tabs.get(tabId);
    if (!tab) return { account: null, problem: { code: 'no-tab' } };
    if (tab.account) return refreshAccount(tab.account, reason);
    if (tab.looksSignedOut) return { account: null, problem: { code: 'signed-out' } };
    try {
      const session = await sessions.ofTab(tab);
      return await readInto(
        { session, attended: reason !== 'unattended', whole: reason !== 'popup', check: () => undefined },
        null,
      );
    } catch (thrown) {
      return { account: null, problem: problemOf(thrown) };
    }
  }

  function refresh(target: RefreshTarget, reason: RefreshReason): Promise<RefreshResult> {
    const name = 'account' in target ? target.account : `tab:${target.tabId}`;
    const known = running.get(name);
    if (known) return known;
    const run =
      'account' in target ? refreshAccount(target.account, reason) : refreshTab(target.tabId, reason);
    running.set(name, run);
    return run.finally(() => running.delete(name));
  }

  /** `true` once in a quarter of an hour for each of its kind. */
  async function mayTry(name: string): Promise<boolean> {
    const now = clock.now();
    let may = false;
    await attemptsRecord.update((attempts) => {
      const recent = Object.entries(attempts).filter(([, at]) => at > now - freshEnoughMs.unattended);
      may = !recent.some(([known]) => known === name);
      return Object.fromEntries(may ? [...recent, [name, now]] : recent);
    });
    return may;
  }

  return {
    refresh,
    ride: async (tab) => {
      const target = tab.account ? { account: tab.account } : { tabId: tab.tabId };
      if (await mayTry(`${tab.account ?? tab.tabId} ${tab.instance}`)) await refresh(target, 'unattended');
    },
    readAll: async (session, expected) => {
      const check = (account: Account) => {
        if (account.key !== expected.key) throw new ProblemError({ code: 'wrong-account' });
      };
      const { rest, rows } = await start({ session, attended: true, whole: true, check });
      await rest?.();
      return rows();
    },
    cancel: async (account) => {
      await refreshRecord.of(account).update((now) => now && { ...now, cancelled: true });
    },
  };
}
