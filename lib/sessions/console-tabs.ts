/**
 * Which console tabs there are, what they show and whose session they hold. Tabs report themselves; what they said
 * is kept in session storage, so a background that was stopped still knows.
 */
import type { PageHints } from '../messaging/page-contract.ts';
import type { ConsoleSender } from '../messaging/sender.ts';
import { hintsOf } from '../api/transport/tab-relay.ts';
import { consoleOf } from '../console/index.ts';
import { browser } from '../platform/browser.ts';
import { tabsRecord, type Account, type ConsoleTab } from '../storage/records.ts';

/** How long a tab that we opened may take to load and speak. */
const helloPatienceMs = 20_000;

export interface FoundTab {
  readonly tab: ConsoleTab;
  readonly hints: PageHints;
}

export type Report = Pick<ConsoleTab, 'instance' | 'page' | 'looksSignedOut'>;

export interface ConsoleTabs {
  /** Keeps what a tab said of itself. */
  note(sender: ConsoleSender, report: Report): Promise<ConsoleTab>;
  /** Keeps whose session a tab turned out to hold. */
  noteAccount(tabId: number, account: string, viewerId: string | null): Promise<void>;
  forget(tabId: number): Promise<void>;
  /**
   * A tab that answers: the account's own, else one of its host. One that shows a sign-in form only if there is no
   * other.
   */
  find(account: Pick<Account, 'key' | 'host'>): Promise<FoundTab | null>;
  get(tabId: number): Promise<ConsoleTab | null>;
  /**
   * Opens a console tab in the background; `openedBefore` is one that was opened for the same purpose and is waited
   * for instead, if it is still there. `spoke` is the tab once it reported, `null` if it did not within 20 s.
   */
  open(
    host: string,
    openedBefore: number | null,
  ): Promise<{ readonly tabId: number; readonly spoke: Promise<ConsoleTab | null> }>;
  /** The browser sent the tab elsewhere, to a sign-in page as a rule: it shows no console. */
  hasLeft(tabId: number): Promise<boolean>;
  /** Closes a tab that we opened, unless the user has taken it over by looking at it. */
  closeUnlessShown(tabId: number): Promise<void>;
}

export function createConsoleTabs(): ConsoleTabs {
  // Only for whoever waits right now; nothing is lost with it.
  const waiting = new Map<number, (tab: ConsoleTab | null) => void>();

  const get = async (tabId: number) => (await tabsRecord.read()).find((tab) => tab.tabId === tabId) ?? null;

  async function note(sender: ConsoleSender, report: Report): Promise<ConsoleTab> {
    const { tabId, windowId, host } = sender;
    const fresh: ConsoleTab = { tabId, windowId, host, ...report, account: null, viewerId: null };
    const tabs = await tabsRecord.update((known) => {
      const before = known.find((tab) => tab.tabId === tabId);
      // The same page of the same host still holds the session that it held, unless it shows a sign-in form.
      const same = before?.host === host && !report.looksSignedOut;
      const tab = same ? { ...fresh, account: before.account, viewerId: before.viewerId } : fresh;
      return [...known.filter((other) => other.tabId !== tabId), tab];
    });
    const noted = tabs.find((tab) => tab.tabId === tabId)!;
    waiting.get(tabId)?.(noted);
    return noted;
  }

  async function answers(tab: ConsoleTab): Promise<PageHints | null> {
    try {
      return await hintsOf(tab.tabId);
    } catch {
      return null;
    }
  }

  async function find(account: Pick<Account, 'key' | 'host'>): Promise<FoundTab | null> {
    const tabs = await tabsRecord.read();
    const own = tabs.filter((tab) => tab.account === account.key);
    const sameHost = tabs.filter((tab) => tab.account !== account.key && tab.host === account.host);
    let signedOut: FoundTab | null = null;
    for (const tab of [...own, ...sameHost]) {
      // One after the other: the first that answers is the one.
      // oxlint-disable-next-line no-await-in-loop
      const hints = await answers(tab);
      if (hints && !hints.looksSignedOut) return { tab, hints };
      if (hints) signedOut ??= { tab, hints };
    }
    return signedOut;
  }

  // The user may have closed it first.
  const shown = (tabId: number) => browser.tabs.get(tabId).catch(() => null);

  async function open(host: string, openedBefore: number | null) {
    const still = openedBefore !== null && (await shown(openedBefore)) !== null;
    const tabId = still
      ? openedBefore
      : (await browser.tabs.create({ url: `https://${host}/`, active: false })).id!;
    return { tabId, spoke: untilSpoken(tabId) };
  }

  function untilSpoken(tabId: number): Promise<ConsoleTab | null> {
    return new Promise((resolve) => {
      const done = (tab: ConsoleTab | null) => {
        clearTimeout(timer);
        waiting.delete(tabId);
        resolve(tab);
      };
      const timer = setTimeout(() => done(null), helloPatienceMs);
      waiting.set(tabId, done);
    });
  }

  return {
    note,
    get,
    find,
    open,
    noteAccount: async (tabId, account, viewerId) => {
      await tabsRecord.update((tabs) =>
        tabs.map((tab) => (tab.tabId === tabId ? { ...tab, account, viewerId } : tab)),
      );
    },
    forget: async (tabId) => {
      await tabsRecord.update((tabs) => tabs.filter((tab) => tab.tabId !== tabId));
      waiting.get(tabId)?.(null);
    },
    hasLeft: async (tabId) => {
      const tab = await shown(tabId);
      // The address of a page that we have no access to is hidden from us.
      return tab !== null && consoleOf(tab.url ?? '') === null;
    },
    closeUnlessShown: async (tabId) => {
      const tab = await shown(tabId);
      if (tab && !tab.active) await browser.tabs.remove(tabId).catch(() => undefined);
    },
  };
}
