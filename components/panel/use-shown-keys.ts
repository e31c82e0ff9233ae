/** The rows that search, filters and order leave, and how many each filter would. */
import { useDeferredValue, useEffect, useMemo } from 'react';
import {
  isAdminGrade,
  prepareSearch,
  queryKeys,
  statusOf,
  type KeyFilter,
  type KeySummary,
} from '../../lib/keys/index.ts';
import type { KeysPanelState } from './keys-panel-state.ts';

export const keyFilters = [
  'expiring',
  'admin-grade',
  'expired',
  'revoked',
] as const satisfies readonly KeyFilter[];

/** @param now epoch milliseconds */
export function countFilters(rows: readonly KeySummary[], now: number): Record<KeyFilter, number> {
  const counts = { expiring: 0, 'admin-grade': 0, expired: 0, revoked: 0 };
  for (const row of rows) {
    const status = statusOf(row, now);
    if (status === 'expiring' || status === 'expired' || status === 'revoked') counts[status] += 1;
    if (isAdminGrade(row.grade)) counts['admin-grade'] += 1;
  }
  return counts;
}

const rowsAtOnce = 500;

/** Gets thousands of names ready for the first key stroke, in pieces between which the page can breathe. */
function usePreparedSearch(rows: readonly KeySummary[]): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const prepareFrom = (start: number) => {
      if (start >= rows.length) return;
      timer = setTimeout(() => {
        prepareSearch(rows.slice(start, start + rowsAtOnce));
        prepareFrom(start + rowsAtOnce);
      });
    };
    prepareFrom(0);
    return () => clearTimeout(timer);
  }, [rows]);
}

export function useShownKeys(rows: readonly KeySummary[], view: KeysPanelState, now: number) {
  const { filters, order } = view;
  usePreparedSearch(rows);
  // Typing comes first; thousands of rows follow a moment later.
  const search = useDeferredValue(view.search);
  const counts = useMemo(() => countFilters(rows, now), [rows, now]);
  // Sorted once, so that each key stroke meets rows that are in order already.
  const sorted = useMemo(() => queryKeys(rows, order, now), [rows, order, now]);
  const shown = useMemo(
    () => (search || filters.length > 0 ? queryKeys(sorted, { search, filters, ...order }, now) : sorted),
    [sorted, search, filters, order, now],
  );
  return { shown, counts };
}
