/**
 * The secret of a key just created: as text, never in a field (browsers write fields to disk), held by this
 * component alone, gone when it was saved or its five minutes are over.
 */
import { useEffect, useId, useState } from 'react';
import { problemOf, type Problem } from '../../lib/api/problem.ts';
import { useRevealSecret, useSecretSaved } from '../../lib/query/hooks.ts';
import type { Creation } from '../../lib/storage/records.ts';
import { minuteMs } from '../../lib/time/index.ts';
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CheckIcon, CloseIcon, CopyIcon } from '../ui/icons.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { exactText } from '../ui/time-text.tsx';
import { useNow } from '../ui/use-now.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { changesText } from './text.ts';
import styles from './secret.module.css';

/** How long a secret is kept in all; the bar is drawn against it. */
const keptMs = 5 * minuteMs;
const groupLength = 6;
/** J1 may round to the minute; more is worth saying. */
const expiryTolerance = minuteMs;

interface Revealed {
  readonly secret: string;
  /** Epoch milliseconds at which it is forgotten. */
  readonly until: number;
}

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly revealed: Revealed }
  | { readonly kind: 'gone' }
  | { readonly kind: 'problem'; readonly problem: Problem };

export interface SecretOnceProps {
  readonly creation: Creation;
  /** The user has saved it, or is done with what is left to say. */
  readonly onDone: () => void;
  /** The user wants to leave without saving; left out where there is nowhere to go. */
  readonly onLeave?: () => void;
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Groups are for the eye only: no space is in the text, so a selection copies the secret as it is. */
function Grouped({ secret }: { readonly secret: string }) {
  const groups = secret.match(new RegExp(`.{1,${groupLength}}`, 'gsu')) ?? [];
  return (
    <code className={styles.secret}>
      {groups.map((group, index) => (
        <span key={`${index}`} className={styles.group}>
          {group}
        </span>
      ))}
    </code>
  );
}

function CopySecret({ secret }: { readonly secret: string }) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }
  return (
    <div className={styles.grow}>
      <Button variant="primary" large autoFocus onPress={() => void copy()}>
        {outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
        {changesText(outcome === 'copied' ? 'copied' : 'copySecret')}
      </Button>
      {outcome === 'failed' ? <p role="alert">{changesText('copyFailed')}</p> : null}
    </div>
  );
}

function ExpiryDifference({ creation: { expiresAt, wantedExpiresAt } }: { readonly creation: Creation }) {
  if (expiresAt === null || Math.abs(expiresAt - wantedExpiresAt) <= expiryTolerance) return null;
  return (
    <Banner tone="warning">
      {changesText('expiryDiffers', { actual: exactText(expiresAt), wanted: exactText(wantedExpiresAt) })}
    </Banner>
  );
}

export function SecretOnce({ creation, onDone, onLeave }: SecretOnceProps) {
  const titleId = useId();
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [leaving, setLeaving] = useState(false);
  /** Why it could not be put away as saved; the secret stays in view. */
  const [unsaved, setUnsaved] = useState<Problem | null>(null);
  const now = useNow(1000);
  const reveal = useRevealSecret().mutateAsync;
  const saved = useSecretSaved().mutateAsync;
  const { id, keyName } = creation;

  useEffect(() => {
    let current = true;
    reveal(id).then(
      (revealed) => {
        if (current) setState(revealed ? { kind: 'shown', revealed } : { kind: 'gone' });
      },
      (thrown: unknown) => {
        if (current) setState({ kind: 'problem', problem: problemOf(thrown) });
      },
    );
    return () => {
      current = false;
    };
  }, [id, reveal]);

  const over = state.kind === 'shown' && now >= state.revealed.until;
  if (over) setState({ kind: 'gone' });

  async function acknowledge(): Promise<void> {
    setUnsaved(null);
    try {
      await saved(id);
      setState({ kind: 'gone' });
      onDone();
    } catch (thrown) {
      setUnsaved(problemOf(thrown));
    }
  }

  if (state.kind === 'gone') return <p>{changesText('secretGone', { name: keyName })}</p>;
  const left =
    state.kind === 'shown' ? minutesAndSeconds(state.revealed.until - now) : minutesAndSeconds(keptMs);
  return (
    <section aria-label={changesText('secretRegion')} aria-describedby={titleId} className={styles.region}>
      <div className={styles.head}>
        <div>
          <h2 id={titleId}>{changesText('secretTitle', { name: keyName })}</h2>
          <p>{accountLabel({ name: creation.accountName, region: creation.region })}</p>
        </div>
        {onLeave ? (
          <Button
            variant="quiet"
            icon
            aria-label={changesText('closeSecret')}
            onPress={() => setLeaving(true)}
          >
            <CloseIcon />
          </Button>
        ) : null}
      </div>
      {state.kind === 'loading' ? (
        <p role="status">
          <Spinner decorative /> {changesText('secretLoading')}
        </p>
      ) : null}
      {state.kind === 'problem' ? <ProblemBanner problem={state.problem} /> : null}
      {state.kind === 'shown' ? (
        <>
          <Grouped secret={state.revealed.secret} />
          <div className={styles.actions}>
            <CopySecret secret={state.revealed.secret} />
            <div className={styles.grow}>
              <Button large onPress={() => void acknowledge()}>
                {changesText('saved')}
              </Button>
            </div>
          </div>
          {unsaved ? <ProblemBanner problem={unsaved} /> : null}
          <div>
            <p>{changesText('secretOnce', { left })}</p>
            <p>{changesText('clipboardNote')}</p>
          </div>
          <div className={styles.life} aria-hidden="true">
            <div style={{ width: `${Math.max(0, (state.revealed.until - now) / keptMs) * 100}%` }} />
          </div>
        </>
      ) : null}
      <ExpiryDifference creation={creation} />
      {leaving && onLeave ? (
        <Dialog
          role="alertdialog"
          title={changesText('closeSecretTitle')}
          onClose={() => setLeaving(false)}
          footer={
            <>
              <Button onPress={onLeave}>{changesText('closeSecretLeave')}</Button>
              <Button variant="primary" onPress={() => setLeaving(false)}>
                {changesText('closeSecretStay')}
              </Button>
            </>
          }
        >
          <p>{changesText('closeSecretWhy', { left })}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
