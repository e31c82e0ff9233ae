/**
 * Which account the popup is about: the one that was chosen, else that of the console in front, else the one seen
 * last. On opening it asks for the first page of keys, once for each account it shows.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, type Problem } from '../../lib/api/problem.ts';
import { useAccounts, useFront, useRefreshKeys } from '../../lib/query/hooks.ts';
import type { Account } from '../../lib/storage/records.ts';

export interface PopupAccount {
  /** `false` until the records were read. */
  readonly ready: boolean;
  readonly accounts: readonly Account[];
  readonly account: Account | null;
  /** The tab in front is a console that has not said yet whose it is. */
  readonly unknownInFront: boolean;
  readonly asking: boolean;
  /** Why the last attempt failed, whoever made it; `null` = it did not. */
  readonly problem: Problem | null;
  readonly choose: (key: string) => void;
  /** Asks J1 again because the user wants it. */
  readonly refresh: () => void;
}

interface Target {
  readonly account: string | null;
  readonly tabId: number | null;
}

function lastSeen(accounts: readonly Account[]): Account | null {
  return accounts.reduce<Account | null>(
    (latest, account) => (latest && latest.seenAt >= account.seenAt ? latest : account),
    null,
  );
}

export function usePopupAccount(): PopupAccount {
  const accountsQuery = useAccounts();
  const frontQuery = useFront();
  const accounts = accountsQuery.data ?? [];
  const front = frontQuery.data ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const ask = useRefreshKeys().mutateAsync;
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<{ readonly about: string; readonly problem: Problem | null } | null>(
    null,
  );
  const asked = useRef(new Set<string>());

  const find = (key: string | null | undefined) => accounts.find((account) => account.key === key) ?? null;
  const unknownInFront = front !== null && !find(front.reported?.account);
  const account = find(chosen) ?? find(front?.reported?.account) ?? lastSeen(accounts);

  const target: Target | null =
    unknownInFront && chosen === null
      ? { account: null, tabId: front.tabId }
      : account && { account: account.key, tabId: null };
  const about = target && (target.account ?? `tab ${target.tabId}`);

  const question = useCallback(
    async ({ account: key, tabId }: Target, reason: 'popup' | 'user') => {
      const name = key ?? `tab ${tabId}`;
      asked.current.add(name);
      setAsking(true);
      try {
        const reply = await ask({ account: key, tabId, reason });
        if (reply.account) asked.current.add(reply.account);
        // That no console tab is open is only news to someone who asked.
        const quiet = reason === 'popup' && key !== null && reply.problem?.code === 'no-tab';
        setAnswer({ about: reply.account ?? name, problem: quiet ? null : reply.problem });
      } catch (thrown) {
        setAnswer({ about: name, problem: problemOf(thrown) });
      } finally {
        setAsking(false);
      }
    },
    [ask],
  );

  const ready = accountsQuery.data !== undefined && frontQuery.data !== undefined;
  const targetAccount = target?.account ?? null;
  const targetTab = target?.tabId ?? null;
  useEffect(() => {
    if (!ready || about === null || asked.current.has(about)) return;
    void question({ account: targetAccount, tabId: targetTab }, 'popup');
  }, [ready, about, targetAccount, targetTab, question]);

  const relevant = answer && (answer.about === about || answer.about === account?.key) ? answer : null;
  return {
    ready,
    accounts,
    account,
    unknownInFront,
    asking,
    problem: relevant?.problem ?? (asking ? null : (account?.problem ?? null)),
    choose: setChosen,
    refresh: () => {
      if (target) void question(target, 'user');
    },
  };
}
