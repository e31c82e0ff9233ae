/**
 * Keeps an account's list fresh while the panel is in use: asks when it opens, when another account is chosen and
 * when the window comes to the front, unless the list is younger than a minute. A reading under way is no reason not
 * to ask: it may be a slow one that nobody waited for, and the background makes a fast one of it. What is shown never
 * waits for any of it.
 */
import { useCallback, useEffect, useRef } from 'react';
import { problemOf, type Problem } from '../../lib/api/problem.ts';
import { useInventory, useRefresh, useRefreshKeys } from '../../lib/query/hooks.ts';
import type { Account, Inventory, Refresh } from '../../lib/storage/records.ts';
import { minuteMs } from '../../lib/time/index.ts';

export interface FreshKeys {
  /** `undefined` while the record is being read, `null` = never checked. */
  readonly inventory: Inventory | null | undefined;
  readonly refresh: Refresh | null;
  readonly asking: boolean;
  /** Why the last attempt failed. */
  readonly problem: Problem | null;
  readonly askNow: () => void;
}

export function useFreshKeys(account: Account): FreshKeys {
  const { data: inventory } = useInventory(account.key);
  const { data: refresh } = useRefresh(account.key);
  const { mutate, isPending, error, data: reply, submittedAt } = useRefreshKeys();

  const ask = useCallback(
    (reason: 'panel' | 'user') => mutate({ account: account.key, tabId: null, reason }),
    [account.key, mutate],
  );

  const checkedAt = inventory === undefined ? undefined : (inventory?.checkedAt ?? 0);
  const askIfOld = useRef(() => {});
  useEffect(() => {
    askIfOld.current = () => {
      if (checkedAt === undefined || isPending) return;
      if (refresh === null && Date.now() - checkedAt < minuteMs) return;
      ask('panel');
    };
  });

  const known = checkedAt !== undefined && refresh !== undefined;
  useEffect(() => {
    if (!known) return;
    askIfOld.current();
    const onFocus = () => askIfOld.current();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [known]);

  // An answer that came after our own attempt failed, as after a sign-in, is the newer truth.
  const answered = Math.max(account.seenAt, checkedAt ?? 0) > submittedAt;
  const failed = error ? problemOf(error) : (reply?.problem ?? null);
  return {
    inventory,
    refresh: refresh ?? null,
    asking: isPending,
    problem: isPending ? null : answered ? account.problem : (failed ?? account.problem),
    askNow: () => ask('user'),
  };
}
