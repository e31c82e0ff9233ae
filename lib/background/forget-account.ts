/** Drops what is stored about an account. What was done in it stays in the activity log. */
import { ProblemError } from '../api/problem.ts';
import {
  accountRecords,
  accountsRecord,
  creationsRecord,
  plansRecord,
  revocationsRecord,
  secretsRecord,
  tabsRecord,
  type Creation,
  type Revocation,
} from '../storage/records.ts';

const underWay = new Set<Creation['state'] | Revocation['state']>([
  'preparing',
  'sent',
  'reconciling',
  'waiting',
  'sending',
]);

/** Throws `busy` while a change of the account is under way: its outcome would have nowhere to go. */
export async function forgetAccount(account: string): Promise<void> {
  const changes = [...(await creationsRecord.read()), ...(await revocationsRecord.read())];
  if (changes.some((row) => row.account === account && underWay.has(row.state))) {
    throw new ProblemError({ code: 'busy' });
  }
  const others = <T extends { account: string | null }>(rows: T[]) =>
    rows.filter((row) => row.account !== account);
  await secretsRecord.update(others);
  await creationsRecord.update(others);
  await revocationsRecord.update(others);
  await plansRecord.update((plans) => plans.filter((plan) => plan.account.key !== account));
  await tabsRecord.update((tabs) =>
    tabs.map((tab) => (tab.account === account ? { ...tab, account: null, viewerId: null } : tab)),
  );
  await accountsRecord.update((accounts) => accounts.filter(({ key }) => key !== account));
  await Promise.all(accountRecords.map((family) => family.of(account).remove()));
}
