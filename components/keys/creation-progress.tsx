/** Where the creation of a key stands, in a sentence, with the one useful thing to do about it. */
import type { ReactNode } from 'react';
import { problemText } from '../../lib/api/problem-text.ts';
import { useCheckChange, useDismissChange, useOpenAccount } from '../../lib/query/hooks.ts';
import type { Creation } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { changesText } from './text.ts';
import type { Preset } from './use-new-key.ts';
import styles from './keys.module.css';

export interface CreationProgressProps {
  readonly creation: Creation;
  /** Opens the dialog that revokes a key of this account. */
  readonly onRevoke: (key: { readonly id: string; readonly name: string }) => void;
  /** Opens the form with what was asked for; what is said here is dismissed. */
  readonly onEnterAgain: (asked: AskedFor) => void;
  /** It was dismissed, and what is shown here goes away. */
  readonly onDismiss?: () => void;
}

/** What a creation asked for, as a form can start from it. */
export type AskedFor = Extract<Preset, { readonly policy: string }>;

/** The creation needs no attention any more: its key is there and its secret is saved, without further keys. */
export function isSettled({ state, secret, extraKeyIds }: Creation): boolean {
  return state === 'created' && extraKeyIds.length === 0 && (secret === 'saved' || secret === 'none');
}

function UnderWay({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <div role="status" className={styles.progress}>
      <Spinner decorative />
      <div>
        <p>{children}</p>
        {actions}
      </div>
    </div>
  );
}

export function CreationProgress({ creation, onRevoke, onEnterAgain, onDismiss }: CreationProgressProps) {
  const dismiss = useDismissChange();
  const check = useCheckChange();
  const open = useOpenAccount();
  const { id, keyName: name, extraKeyIds, problem } = creation;
  const account = accountLabel({ name: creation.accountName, region: creation.region });
  const say = { name, account };
  const dismissButton = (
    <PlainButton variant="quiet" onClick={() => dismiss.mutate(id, { onSuccess: () => onDismiss?.() })}>
      {changesText('dismiss')}
    </PlainButton>
  );
  const againButtons = (
    <>
      <PlainButton onClick={enterAgain}>{changesText('backToForm')}</PlainButton>
      {dismissButton}
    </>
  );

  const extra =
    extraKeyIds.length > 0 ? (
      <Banner
        tone="danger"
        role="alert"
        actions={extraKeyIds.map((keyId) => (
          <PlainButton key={keyId} variant="danger" onClick={() => onRevoke({ id: keyId, name })}>
            {changesText('revokeExtraKey', { id: keyId })}
          </PlainButton>
        ))}
      >
        {changesText('progressExtra', { ...say, count: extraKeyIds.length })}
      </Banner>
    ) : null;

  return (
    <>
      {extra}
      {main()}
    </>
  );

  function enterAgain(): void {
    dismiss.mutate(id);
    onEnterAgain({ name, policy: creation.policy, days: creation.days });
  }

  function main(): ReactNode {
    switch (creation.state) {
      case 'preparing':
        return <UnderWay>{changesText('progressPreparing', say)}</UnderWay>;
      case 'sent':
        return <UnderWay>{changesText('progressSent', say)}</UnderWay>;
      case 'reconciling':
        return <UnderWay>{changesText('progressReconciling', say)}</UnderWay>;
      case 'signed-out':
        return (
          <Banner
            tone="warning"
            role="status"
            actions={
              <>
                <PlainButton variant="primary" onClick={() => open.mutate(creation.account)}>
                  {changesText('signIn')}
                </PlainButton>
                {dismissButton}
              </>
            }
          >
            {changesText('progressSignedOut', say)}
          </Banner>
        );
      case 'created':
        return created();
      case 'not-created':
        return (
          <Banner tone="warning" role="alert" actions={againButtons}>
            {changesText('progressNotCreated', say)}
          </Banner>
        );
      case 'unknown':
        return (
          <Banner
            tone="warning"
            role="alert"
            actions={
              <>
                <PlainButton onClick={() => check.mutate(id)} disabled={check.isPending}>
                  {changesText('checkAgain')}
                </PlainButton>
                {dismissButton}
              </>
            }
          >
            <p>{changesText('progressUnknown', say)}</p>
            {problem ? <p>{problemText(problem)}</p> : null}
          </Banner>
        );
      case 'failed':
        return (
          <Banner tone="danger" role="alert" actions={againButtons}>
            <p>{changesText('progressFailed', say)}</p>
            {problem ? <p>{problemText(problem)}</p> : null}
          </Banner>
        );
    }
  }

  function created(): ReactNode {
    if (creation.secret !== 'lost' && creation.secret !== 'expired') {
      return extra ? null : <p role="status">{changesText('progressCreated', say)}</p>;
    }
    const { keyId } = creation;
    return (
      <Banner
        tone="warning"
        role="alert"
        actions={
          <>
            {keyId === null ? null : (
              <PlainButton variant="danger" onClick={() => onRevoke({ id: keyId, name })}>
                {changesText('revokeNewKey', { name })}
              </PlainButton>
            )}
            {dismissButton}
          </>
        }
      >
        {changesText(creation.secret === 'lost' ? 'progressLost' : 'progressExpiredSecret', say)}
      </Banner>
    );
  }
}
