/**
 * Changes on their way, or ended in a way that wants attention. What ended well is shown only where it was seen on
 * its way: the next popup has nothing to say about it.
 */
import { useState } from 'react';
import type { Creation, Revocation } from '../../lib/storage/records.ts';
import { CreationProgress, isSettled, type AskedFor } from '../keys/creation-progress.tsx';
import { RevocationStatus } from '../keys/revocation-status.tsx';

type Key = { readonly id: string; readonly name: string };

export interface ChangesNowProps {
  readonly creations: readonly Creation[];
  readonly revocations: readonly Revocation[];
  readonly onRevoke: (account: string, key: Key) => void;
  /** Opens the form in that account with what was asked for. */
  readonly onEnterAgain: (account: string, asked: AskedFor) => void;
}

function endedWell({ state }: Revocation): boolean {
  return state === 'revoked' || state === 'undone';
}

/** Each key's last revocation only: what was undone before is history once it is asked for again. */
function newestOfEach(revocations: readonly Revocation[]): Revocation[] {
  return [...new Map(revocations.map((revocation) => [revocation.keyId, revocation])).values()];
}

/** The ids that were there on opening, once known. */
function useIdsAtFirst(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  const [ids] = useState(() => new Set(rows.map(({ id }) => id)));
  return ids;
}

export function ChangesNow({ creations, revocations, onRevoke, onEnterAgain }: ChangesNowProps) {
  const oldNews = useIdsAtFirst(revocations.filter(endedWell));
  return (
    <>
      {newestOfEach(revocations)
        .filter(({ id }) => !oldNews.has(id))
        .map((revocation) => (
          <RevocationStatus
            key={revocation.id}
            revocation={revocation}
            onRevoke={(key) => onRevoke(revocation.account, key)}
          />
        ))}
      {creations
        .filter((creation) => !isSettled(creation) && creation.secret !== 'shown')
        .map((creation) => (
          <CreationProgress
            key={creation.id}
            creation={creation}
            onRevoke={(key) => onRevoke(creation.account, key)}
            onEnterAgain={(asked) => onEnterAgain(creation.account, asked)}
          />
        ))}
    </>
  );
}
