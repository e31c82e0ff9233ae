/** The whole of making a key: the form, what becomes of it, and the secret once it is there. */
import { useState } from 'react';
import { problemText } from '../../lib/api/problem-text.ts';
import { useCreations, useDraft, useInventory, useSettings } from '../../lib/query/hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { CreateKeyForm } from './create-key-form.tsx';
import { CreationProgress, type AskedFor } from './creation-progress.tsx';
import { SecretOnce } from './secret-once.tsx';
import { uniqueName } from './unique-name.ts';
import type { Preset } from './use-new-key.ts';
import styles from './keys.module.css';

/** A template and the beginning of the name that the key gets, or what was asked for before. */
export type NewKeyPreset = { readonly templateId: string; readonly nameBase: string } | AskedFor;

export interface NewKeyProps {
  readonly account: Account;
  readonly preset: NewKeyPreset | null;
  readonly windowId: number | null;
  readonly onDone: () => void;
  readonly onRevoke: (key: { readonly id: string; readonly name: string }) => void;
}

/** Waiting does not help against these; a sign-in, an open tab or a better network would. */
const obstacles = new Set(['no-right', 'session-unusable', 'host-withheld']);

/** Why no key can be made in an account right now; `null` = nothing in the way. */
export function obstacleOf({ problem }: Account): string | null {
  return problem && obstacles.has(problem.code) ? problemText(problem) : null;
}

export function NewKey({ account, preset, windowId, onDone, onRevoke }: NewKeyProps) {
  const [openedAt] = useState(() => Date.now());
  const [creationId, setCreationId] = useState<string | null>(null);
  const [again, setAgain] = useState<AskedFor | null>(null);
  const settings = useSettings().data;
  const draft = useDraft(account.key).data;
  const inventory = useInventory(account.key).data;
  const creations = useCreations().data;
  const creation = creations?.find(({ id }) => id === creationId);

  function named(wanted: NewKeyPreset | null, taken: readonly string[]): Preset | null {
    if (wanted === null || 'policy' in wanted) return wanted;
    return { templateId: wanted.templateId, name: uniqueName(wanted.nameBase, taken, openedAt) };
  }

  function enterAgain(asked: AskedFor): void {
    setAgain(asked);
    setCreationId(null);
  }

  if (creationId === null) {
    if (settings === undefined || draft === undefined || inventory === undefined || creations === undefined)
      return null;
    const taken = [
      ...(inventory?.rows ?? []).map(({ name }) => name),
      ...creations.map(({ keyName }) => keyName),
    ];
    return (
      <CreateKeyForm
        key={account.key}
        account={account}
        keys={inventory?.rows ?? []}
        settings={settings}
        draft={draft}
        preset={again ?? named(preset, taken)}
        windowId={windowId}
        obstacle={obstacleOf(account)}
        onCreated={setCreationId}
      />
    );
  }
  if (!creation) return null;
  if (creation.secret === 'shown') return <SecretOnce creation={creation} onDone={onDone} onLeave={onDone} />;
  return (
    <div className={styles.stack}>
      <CreationProgress
        creation={creation}
        onRevoke={onRevoke}
        onEnterAgain={enterAgain}
        onDismiss={onDone}
      />
    </div>
  );
}
