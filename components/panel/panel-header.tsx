/** Whose keys these are, always in view, and the ways to another account and to the settings. */
import { accountLabel } from '../ui/account-label.ts';
import type { Account } from '../../lib/storage/records.ts';
import { useOpenOptions } from '../../lib/query/page-hooks.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CheckIcon, ChevronDownIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/menu.tsx';
import { SettingsIcon } from '../ui/panel-icons.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './panel-header.module.css';
import { panelText } from './text.ts';

interface SwitcherProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  readonly onChoose: (account: string) => void;
}

function AccountName({ account }: Pick<SwitcherProps, 'account'>) {
  return <span className={styles.name}>{accountLabel(account)}</span>;
}

function Switcher({ accounts, account, onChoose }: SwitcherProps) {
  if (accounts.length < 2) {
    return (
      <p className={styles.single}>
        <AccountName account={account} />
      </p>
    );
  }
  return (
    <Menu
      label={panelText('accounts')}
      entries={accounts.map((each) => ({
        id: each.key,
        label: accountLabel(each),
        detail: each.viewer?.email ?? each.accountId,
        icon: each.key === account.key ? <CheckIcon /> : <span className={styles.noIcon} />,
        onAction: () => onChoose(each.key),
      }))}
    >
      <Button variant="quiet">
        <VisuallyHidden>{panelText('account')}</VisuallyHidden>
        <AccountName account={account} />
        <ChevronDownIcon />
      </Button>
    </Menu>
  );
}

function SettingsButton() {
  const { mutate: openOptions } = useOpenOptions();
  return (
    <Button variant="quiet" icon aria-label={panelText('settings')} onPress={() => openOptions()}>
      <SettingsIcon />
    </Button>
  );
}

export interface PanelHeaderProps {
  readonly accounts: readonly Account[];
  /** `null` = none is known yet. */
  readonly account: Account | null;
  /** The account of the console tab in front where it is another one. */
  readonly other: Account | null;
  readonly onChoose: (account: string) => void;
}

export function PanelHeader({ accounts, account, other, onChoose }: PanelHeaderProps) {
  return (
    <header className={styles.header}>
      <VisuallyHidden>
        <h1>{panelText('title')}</h1>
      </VisuallyHidden>
      <div className={styles.bar}>
        <div className={styles.account}>
          {account ? (
            <Switcher accounts={accounts} account={account} onChoose={onChoose} />
          ) : (
            <p className={styles.single}>{panelText('title')}</p>
          )}
        </div>
        <SettingsButton />
      </div>
      {account && other ? (
        <div className={styles.note}>
          <Banner
            tone="info"
            role="status"
            actions={
              <Button onPress={() => onChoose(other.key)}>
                {panelText('showOther', { name: other.name })}
              </Button>
            }
          >
            {panelText('otherInFront', { other: accountLabel(other), account: accountLabel(account) })}
          </Banner>
        </div>
      ) : null}
    </header>
  );
}
