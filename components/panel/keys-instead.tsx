/** What stands where the table would: still loading, never checked, nothing there, nothing found, or why not. */
import type { Account } from '../../lib/storage/records.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './keys-view.module.css';
import type { KeysState } from './keys-state.ts';
import { ProblemState } from './problem-notice.tsx';
import { panelText } from './text.ts';

const skeletonRows = [72, 54, 63, 40, 58, 47];

function Skeleton() {
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{panelText('loadingKeys')}</VisuallyHidden>
      {skeletonRows.map((width) => (
        <div key={width} className={styles.skeletonRow}>
          <span style={{ width: `${width}%` }} />
          <span />
        </div>
      ))}
    </div>
  );
}

export interface KeysInsteadProps {
  readonly state: Exclude<KeysState, { kind: 'list' }>;
  /** `null` = none is known yet. */
  readonly account: Account | null;
  readonly askNow: () => void;
  /** Offered where there are no keys. */
  readonly onNewKey?: () => void;
}

export function KeysInstead({ state, account, askNow, onNewKey }: KeysInsteadProps) {
  switch (state.kind) {
    case 'loading':
      return <Skeleton />;
    case 'problem':
      return <ProblemState problem={state.problem} account={account} again={askNow} />;
    case 'never':
      return (
        <EmptyState
          title={panelText('neverTitle')}
          actions={
            <Button variant="primary" onPress={askNow}>
              {panelText('checkNow')}
            </Button>
          }
        >
          {panelText('neverWhy')}
        </EmptyState>
      );
    case 'empty':
      return (
        <EmptyState
          title={panelText('emptyTitle')}
          actions={
            onNewKey ? (
              <Button variant="primary" onPress={onNewKey}>
                {panelText('firstKey')}
              </Button>
            ) : null
          }
        >
          {panelText('emptyWhy', { name: account?.name ?? '' })}
        </EmptyState>
      );
  }
}

export function NothingFound({ onClear }: { readonly onClear: () => void }) {
  return (
    <div role="status">
      <EmptyState
        title={panelText('nothingFound')}
        actions={<Button onPress={onClear}>{panelText('clearSearch')}</Button>}
      >
        {panelText('nothingFoundWhy')}
      </EmptyState>
    </div>
  );
}
