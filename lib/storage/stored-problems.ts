/** Stored data that this version cannot use, for the options page. Nothing here changes a record. */
import { browser } from '../platform/browser.ts';
import { quarantinePrefix } from './define-record.ts';
import { accountRecords, singleRecords } from './records.ts';

export interface StoredProblem {
  /** The key in the browser's storage. */
  readonly key: string;
  /** `set-aside` = could not be read and was kept apart, the record started anew. */
  readonly state: 'unreadable' | 'newer' | 'set-aside';
}

async function setAside(): Promise<StoredProblem[]> {
  const stored = await browser.storage.local.get(null);
  return Object.keys(stored)
    .filter((key) => key.startsWith(quarantinePrefix))
    .map((key) => ({ key, state: 'set-aside' }));
}

/** @param accounts keys of the accounts whose records are looked at */
export async function storedProblems(accounts: readonly string[]): Promise<StoredProblem[]> {
  const records = [
    ...singleRecords,
    ...accounts.flatMap((account) => accountRecords.map((record) => record.of(account))),
  ];
  const states = await Promise.all(
    records.map(async (record) => ({ key: record.key, state: await record.inspect() })),
  );
  const unusable = states.flatMap(({ key, state }): StoredProblem[] =>
    state === 'unreadable' || state === 'newer' ? [{ key, state }] : [],
  );
  return [...unusable, ...(await setAside())];
}

/** Deletes a copy that was set aside; any other key is left alone. */
export async function dropSetAside(key: string): Promise<void> {
  if (key.startsWith(quarantinePrefix)) await browser.storage.local.remove(key);
}
