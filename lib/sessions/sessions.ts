/**
 * From an account to a session: a console tab, the address that takes its session, and who turns out to be signed in
 * there. Everything that is asked in an account's name goes through a session, and so through the pace.
 */
import type { Clock } from '../time/clock.ts';
import type { Identity } from '../api/decode.ts';
import { execute, type Ask } from '../api/client.ts';
import { readIdentity } from '../api/queries/identity.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { carryThrough, findAddress, hintsOf } from '../api/transport/tab-relay.ts';
import type { Address } from '../messaging/page-contract.ts';
import { consoleOf } from '../console/index.ts';
import { hasContainers } from '../platform/browser.ts';
import { hasHost } from '../platform/permissions.ts';
import { accountsRecord, type Account, type ConsoleTab } from '../storage/records.ts';
import type { ConsoleTabs, FoundTab } from './console-tabs.ts';
import type { Pace } from './pace.ts';

/** A tab whose address is known. Whose session it holds is only known once something answered. */
export interface Session {
  readonly tab: ConsoleTab;
  readonly instance: string;
  readonly address: Address;
  /** Closed again by {@link Sessions.release} if we opened it. */
  readonly opened: boolean;
  /** Asks as the pace allows, in the name of an account; `null` = whichever the session is of. */
  ask(accountId: string | null, timeoutMs?: number): Ask;
  /** Waits until `units` may be spent in another way than by `ask`. */
  turn(units: number): Promise<void>;
}

export interface SessionOptions {
  /** Open a console tab in the background where there is none. */
  readonly open: boolean;
  /** A user waits for what is asked. */
  readonly attended: boolean;
  /** A tab that was opened for the same purpose before, by a background that was stopped since. */
  readonly openedBefore?: number | null;
  /** Told before the opened tab is waited for, so that its owner can close it whatever happens. */
  readonly onOpened?: (tabId: number) => Promise<void>;
}

export interface Identified {
  readonly account: Account;
  /** The server's clock by the answer's `date` header, epoch milliseconds; `null` = the tab may not read it. */
  readonly serverTime: number | null;
}

export interface Sessions {
  /**
   * A session of the account. With `open`, a console tab is opened in the background where there is none.
   * Throws a ProblemError: `no-tab`, `host-withheld`, `signed-out`, `session-unusable`, …
   */
  of(account: Account, options: SessionOptions): Promise<Session>;
  /** The session of a given tab. */
  ofTab(tab: ConsoleTab, attended: boolean): Promise<Session>;
  /** Asks who is signed in and keeps the account. Throws a ProblemError. */
  identify(session: Session): Promise<Identified>;
  /** Keeps an identity that came along with another answer. */
  keep(session: Session, identity: Identity): Promise<Account>;
  /** Keeps why an account could not be reached; `null` = it could. */
  keepProblem(account: string, problem: Problem | null): Promise<void>;
  /** Closes the tab if we opened it. */
  release(session: Session): Promise<void>;
}

/**
 * Another account or person answers than was meant. In a tab that we opened in Firefox that may only say that the
 * account lives in a container, where the user has to open its console.
 */
export function otherAnswered({ opened }: Session): ProblemError {
  return new ProblemError({ code: opened && hasContainers() ? 'no-container-tab' : 'wrong-account' });
}

export const accountKey = (region: string, accountId: string): string => `${region}/${accountId}`;

interface Use {
  readonly opened: boolean;
  readonly attended: boolean;
}

export function createSessions(tabs: ConsoleTabs, pace: Pace, clock: Clock): Sessions {
  async function addressOf({ tab, hints }: FoundTab, askAt: (address: Address) => Ask): Promise<Address> {
    const accounts = await accountsRecord.read();
    const known =
      accounts.find(({ key }) => key === tab.account) ?? accounts.find(({ host }) => host === tab.host);
    const address = known?.address ?? (await findAddress(hints, askAt));
    if (typeof address !== 'string') throw new ProblemError(address);
    return address;
  }

  async function session(found: FoundTab, { opened, attended }: Use): Promise<Session> {
    const { tab, hints } = found;
    if (hints.looksSignedOut) throw new ProblemError({ code: 'signed-out' });
    const askAt =
      (address: Address, accountId: string | null, timeoutMs?: number): Ask =>
      (document, variables, units = 1) =>
        pace.run(tab.host, { units, attended }, () =>
          execute(carryThrough(tab.tabId, address, accountId, timeoutMs), document, variables),
        );
    const address = await addressOf(found, (tried) => askAt(tried, null));
    return {
      tab,
      instance: hints.instance,
      address,
      opened,
      ask: (accountId, timeoutMs) => askAt(address, accountId, timeoutMs),
      turn: (units) => pace.turn(tab.host, { units, attended }),
    };
  }

  const sessionOfTab = async (tab: ConsoleTab, use: Use): Promise<Session> =>
    session({ tab, hints: await hintsOf(tab.tabId) }, use);

  async function of(account: Account, options: SessionOptions): Promise<Session> {
    const { open, attended } = options;
    const existing = await tabs.find(account);
    if (existing) return session(existing, { opened: false, attended });
    if (!(await hasHost(account.host))) throw new ProblemError({ code: 'host-withheld' });
    if (!open) throw new ProblemError({ code: 'no-tab' });
    return openFor(account, options);
  }

  async function openFor(account: Account, { attended, openedBefore, onOpened }: SessionOptions) {
    const { tabId, spoke } = await tabs.open(account.host, openedBefore ?? null);
    try {
      await onOpened?.(tabId);
      const tab = await spoke;
      if (!tab) throw new ProblemError({ code: (await tabs.hasLeft(tabId)) ? 'signed-out' : 'no-tab' });
      return await sessionOfTab(tab, { opened: true, attended });
    } catch (thrown) {
      // Left open only for the user to sign in there.
      if (problemOf(thrown).code !== 'signed-out') await tabs.closeUnlessShown(tabId);
      throw thrown;
    }
  }

  async function keep(used: Session, identity: Identity): Promise<Account> {
    const { region } = consoleOf(`https://${used.tab.host}/`)!;
    const key = accountKey(region, identity.accountId);
    const accounts = await accountsRecord.update((known) => {
      const before = known.find((account) => account.key === key);
      const account: Account = {
        key,
        region,
        host: used.tab.host,
        accountId: identity.accountId,
        name: identity.name ?? before?.name ?? identity.subdomain ?? identity.accountId,
        subdomain: identity.subdomain ?? before?.subdomain ?? null,
        viewer: identity.viewer,
        address: used.address,
        seenAt: clock.now(),
        problem: null,
      };
      return before ? known.map((other) => (other.key === key ? account : other)) : [...known, account];
    });
    await tabs.noteAccount(used.tab.tabId, key, identity.viewer?.id ?? null);
    return accounts.find((account) => account.key === key)!;
  }

  /** An address that no longer takes the session is looked for anew next time. */
  async function forgetAddress(host: string): Promise<void> {
    await accountsRecord.update((known) =>
      known.map((account) => (account.host === host ? { ...account, address: null } : account)),
    );
  }

  async function identify(used: Session): Promise<Identified> {
    try {
      const { identity, headers } = await readIdentity(used.ask(null));
      const date = Date.parse(headers['date'] ?? '');
      return { account: await keep(used, identity), serverTime: Number.isNaN(date) ? null : date };
    } catch (thrown) {
      if (problemOf(thrown).code === 'session-unusable') await forgetAddress(used.tab.host);
      throw thrown;
    }
  }

  return {
    of,
    ofTab: (tab, attended) => sessionOfTab(tab, { opened: false, attended }),
    keep,
    identify,
    keepProblem: async (key, problem) => {
      const accounts = await accountsRecord.update((known) =>
        known.map((account) => (account.key === key ? { ...account, problem } : account)),
      );
      const host = accounts.find((account) => account.key === key)?.host;
      if (host && problem?.code === 'session-unusable') await forgetAddress(host);
    },
    release: async (used) => {
      if (used.opened) await tabs.closeUnlessShown(used.tab.tabId);
    },
  };
}
