/** Searching and paging the activity log. */
import type { Account, ActivityEntry } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';

/** One view renders 60 rows at most. */
const pageSize = 50;

/** With accounts and persons as they are shown: the account with its region, the person by address where it is known. */
export function nameParties(
  entries: readonly ActivityEntry[],
  accounts: readonly Account[],
): readonly ActivityEntry[] {
  const byKey = new Map(accounts.map((account) => [account.key, account]));
  return entries.map((entry) => {
    const account = byKey.get(entry.account);
    if (!account) return entry;
    return {
      ...entry,
      accountName: accountLabel({ name: entry.accountName, region: account.region }),
      viewer: account.viewer?.id === entry.viewer ? account.viewer.email : entry.viewer,
    };
  });
}

/** Newest first; every word must be in the key's name, its id, the account or the person. */
export function searchActivity(entries: readonly ActivityEntry[], search: string): ActivityEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ keyName, keyId, accountName, viewer }) => {
    const all = [keyName, keyId, accountName, viewer].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return found.reverse();
}

/** @param page from 0, the newest */
export function activityPage(entries: readonly ActivityEntry[], page: number) {
  const start = page * pageSize;
  const rows = entries.slice(start, start + pageSize);
  return { rows, newer: page > 0, older: start + pageSize < entries.length };
}
