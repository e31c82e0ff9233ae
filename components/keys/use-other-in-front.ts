/** The account of the console tab in front where it is another one than the one being changed. */
import { useAccounts, useFront } from '../../lib/query/hooks.ts';
import type { Account } from '../../lib/storage/records.ts';

export type OtherAccount = Pick<Account, 'name' | 'region'>;

export function useOtherInFront(account: string): OtherAccount | null {
  const shown = useFront().data?.reported?.account ?? null;
  const accounts = useAccounts().data ?? [];
  if (shown === null || shown === account) return null;
  return accounts.find(({ key }) => key === shown) ?? null;
}
