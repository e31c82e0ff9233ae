/**
 * Where a revocation stands. For its first ten seconds nothing is sent and Undo is in reach; the background counts
 * them, this only draws them.
 */
import type { ReactNode } from 'react';
import { problemText } from '../../lib/api/problem-text.ts';
import { useCheckChange, useDismissChange, useOpenAccount, useUndoRevoke } from '../../lib/query/hooks.ts';
import type { Revocation } from '../../lib/storage/records.ts';
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { CheckIcon, CloseIcon } from '../ui/icons.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useNow } from '../ui/use-now.ts';
import { changesText } from './text.ts';
import styles from './revocation-status.module.css';

const windowMs = 10_000;
const radius = 12;
const circumference = 2 * Math.PI * radius;

function Ring({ left }: { readonly left: number }) {
  const share = Math.min(1, Math.max(0, left / windowMs));
  return (
    <span className={styles.ring} aria-hidden="true">
      <svg viewBox="0 0 28 28">
        <circle className={styles.track} cx="14" cy="14" r={radius} />
        <circle
          className={styles.left}
          cx="14"
          cy="14"
          r={radius}
          strokeDasharray={circumference}
          strokeDashoffset={circumference * (1 - share)}
        />
      </svg>
      {Math.max(0, Math.ceil(left / 1000))}
    </span>
  );
}

export interface RevocationStatusProps {
  readonly revocation: Revocation;
  /** Asks again whether to revoke the key, where nothing was sent. */
  readonly onRevoke: (key: { readonly id: string; readonly name: string }) => void;
}

export function RevocationStatus({ revocation, onRevoke }: RevocationStatusProps) {
  const { id, keyId, keyName: name, state, problem, dueAt } = revocation;
  const now = useNow(state === 'waiting' ? 250 : 30_000);
  const undo = useUndoRevoke();
  const dismiss = useDismissChange();
  const check = useCheckChange();
  const open = useOpenAccount();
  const account = accountLabel({ name: revocation.accountName, region: revocation.region });
  const say = { name, account };

  const dismissButton = (
    <PlainButton variant="quiet" onClick={() => dismiss.mutate(id)}>
      {changesText('dismiss')}
    </PlainButton>
  );
  const undoButton = (
    <PlainButton onClick={() => undo.mutate(id)} disabled={undo.isPending}>
      {changesText('undo')}
    </PlainButton>
  );
  const revokeAgain = (
    <PlainButton onClick={() => onRevoke({ id: keyId, name })}>{changesText('tryAgain')}</PlainButton>
  );

  function ended(tone: 'warning' | 'danger', text: string, actions: ReactNode): ReactNode {
    return (
      <Banner tone={tone} role="alert" actions={actions}>
        <p>{text}</p>
        {problem ? <p>{problemText(problem)}</p> : null}
      </Banner>
    );
  }

  switch (state) {
    case 'waiting':
    case 'sending':
      return (
        <div role="status" aria-label={changesText('revoking', say)} className={styles.status}>
          {state === 'waiting' ? <Ring left={dueAt - now} /> : <Spinner decorative />}
          <div className={styles.text}>
            <p>{changesText('revoking', say)}</p>
            <p className={styles.secondary}>
              {changesText(
                undo.data?.undone === false
                  ? 'undoTooLate'
                  : state === 'waiting'
                    ? 'revokingWaiting'
                    : 'revokingSending',
                say,
              )}
            </p>
          </div>
          {state === 'waiting' ? undoButton : null}
        </div>
      );
    case 'signed-out':
      return ended(
        'warning',
        changesText('revokeSignedOut', say),
        <>
          <PlainButton variant="primary" onClick={() => open.mutate(revocation.account)}>
            {changesText('signIn')}
          </PlainButton>
          {undoButton}
        </>,
      );
    case 'revoked':
    case 'undone':
      return (
        <div role="status" className={styles.status}>
          <CheckIcon />
          <p className={styles.text}>{changesText(state, say)}</p>
          <PlainButton
            variant="quiet"
            icon
            aria-label={changesText('dismiss')}
            onClick={() => dismiss.mutate(id)}
          >
            <CloseIcon />
          </PlainButton>
        </div>
      );
    case 'unconfirmed':
      return ended(
        'warning',
        changesText('revokeUnconfirmed', say),
        <>
          <PlainButton onClick={() => check.mutate(id)} disabled={check.isPending}>
            {changesText('checkAgain')}
          </PlainButton>
          {dismissButton}
        </>,
      );
    case 'not-sent':
      return ended(
        'warning',
        changesText('revokeNotSent', say),
        <>
          {revokeAgain}
          {dismissButton}
        </>,
      );
    case 'failed':
      return ended(
        'danger',
        changesText('revokeFailed', say),
        <>
          {revokeAgain}
          {dismissButton}
        </>,
      );
  }
}
