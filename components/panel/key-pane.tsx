/** What stands beside the list: one key's detail, or the form for a new key. */
import { lazy, Suspense, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { KeySummary } from '../../lib/keys/index.ts';
import type { Account } from '../../lib/storage/records.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { KeyDetail } from './key-detail.tsx';
import type { Pane } from './keys-panel-state.ts';
import styles from './keys-view.module.css';
import { panelText } from './text.ts';

const NewKeyPane = lazy(() => import('./new-key-pane.tsx'));

interface FrameProps {
  readonly title: ReactNode;
  readonly label: string;
  readonly onBack: () => void;
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/**
 * The focus goes to the title: in a narrow panel the pane is all there is, in a wide one it is what was asked for.
 * Where the contents take it themselves, it is left to them.
 */
function Frame({ title, label, onBack, takesFocus = false, children }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) heading.current?.focus();
  }, [label, takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onBack();
  };
  return (
    // Escape leads back from anywhere in the pane.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={styles.pane} aria-label={label} onKeyDown={onKeyDown}>
      <div className={styles.paneHead}>
        <Button variant="quiet" icon aria-label={panelText('back')} onPress={onBack}>
          <BackIcon />
        </Button>
        <h2 ref={heading} className={styles.paneTitle} tabIndex={-1}>
          {title}
        </h2>
      </div>
      <div className={styles.paneBody}>{children}</div>
    </section>
  );
}

export interface KeyPaneProps {
  readonly account: Account;
  readonly pane: NonNullable<Pane>;
  /** The key that a detail is about; `null` = it is no longer in the list. */
  readonly row: KeySummary | null;
  readonly readOnly: boolean;
  readonly now: number;
  readonly onRevoke: (row: KeySummary) => void;
  readonly setPane: (pane: Pane) => void;
}

export function KeyPane({ account, pane, row, readOnly, now, onRevoke, setPane }: KeyPaneProps) {
  const close = () => setPane(null);
  if (pane.kind === 'create') {
    return (
      <Frame title={panelText('newKey')} label={panelText('newKey')} onBack={close} takesFocus>
        <Suspense fallback={<Spinner />}>
          <NewKeyPane
            key={JSON.stringify(pane.preset)}
            account={account}
            preset={pane.preset}
            onDone={close}
          />
        </Suspense>
      </Frame>
    );
  }
  if (!row) {
    return (
      <Frame title={panelText('keyGone')} label={panelText('keyGone')} onBack={close}>
        <p>{panelText('keyGoneWhy')}</p>
      </Frame>
    );
  }
  return (
    <Frame title={<bdi>{row.name}</bdi>} label={panelText('detailOf', { name: row.name })} onBack={close}>
      <KeyDetail
        key={row.id}
        account={account}
        row={row}
        readOnly={readOnly}
        now={now}
        onRevoke={onRevoke}
        onNewLikeThis={(preset) => setPane({ kind: 'create', preset })}
      />
    </Frame>
  );
}
