/** Searching and paging the activity log. */
import type { ActivityEntry } from '../../lib/storage/records.ts';

/** One view renders 60 rows at most. */
const pageSize = 50;

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
