/**
 * What is on its way or has just ended, above every view: the secret of a new key, the ten seconds in which a
 * revocation can be taken back, and whatever needs a decision. Of all accounts, each named.
 */
import { lazy, Suspense } from 'react';
import { useCreations, useRevocations } from '../../lib/query/hooks.ts';
import type { Creation, Revocation } from '../../lib/storage/records.ts';
import { CreationProgress, isSettled, type AskedFor } from '../keys/creation-progress.tsx';
import { RevocationStatus } from '../keys/revocation-status.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './change-strip.module.css';
import type { RevokeWish } from './revoke-wish.ts';
import { panelText } from './text.ts';

const SecretOnce = lazy(async () => ({ default: (await import('../keys/secret-once.tsx')).SecretOnce }));

export interface ChangeStripProps {
  readonly onRevoke: (wish: RevokeWish) => void;
  /** Opens the form in that account with what was asked for. */
  readonly onEnterAgain: (account: string, asked: AskedFor) => void;
}

/** Each row's list item remembers which row it is, so that a secret is never shown under another key's name. */
interface CreationRowProps extends ChangeStripProps {
  readonly creation: Creation;
}

function CreationRow({ creation, onRevoke, onEnterAgain }: CreationRowProps) {
  if (creation.secret === 'shown') {
    return (
      <Suspense fallback={<Spinner />}>
        <SecretOnce creation={creation} onDone={() => {}} />
      </Suspense>
    );
  }
  const { account, startedAt, expiresAt, wantedExpiresAt } = creation;
  return (
    <CreationProgress
      creation={creation}
      onRevoke={(key) =>
        onRevoke({ account, key: { ...key, createdAt: startedAt, expiresAt: expiresAt ?? wantedExpiresAt } })
      }
      onEnterAgain={(asked) => onEnterAgain(account, asked)}
    />
  );
}

interface RevocationRowProps extends Pick<ChangeStripProps, 'onRevoke'> {
  readonly revocation: Revocation;
}

function RevocationRow({ revocation, onRevoke }: RevocationRowProps) {
  const { account, startedAt } = revocation;
  return (
    <RevocationStatus
      revocation={revocation}
      onRevoke={(key) => onRevoke({ account, key: { ...key, createdAt: startedAt, expiresAt: null } })}
    />
  );
}

export function ChangeStrip({ onRevoke, onEnterAgain }: ChangeStripProps) {
  const creations = (useCreations().data ?? []).filter((creation) => !isSettled(creation));
  const revocations = useRevocations().data ?? [];
  if (creations.length + revocations.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={panelText('changes')}>
      <ul className={styles.rows}>
        {creations.map((creation) => (
          <li key={creation.id}>
            <CreationRow creation={creation} onRevoke={onRevoke} onEnterAgain={onEnterAgain} />
          </li>
        ))}
        {revocations.map((revocation) => (
          <li key={revocation.id}>
            <RevocationRow revocation={revocation} onRevoke={onRevoke} />
          </li>
        ))}
      </ul>
    </section>
  );
}
