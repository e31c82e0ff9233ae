/** Start, install and update: stored data is made readable, console tabs that were already open get their script. */
import { consoleOf, optionalMatchPatterns, shippedMatchPatterns } from '../console/index.ts';
import { browser } from '../platform/browser.ts';
import { accountRecords, accountsRecord, singleRecords } from '../storage/records.ts';

/** Built by WXT from `entrypoints/console.content`. */
const contentScript = 'content-scripts/console.js';
const addedHostsScript = 'added-hosts';

/** Content scripts of some browsers can read local storage unless told otherwise; Firefox has no such switch. */
export async function closeStorageToPages(): Promise<void> {
  const area = browser.storage.local as {
    setAccessLevel?: (level: { accessLevel: string }) => Promise<void>;
  };
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

/** Brings every record to its current version; what cannot be read goes to quarantine. */
export async function repairRecords(): Promise<void> {
  const accounts = await accountsRecord.read();
  const records = [
    ...singleRecords,
    ...accounts.flatMap(({ key }) => accountRecords.map((family) => family.of(key))),
  ];
  // Each by itself: storage that refuses one leaves that one as it is.
  await Promise.allSettled(records.map((record) => record.repair()));
}

/** Puts the content script into console tabs that were open before it was installed or updated. */
export async function injectOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...shippedMatchPatterns, ...optionalMatchPatterns] });
  await Promise.allSettled(
    tabs
      .filter(({ id, url }) => id !== undefined && url !== undefined && consoleOf(url))
      .map(({ id }) => browser.scripting.executeScript({ target: { tabId: id! }, files: [contentScript] })),
  );
}

/** Registers the content script for the hosts that the user added, and for no other. */
export async function registerAddedHosts(): Promise<void> {
  const granted: string[] = [];
  for (const pattern of optionalMatchPatterns) {
    if (await browser.permissions.contains({ origins: [pattern] })) granted.push(pattern);
  }
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [addedHostsScript] });
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [addedHostsScript] });
  if (granted.length === 0) return;
  await browser.scripting.registerContentScripts([
    { id: addedHostsScript, matches: granted, js: [contentScript], runAt: 'document_idle', allFrames: false },
  ]);
}

/** After the user added or withdrew a host. */
export async function followHosts(): Promise<void> {
  await registerAddedHosts();
  await injectOpenTabs();
}
