/** Whose keys these are, always in view: name and region, with a switch where several accounts are known. */
import type { Account } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';
import { ChevronDownIcon, LatchkeyMark } from '../ui/icons.tsx';
import { popupText } from './text.ts';
import styles from './popup.module.css';

export interface PopupHeaderProps {
  readonly account: Account | null;
  readonly accounts: readonly Account[];
  /** Left out while something is half done that belongs to one account. */
  readonly onChoose?: ((key: string) => void) | undefined;
}

/** Namesakes in one region are told apart by their console's host. */
function labelAmong(account: Account, accounts: readonly Account[]): string {
  const label = accountLabel(account);
  const namesakes = accounts.filter((other) => accountLabel(other) === label);
  return namesakes.length > 1 ? `${label} · ${account.subdomain ?? account.accountId}` : label;
}

export function PopupHeader({ account, accounts, onChoose }: PopupHeaderProps) {
  return (
    <header className={styles.header}>
      <span className={styles.mark}>
        <LatchkeyMark />
      </span>
      <h1 className={styles.title}>{popupText('title')}</h1>
      {account && accounts.length > 1 && onChoose ? (
        <span className={styles.switcher}>
          <select
            aria-label={popupText('switchAccount')}
            value={account.key}
            onChange={(event) => onChoose(event.target.value)}
          >
            {accounts.map((each) => (
              <option key={each.key} value={each.key}>
                {labelAmong(each, accounts)}
              </option>
            ))}
          </select>
          <ChevronDownIcon />
        </span>
      ) : account ? (
        <span className={styles.account} title={account.accountId}>
          {labelAmong(account, accounts)}
        </span>
      ) : null}
    </header>
  );
}
