/** Searching, filtering and sorting the list of keys. Made for thousands of rows on every key stroke. */
import { foldForSearch } from './fold.ts';
import type { Grade, KeyLevel, KeyStatus, KeySummary } from './model.ts';
import { statusOf } from './status.ts';

/** `admin-grade` = the policy is graded D or F (there is no E). */
export type KeyFilter = 'expiring' | 'expired' | 'revoked' | 'admin-grade';
export type KeySort = 'expiry' | 'name' | 'created' | 'grade';

export interface KeyQuery {
  /** Every word must be in the name or the id; case, accents and width do not count. */
  readonly search?: string;
  /** Of the three statuses any may hold; admin-grade must hold as well. */
  readonly filters?: readonly KeyFilter[];
  readonly level?: KeyLevel | null;
  /** `expiry` unless given. */
  readonly sort?: KeySort;
  readonly reversed?: boolean;
}

/** Rows are the same objects until the list is refreshed, so each is folded once and not at every key stroke. */
const foldedRows = new WeakMap<KeySummary, string>();

function foldedRow(key: KeySummary): string {
  let folded = foldedRows.get(key);
  if (folded === undefined) {
    folded = foldForSearch(`${key.name}\n${key.id}`);
    foldedRows.set(key, folded);
  }
  return folded;
}

/** Does ahead of time, a few rows at a time, what the first search through them would have to do at once. */
export function prepareSearch(keys: readonly KeySummary[]): void {
  for (const key of keys) foldedRow(key);
}

export function isAdminGrade(grade: Grade): boolean {
  return grade === 'D' || grade === 'F';
}

type Test = (key: KeySummary) => boolean;

function tests({ search = '', filters = [], level = null }: KeyQuery, now: number): Test[] {
  const wanted: Test[] = [];
  const words = foldForSearch(search).split(/\s+/).filter(Boolean);
  if (words.length > 0) wanted.push((key) => words.every((word) => foldedRow(key).includes(word)));
  if (level !== null) wanted.push((key) => key.level === level);
  if (filters.includes('admin-grade')) wanted.push((key) => isAdminGrade(key.grade));
  const statuses = new Set<KeyStatus>(filters.filter((filter) => filter !== 'admin-grade'));
  if (statuses.size > 0) wanted.push((key) => statuses.has(statusOf(key, now)));
  return wanted;
}

/** Unexpired, never expiring, expired, revoked, odd: in this order. */
function expiryGroup(key: KeySummary, now: number): number {
  const status = statusOf(key, now);
  if (status === 'odd') return 4;
  if (status === 'revoked') return 3;
  if (status === 'expired') return 2;
  return key.expiresAt === null ? 1 : 0;
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const worstFirst: Record<NonNullable<Grade>, number> = { F: 0, D: 1, C: 2, B: 3, A: 4 };
const gradeRank = (grade: Grade): number => (grade === null ? 5 : worstFirst[grade]);

type Compare = (a: KeySummary, b: KeySummary) => number;

function byExpiry(keys: readonly KeySummary[], now: number): Compare {
  const groups = new Map(keys.map((key) => [key, expiryGroup(key, now)]));
  const groupOf = (key: KeySummary): number => groups.get(key) ?? 0;
  return (a, b) => {
    const group = groupOf(a);
    if (group !== groupOf(b)) return group - groupOf(b);
    const [first, second] = [a.expiresAt ?? 0, b.expiresAt ?? 0];
    if (group === 0) return first - second;
    return group === 2 ? second - first : 0;
  };
}

function comparison(sort: KeySort, keys: readonly KeySummary[], now: number): Compare {
  switch (sort) {
    case 'expiry':
      return byExpiry(keys, now);
    case 'name':
      return (a, b) => names.compare(a.name, b.name);
    case 'created':
      return (a, b) => b.createdAt - a.createdAt;
    case 'grade':
      return (a, b) => gradeRank(a.grade) - gradeRank(b.grade);
  }
}

/**
 * The rows to show, in order. Sorted by expiry, what expires next is first; then come keys that never expire, the
 * expired (latest first), the revoked, and those whose dates are odd. By creation the newest is first, by grade the
 * most powerful. Rows that compare alike keep their order.
 *
 * @param now epoch milliseconds
 */
export function queryKeys(keys: readonly KeySummary[], query: KeyQuery, now: number): KeySummary[] {
  const wanted = tests(query, now);
  const rows = keys.filter((key) => wanted.every((test) => test(key)));
  const compare = comparison(query.sort ?? 'expiry', rows, now);
  return rows.sort(query.reversed ? (a, b) => compare(b, a) : compare);
}
