/**
 * From an account to a session that was just proven to be its own: a console tab, the address that takes its
 * session, and who is signed in there.
 */
import type { Clock } from '../time/clock.ts';
import type { Identity } from '../api/decode.ts';
import type { Carry } from '../api/client.ts';
import { readIdentity } from '../api/queries/identity.ts';
import { ProblemError, type Problem } from '../api/problem.ts';
import { carryThrough, findAddress, hintsOf } from '../api/transport/tab-relay.ts';
import type { Address } from '../messaging/page-contract.ts';
import { consoleOf } from '../console/index.ts';
import { accountsRecord, type Account, type ConsoleTab } from '../storage/records.ts';
import type { ConsoleTabs } from './console-tabs.ts';

/** A tab whose address is known. Whose session it holds is only known once something answered. */
export interface Session {
  readonly tab: ConsoleTab;
  readonly instance: string;
  readonly address: Address;
  /** Closed again by {@link Sessions.release} if we opened it. */
  readonly opened: boolean;
  carry(accountId: string | null, timeoutMs?: number): Carry;
}

export interface SessionOptions {
  /** Open a console tab in the background where there is none. */
  readonly open: boolean;
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
   * Throws a ProblemError: `no-tab`, `signed-out`, `session-unusable`, …
   */
  of(account: Account, options: SessionOptions): Promise<Session>;
  /** The session of a given tab. */
  ofTab(tab: ConsoleTab): Promise<Session>;
  /** Asks who is signed in and keeps the account. Throws a ProblemError. */
  identify(session: Session): Promise<Identified>;
  /** Keeps an identity that came along with another answer. */
  keep(session: Session, identity: Identity): Promise<Account>;
  /** Keeps why an account could not be reached; `null` = it could. */
  keepProblem(account: string, problem: Problem | null): Promise<void>;
  /** Closes the tab if we opened it. */
  release(session: Session): Promise<void>;
}

export const accountKey = (region: string, accountId: string): string => `${region}/${accountId}`;

export function createSessions(tabs: ConsoleTabs, clock: Clock): Sessions {
  async function session(tab: ConsoleTab, opened: boolean): Promise<Session> {
    const hints = await hintsOf(tab.tabId);
    const accounts = await accountsRecord.read();
    const known =
      accounts.find(({ key }) => key === tab.account) ?? accounts.find(({ host }) => host === tab.host);
    const address = known?.address ?? (await findAddress(tab.tabId, hints));
    if (typeof address !== 'string') throw new ProblemError(address);
    return {
      tab,
      instance: hints.instance,
      address,
      opened,
      carry: (accountId, timeoutMs) => carryThrough(tab.tabId, address, accountId, timeoutMs),
    };
  }

  async function of(account: Account, { open, onOpened }: SessionOptions): Promise<Session> {
    const existing = await tabs.find(account);
    if (existing) return session(existing, false);
    if (!open) throw new ProblemError({ code: 'no-tab' });
    const { tabId, spoke } = await tabs.open(account.host);
    try {
      await onOpened?.(tabId);
      const tab = await spoke;
      if (!tab) throw new ProblemError({ code: 'no-tab' });
      if (tab.looksSignedOut) throw new ProblemError({ code: 'signed-out' });
      return await session(tab, true);
    } catch (thrown) {
      // Left open only for the user to sign in there.
      const signedOut = thrown instanceof ProblemError && thrown.problem.code === 'signed-out';
      if (!signedOut) await tabs.closeUnlessShown(tabId);
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

  return {
    of,
    ofTab: (tab) => session(tab, false),
    keep,
    identify: async (used) => {
      const { identity, headers } = await readIdentity(used.carry(null));
      const date = Date.parse(headers['date'] ?? '');
      return { account: await keep(used, identity), serverTime: Number.isNaN(date) ? null : date };
    },
    keepProblem: async (key, problem) => {
      await accountsRecord.update((known) =>
        known.map((account) => {
          if (account.key !== key) return account;
          // An address that no longer takes the session is looked for anew.
          const address = problem?.code === 'session-unusable' ? null : account.address;
          return { ...account, address, problem };
        }),
      );
    },
    release: async (used) => {
      if (used.opened) await tabs.closeUnlessShown(used.tab.tabId);
    },
  };
}
