/** What only the panel reads: an account's list of keys, and the console tab in front. */
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { KeySummary } from '../../../lib/keys/index.ts';
import type { ConsolePage } from '../../../lib/console/page.ts';
import {
  accountsRecord,
  inventoryRecord,
  tabsRecord,
  type Account,
  type ConsoleTab,
  type Inventory,
} from '../../../lib/storage/records.ts';
import { makeAccount } from '../builders.ts';
import { frontTab } from '../render.tsx';

/** Checked half a minute ago, so that opening the panel asks for nothing. */
export function makeInventory(rows: readonly KeySummary[], part: Partial<Inventory> = {}): Inventory {
  return {
    checkedAt: Date.now() - 30_000,
    complete: true,
    rows: [...rows],
    unreadable: 0,
    problem: null,
    ...part,
  };
}

export const beta = makeAccount({
  key: 'eu/beta',
  region: 'eu',
  host: 'beta.apps.eu.jupiterone.io',
  accountId: 'j1-beta',
  name: 'Beta GmbH',
  subdomain: 'beta',
  viewer: { id: 'user-2', email: 'kim@beta.example' },
  seenAt: Date.now() - 86_400_000,
});

/** Acme is known, with these keys. */
export async function knownKeys(
  rows: readonly KeySummary[],
  part: Partial<Inventory> = {},
  account: Partial<Account> = {},
): Promise<void> {
  await accountsRecord.write([makeAccount(account)]);
  await inventoryRecord.of('us/acme').write(makeInventory(rows, part));
}

/** Puts a console page in front, as its content script reports it. */
export async function browse(page: ConsolePage, part: Partial<ConsoleTab> = {}): Promise<void> {
  const host = part.host ?? 'acme.apps.us.jupiterone.io';
  frontTab(`https://${host}/`);
  await tabsRecord.write([
    {
      tabId: 7,
      windowId: 1,
      host,
      instance: 'instance-1',
      page: { ...page, evidence: [...page.evidence] },
      looksSignedOut: false,
      account: 'us/acme',
      viewerId: 'user-1',
      ...part,
    },
  ]);
}

/** happy-dom lays nothing out: gives every element the size of a panel, so that lists know how much they show. */
export function giveSize(width: number, height: number): () => void {
  const before = Object.getOwnPropertyDescriptors(HTMLElement.prototype);
  for (const [name, value] of [
    ['offsetWidth', width],
    ['clientWidth', width],
    ['offsetHeight', height],
    ['clientHeight', height],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  return () => {
    for (const name of ['offsetWidth', 'clientWidth', 'offsetHeight', 'clientHeight'] as const) {
      const descriptor = before[name];
      if (descriptor) Object.defineProperty(HTMLElement.prototype, name, descriptor);
      else Reflect.deleteProperty(HTMLElement.prototype, name);
    }
  };
}

/** Lets the extension's own pages be opened and reloaded, and says what was. */
export function watchPages(): { opened: string[]; options: number; reloads: number } {
  const seen = { opened: [] as string[], options: 0, reloads: 0 };
  Object.assign(fakeBrowser.tabs, { create: async ({ url }: { url: string }) => void seen.opened.push(url) });
  Object.assign(fakeBrowser.runtime, {
    openOptionsPage: async () => void (seen.options += 1),
    reload: () => void (seen.reloads += 1),
  });
  return seen;
}
