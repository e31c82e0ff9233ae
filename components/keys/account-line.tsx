/** Which account a form or a confirmation is about: name and region, and the id that tells namesakes apart. */
import type { Account } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';
import styles from './keys.module.css';

export function AccountLine({
  account,
}: {
  readonly account: Pick<Account, 'name' | 'region' | 'accountId'>;
}) {
  return (
    <p className={styles.account}>
      <strong>{accountLabel(account)}</strong> <span className={styles.accountId}>{account.accountId}</span>
    </p>
  );
}
