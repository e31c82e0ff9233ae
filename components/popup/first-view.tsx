/** The popup's first view of one account: new key, presets, changes on their way, what expires next. */
import { Suspense, useEffect, useRef } from 'react';
import { useCreations, useDigest, useRevocations } from '../../lib/query/hooks.ts';
import type { KeySummary } from '../../lib/keys/model.ts';
import type { Account } from '../../lib/storage/records.ts';
import type { AskedFor } from '../keys/creation-progress.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { Counts, KeysNow } from './keys-now.tsx';
import { AccountProblem, ChangesNow } from './lazy.ts';
import { presets } from './presets.ts';
import { popupText } from './text.ts';
import type { PopupAccount } from './use-popup-account.ts';
import styles from './popup.module.css';

export type PresetChoice = (typeof presets)[number];

export interface FirstViewProps {
  readonly account: Account;
  readonly state: PopupAccount;
  /** The user came back from the form: the focus goes to where they left. */
  readonly returning: boolean;
  readonly onNewKey: (preset: PresetChoice | null) => void;
  /** Opens the form in that account with what was asked for. */
  readonly onEnterAgain: (account: string, asked: AskedFor) => void;
  readonly onRevoke: (account: string, key: Pick<KeySummary, 'id' | 'name'>) => void;
  readonly onOpenPanel: () => void;
  readonly onOpenConsole: () => void;
}

export function FirstView(props: FirstViewProps) {
  const { account, state, returning, onNewKey, onEnterAgain, onRevoke, onOpenPanel, onOpenConsole } = props;
  const digest = useDigest(account.key).data;
  const creations = useCreations().data;
  const revocations = useRevocations().data;
  const newKey = useRef<HTMLButtonElement>(null);
  const { problem } = state;

  useEffect(() => {
    if (returning) newKey.current?.focus();
  }, [returning]);

  return (
    <>
      <div className={styles.actions}>
        <PlainButton ref={newKey} variant="primary" onClick={() => onNewKey(null)}>
          <PlusIcon />
          {popupText('newKey')}
        </PlainButton>
        <div className={styles.presets} role="group" aria-label={popupText('presets')}>
          {presets.map((preset) => (
            <PlainButton
              key={preset.templateId}
              variant="quiet"
              title={popupText('presetName', { preset: popupText(preset.label) })}
              onClick={() => onNewKey(preset)}
            >
              {popupText(preset.label)}
            </PlainButton>
          ))}
        </div>
      </div>
      <Suspense>
        {creations && revocations && creations.length + revocations.length > 0 ? (
          <ChangesNow
            creations={creations}
            revocations={revocations}
            onRevoke={onRevoke}
            onEnterAgain={onEnterAgain}
          />
        ) : null}
        {problem ? (
          <AccountProblem
            problem={problem}
            cached={Boolean(digest)}
            onRefresh={state.refresh}
            onOpenConsole={onOpenConsole}
          />
        ) : null}
      </Suspense>
      <KeysNow
        digest={digest}
        asking={state.asking}
        problem={problem}
        onRefresh={state.refresh}
        onRevoke={(key) => onRevoke(account.key, key)}
        onOpenPanel={onOpenPanel}
        onOpenConsole={onOpenConsole}
      />
      {digest ? <Counts digest={digest} /> : null}
    </>
  );
}
