/**
 * Which account the panel shows: the one of the console tab in front when it opened, then whichever the user
 * chooses. It never changes by itself afterwards, so nobody acts on an account they did not mean.
 */
import { useState } from 'react';
import type { Account } from '../../lib/storage/records.ts';

/** @param front key of the account that the console tab in front is signed in to, where it is known */
export function pickAccount(
  accounts: readonly Account[],
  chosen: string | null,
  front: string | null,
): Account | null {
  const byKey = (key: string | null) => accounts.find((account) => account.key === key);
  const latest = accounts.toSorted((a, b) => b.seenAt - a.seenAt)[0];
  return byKey(chosen) ?? byKey(front) ?? latest ?? null;
}

export function usePanelAccount(accounts: readonly Account[], front: string | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const known = (key: string | null) => key !== null && accounts.some((account) => account.key === key);
  if (!known(chosen) && known(front) && chosen !== front) setChosen(front);
  return { account: pickAccount(accounts, chosen, front), choose: setChosen };
}
