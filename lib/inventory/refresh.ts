/**
 * Reads an account's keys into the records: the first page at once, the rest page by page while somebody cares. A
 * reading that stops early says so and keeps the rows.
 */
import { firstPageSize, nextPageSize } from '../api/limits.ts';
import type { TokenPage } from '../api/decode.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { readFirstPage, readNextPage } from '../api/queries/keys.ts';
import type { KeySummary } from '../keys/index.ts';
import {
  accountsRecord,
  attemptsRecord,
  digestRecord,
  inventoryRecord,
  refreshRecord,
  type Account,
  type ConsoleTab,
} from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import type { ConsoleTabs } from '../sessions/console-tabs.ts';
import { createCollection, type Collection } from './collection.ts';
import { sleep, type Pace } from '../sessions/pace.ts';
import { otherAnswered, type Session, type Sessions } from '../sessions/sessions.ts';

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

/** How often one page is asked for. J1's own clients give up after a few 429s as well. */
const mostTries = 3;

/** Who waits for a first page is told of a longer pause instead of being kept waiting. */
const longestSilentPauseMs = 5000;

/** How long to wait for what a reading that is under way may bring, before asking again. */
const joinPatienceMs = 2000;

export interface RefreshResult {
  /** The account that answered, `null` = none did. */
  readonly account: string | null;
  readonly problem: Problem | null;
}

export type RefreshTarget = { readonly account: string } | { readonly tabId: number };

/** What a reading of the list came to. */
export interface Listing {
  readonly rows: readonly KeySummary[];
  /** All pages and all rows could be read: what is not among `rows` does not exist. */
  readonly whole: boolean;
}

export interface Refresher {
  /** Resolves when the first page is in. `target` is an account, or a tab whose account is not known yet. */
  refresh(target: RefreshTarget, reason: RefreshReason): Promise<RefreshResult>;
  /** Uses a tab that just spoke to refresh what is older than a quarter of an hour, if that was not tried yet. */
  ride(tab: ConsoleTab): Promise<void>;
  /** Reads all pages anew, for the read-back of changes. Throws a ProblemError where a page cannot be read. */
  readAll(session: Session, expected: Account): Promise<Listing>;
  cancel(account: string): Promise<void>;
  /** At the start of the background: what the last one was reading is not being read any more. */
  recover(startedAt: number): Promise<void>;
}

interface Wish {
  readonly attended: boolean;
  /** All pages, not just the first. */
  readonly whole: boolean;
}

interface Run extends Wish {
  /** The console that is asked. */
  readonly host: string;
  /** The account it is for, where that is known. */
  readonly account: string | null;
  /** Another account must not answer in its place. */
  readonly strict: boolean;
  readonly session: () => Promise<Session>;
}

/** A reading under way: `first` when its first page is in, `listing` when it ends. */
interface Reading extends Wish {
  readonly host: string;
  readonly first: Promise<RefreshResult>;
  readonly listing: Promise<Listing>;
}

interface Started {
  readonly account: Account;
  readonly problem: Problem | null;
  /** Reads what the first page left. */
  readonly rest: () => Promise<Listing>;
}

export function createRefresher(tabs: ConsoleTabs, sessions: Sessions, pace: Pace, clock: Clock): Refresher {
  // Readings under way by account or tab; lost with the background, like the reading itself.
  const running = new Map<string, Reading>();

  /** Sets a reading off. One that was under way under the same name stops at its next page. */
  function launch(name: string, run: Run): Reading {
    const session = run.session();
    const started = session.then((used) => start(used, run));
    const listing = started.then(({ rest }) => rest());
    const first = started.then(
      ({ account, problem }): RefreshResult => ({ account: account.key, problem }),
      (thrown) => explain(run.account, problemOf(thrown)),
    );
    const { attended, whole, host } = run;
    const reading: Reading = { attended, whole, host, first, listing };
    running.set(name, reading);
    void listing
      .catch(() => undefined)
      .then(async () => {
        if (running.get(name) === reading) running.delete(name);
        await sessions.release(await session);
      })
      .catch(() => undefined);
    return reading;
  }

  async function explain(account: string | null, problem: Problem): Promise<RefreshResult> {
    // No tab is no failure of the account: what is known is simply as old as it says.
    if (account && problem.code !== 'no-tab') await sessions.keepProblem(account, problem);
    return { account, problem };
  }

  /** Reads and stores the first page. */
  async function start(session: Session, run: Run): Promise<Started> {
    const pauseMs = await pace.pausedFor(session.tab.host);
    if (run.attended && pauseMs > longestSilentPauseMs) {
      throw new ProblemError({ code: 'rate-limited', retryAfterMs: pauseMs });
    }
    const meant = (await accountsRecord.read()).find(({ key }) => key === run.account);
    const first = await readFirstPage(
      session.ask(run.strict ? (meant?.accountId ?? null) : null),
      firstPageSize,
    );
    const account = await sessions.keep(session, first.identity);
    if (run.strict && account.key !== run.account) throw otherAnswered(session);
    const { page, problem } = first;
    if (!page) return { account, problem, rest: () => stop(account, problem!) };
    const collection = await createCollection(account, clock);
    collection.add(page);
    if (page.hasMore) await collection.keep();
    else await collection.finish();
    return {
      account,
      problem: null,
      rest: async () => {
        const through = !page.hasMore || (run.whole && (await readRest(session, account, page, collection)));
        return { rows: collection.rows(), whole: through && collection.allReadable() };
      },
    };
  }

  /** Keeps why a list could not be read, beside the rows that are known. */
  async function stop(account: Account, problem: Problem): Promise<never> {
    await inventoryRecord.of(account.key).update((known) => known && { ...known, problem });
    await sessions.keepProblem(account.key, problem);
    throw new ProblemError(problem);
  }

  /** @returns `false` where it stopped before the last page */
  async function readRest(
    session: Session,
    account: Account,
    first: TokenPage,
    collection: Collection,
  ): Promise<boolean> {
    const progress = refreshRecord.of(account.key);
    const id = crypto.randomUUID();
    await progress.write({ id, startedAt: clock.now(), loaded: collection.rows().length, cancelled: false });
    try {
      for await (const page of pagesAfter(session, account, first)) {
        const state = await progress.read();
        // A newer reading of the same account has taken over, and the records with it.
        if (state?.id !== id) return false;
        collection.add(page);
        if (state.cancelled) {
          await collection.leave(null);
          return false;
        }
        if (page.hasMore) await collection.keep();
        await progress.update((now) => (now?.id === id ? { ...now, loaded: collection.rows().length } : now));
      }
      await collection.finish();
      return true;
    } catch (thrown) {
      if ((await progress.read())?.id === id) await collection.leave(problemOf(thrown));
      throw thrown;
    } finally {
      await progress.update((now) => (now?.id === id ? null : now));
    }
  }

  /** Every page after the first. Throws where the end cannot be reached. */
  async function* pagesAfter(
    session: Session,
    account: Account,
    first: TokenPage,
  ): AsyncGenerator<TokenPage> {
    const ask = session.ask(account.accountId);
    const seen = new Set<string>();
    let size = nextPageSize(firstPageSize, first.rows.length);
    let largest = Infinity;
    let tries = 0;
    for (let page = first; page.hasMore && page.cursor !== null;) {
      // A cursor that comes twice leaves open what else there is.
      if (seen.has(page.cursor) && tries === 0) throw new ProblemError({ code: 'unexpected-answer' });
      if (seen.size >= mostPages) throw new ProblemError({ code: 'unexpected-answer' });
      seen.add(page.cursor);
      try {
        page = await readNextPage(ask, account.accountId, size, page.cursor);
      } catch (thrown) {
        const { code } = problemOf(thrown);
        tries += 1;
        if (tries === mostTries) throw thrown;
        if (code === 'rate-limited') continue;
        if ((code !== 'bad-input' && code !== 'server') || size === firstPageSize) throw thrown;
        // The server refuses so large a page: back to the size that it is known to give.
        size = firstPageSize;
        largest = firstPageSize;
        continue;
      }
      yield page;
      tries = 0;
      size = Math.min(nextPageSize(size, page.rows.length), largest);
    }
  }

  async function isFresh(account: string, reason: RefreshReason): Promise<boolean> {
    const digest = await digestRecord.of(account).read();
    if (!digest || clock.now() - digest.checkedAt >= freshEnoughMs[reason]) return false;
    // A popup needs one page only; the others want them all.
    return reason === 'popup' || digest.complete;
  }

  /** Joins a reading that is under way if it gives at least as much as fast, else sets one off. */
  function read(name: string, run: Run): Promise<RefreshResult> {
    const other = running.get(name);
    const joins = other && (other.attended || !run.attended) && (other.whole || !run.whole);
    return (joins ? other : launch(name, run)).first;
  }

  /**
   * A popup needs one page, and what nobody waits for can wait. Where their console is being read for another reason,
   * be it that the tab has just said whose it is, they take what that reading brings instead of asking again.
   */
  async function bringsEnough(host: string, reason: RefreshReason): Promise<RefreshResult | null> {
    const underWay = [...running.values()].filter((reading) => reading.host === host);
    const settles = reason === 'popup' || reason === 'unattended';
    if (!settles || underWay.length === 0) return null;
    const late = sleep(joinPatienceMs).then(() => null);
    const result = await Promise.race([...underWay.map(({ first }) => first), late]);
    return result?.account && (await isFresh(result.account, reason)) ? result : null;
  }

  async function refreshAccount(key: string, reason: RefreshReason, wish: Wish): Promise<RefreshResult> {
    const account = (await accountsRecord.read()).find((known) => known.key === key);
    if (!account) return { account: null, problem: { code: 'not-found' } };
    if (await isFresh(key, reason)) return { account: key, problem: null };
    const { host } = account;
    const brought = await bringsEnough(host, reason);
    if (brought?.account === key) return brought;
    // Only a press on "refresh" may open a tab; looking at the list does not.
    const session = () => sessions.of(account, { open: reason === 'user', attended: wish.attended });
    return read(key, { ...wish, host, account: key, strict: true, session });
  }

  /** Whoever is signed in to that tab now, which may be another account than it was. */
  async function refreshTab(tabId: number, reason: RefreshReason, wish: Wish): Promise<RefreshResult> {
    const tab = await tabs.get(tabId);
    if (!tab) return { account: null, problem: { code: 'no-tab' } };
    if (tab.account && (await isFresh(tab.account, reason))) return { account: tab.account, problem: null };
    const { host } = tab;
    const brought = await bringsEnough(host, reason);
    if (brought) return brought;
    const session = () => sessions.ofTab(tab, wish.attended);
    const run = { ...wish, host, account: tab.account, strict: false, session };
    return read(tab.account ?? `tab:${tabId}`, run);
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

  function refresh(target: RefreshTarget, reason: RefreshReason): Promise<RefreshResult> {
    const wish = { attended: reason !== 'unattended', whole: reason !== 'popup' };
    return 'account' in target
      ? refreshAccount(target.account, reason, wish)
      : refreshTab(target.tabId, reason, wish);
  }

  return {
    refresh,
    ride: async (tab) => {
      if (await mayTry(`${tab.account ?? tab.tabId} ${tab.instance}`)) {
        await refresh({ tabId: tab.tabId }, 'unattended');
      }
    },
    readAll: (session, expected) => {
      // Its caller still needs the session, and closes it.
      const own = { ...session, opened: false };
      const { host } = session.tab;
      const run = { attended: true, whole: true, host, account: expected.key, strict: true };
      // Never joined to an older reading, which may have passed the page in question before the change.
      return launch(expected.key, { ...run, session: () => Promise.resolve(own) }).listing;
    },
    cancel: async (account) => {
      await refreshRecord.of(account).update((now) => now && { ...now, cancelled: true });
    },
    recover: async (startedAt) => {
      for (const { key } of await accountsRecord.read()) {
        // oxlint-disable-next-line no-await-in-loop
        await refreshRecord.of(key).update((now) => (now && now.startedAt < startedAt ? null : now));
      }
    },
  };
}
