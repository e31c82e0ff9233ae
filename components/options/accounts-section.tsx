/** The accounts that Latchkey has seen, and the way to drop what is stored about one. */
import { useState } from 'react';
import { problemText } from '../../lib/api/problem-text.ts';
import { useAccounts, useDigest, useForgetAccount } from '../../lib/query/hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TimeText } from '../ui/time-text.tsx';
import styles from './options.module.css';
import { Section } from './section.tsx';
import { optionsText } from './text.ts';

interface AccountRowProps {
  readonly account: Account;
  readonly onForget: (account: Account) => void;
}

function AccountRow({ account, onForget }: AccountRowProps) {
  const { data: digest } = useDigest(account.key);
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <h3>{accountLabel(account)}</h3>
        <p className={styles.secondary}>
          {account.host}
          {account.viewer ? ` · ${account.viewer.email}` : null}
        </p>
        <p className={styles.secondary}>
          {digest ? (
            <>
              {optionsText('lastChecked')} <TimeText at={digest.checkedAt} />
            </>
          ) : (
            optionsText('neverChecked')
          )}
        </p>
        {account.problem ? <p className={styles.problem}>{problemText(account.problem)}</p> : null}
      </div>
      <Button
        aria-label={optionsText('forgetNamed', { name: accountLabel(account) })}
        onPress={() => onForget(account)}
      >
        {optionsText('forget')}
      </Button>
    </li>
  );
}

interface ForgetDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function ForgetDialog({ account, onClose }: ForgetDialogProps) {
  const { mutate: forget, isPending, error } = useForgetAccount();
  return (
    <Dialog
      role="alertdialog"
      title={optionsText('forgetTitle', { name: accountLabel(account) })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {optionsText('cancel')}
          </Button>
          <Button
            variant="danger"
            isPending={isPending}
            onPress={() => forget(account.key, { onSuccess: onClose })}
          >
            {optionsText('forget')}
          </Button>
        </>
      }
    >
      <p>{optionsText('forgetWhat')}</p>
      <p className={styles.secondary}>{optionsText('forgetKeeps')}</p>
      {error ? (
        <Banner tone="danger" role="alert">
          {optionsText('forgetFailed')}
        </Banner>
      ) : null}
    </Dialog>
  );
}

export function AccountsSection() {
  const { data: accounts } = useAccounts();
  const [forgetting, setForgetting] = useState<Account | null>(null);
  return (
    <Section anchor="accounts" title={optionsText('accounts')} intro={optionsText('accountsIntro')}>
      {accounts?.length === 0 ? <p className={styles.secondary}>{optionsText('noAccounts')}</p> : null}
      <ul className={styles.rows}>
        {accounts?.map((account) => (
          <AccountRow key={account.key} account={account} onForget={setForgetting} />
        ))}
      </ul>
      {forgetting ? <ForgetDialog account={forgetting} onClose={() => setForgetting(null)} /> : null}
    </Section>
  );
}
