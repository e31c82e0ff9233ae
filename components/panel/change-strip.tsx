/**
 * What is on its way or has just ended, above every view: the secret of a new key, the ten seconds in which a
 * revocation can be taken back, and whatever needs a decision. Of all accounts, each named.
 */
import { useEffect, useState } from 'react';
import { useCreations, useRevocations } from '../../lib/query/hooks.ts';
import type { Creation, Revocation } from '../../lib/storage/records.ts';
import { CreationProgress, isSettled, type AskedFor } from '../keys/creation-progress.tsx';
import { RevocationStatus } from '../keys/revocation-status.tsx';
import type { SecretOnce as SecretOnceView } from '../keys/secret-once.tsx';
import styles from './change-strip.module.css';
import type { RevokeWish } from './revoke-wish.ts';
import { panelText } from './text.ts';

type SecretView = typeof SecretOnceView;

/** Fetched while the key is still being made, and without `lazy`, which would hold its fallback for a moment. */
function useSecretView(wanted: boolean): SecretView | null {
  const [view, setView] = useState<{ readonly SecretOnce: SecretView } | null>(null);
  useEffect(() => {
    if (wanted) void import('../keys/secret-once.tsx').then(setView);
  }, [wanted]);
  return view?.SecretOnce ?? null;
}

export interface ChangeStripProps {
  readonly onRevoke: (wish: RevokeWish) => void;
  /** Opens the form in that account with what was asked for. */
  readonly onEnterAgain: (account: string, asked: AskedFor) => void;
}

/** Each row's list item remembers which row it is, so that a secret is never shown under another key's name. */
interface CreationRowProps extends ChangeStripProps {
  readonly creation: Creation;
  /** `null` = on its way. */
  readonly SecretOnce: SecretView | null;
}

function CreationRow({ creation, SecretOnce, onRevoke, onEnterAgain }: CreationRowProps) {
  const { account, startedAt, expiresAt, wantedExpiresAt } = creation;
  const progress = (
    <CreationProgress
      creation={creation}
      onRevoke={(key) =>
        onRevoke({ account, key: { ...key, createdAt: startedAt, expiresAt: expiresAt ?? wantedExpiresAt } })
      }
      onEnterAgain={(asked) => onEnterAgain(account, asked)}
    />
  );
  return creation.secret === 'shown' && SecretOnce ? (
    <SecretOnce creation={creation} onDone={() => {}} />
  ) : (
    progress
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
  const SecretOnce = useSecretView(creations.length > 0);
  if (creations.length + revocations.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={panelText('changes')}>
      <ul className={styles.rows}>
        {creations.map((creation) => (
          <li key={creation.id}>
            <CreationRow
              creation={creation}
              SecretOnce={SecretOnce}
              onRevoke={onRevoke}
              onEnterAgain={onEnterAgain}
            />
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
