/** What Latchkey did on this device, newest first. Nothing in it is a secret or a policy. */
import { useDeferredValue, useMemo, useState } from 'react';
import { useActivity } from '../../lib/query/hooks.ts';
import type { ActivityEntry } from '../../lib/storage/records.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { TimeText } from '../ui/time-text.tsx';
import styles from './activity-view.module.css';
import { activityPage, searchActivity } from './activity-list.ts';
import { panelText } from './text.ts';

const actions = { create: 'didCreate', revoke: 'didRevoke', 'undo-revoke': 'didUndo' } as const;
const outcomes = {
  done: 'outcomeDone',
  failed: 'outcomeFailed',
  unknown: 'outcomeUnknown',
  'not-sent': 'outcomeNotSent',
} as const;

function Entry({ entry }: { readonly entry: ActivityEntry }) {
  const { at, accountName, viewer, action, outcome, keyName } = entry;
  return (
    <li className={styles.entry}>
      <div className={styles.what}>
        <span className={styles.action}>{panelText(actions[action])}</span>
        <bdi className={styles.key}>{keyName}</bdi>
        {outcome === 'done' ? null : <span className={styles.outcome}>{panelText(outcomes[outcome])}</span>}
      </div>
      <div className={styles.when}>
        <TimeText at={at} />
        <span>{accountName}</span>
        {viewer === null ? null : <span>{viewer}</span>}
      </div>
    </li>
  );
}

export function ActivityView() {
  const { data: entries } = useActivity();
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(0);
  const search = useDeferredValue(typed);
  const found = useMemo(() => searchActivity(entries ?? [], search), [entries, search]);
  if (entries === undefined) return null;
  if (entries.length === 0) {
    return <EmptyState title={panelText('noActivity')}>{panelText('noActivityWhy')}</EmptyState>;
  }
  const { rows, older, newer } = activityPage(found, page);
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <SearchField
          label={panelText('searchActivity')}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setPage(0);
          }}
        />
      </div>
      <div className={styles.body}>
        {rows.length > 0 ? (
          <ul aria-label={panelText('tabActivity')}>
            {rows.map((entry) => (
              <Entry key={`${entry.at} ${entry.action} ${entry.keyName} ${entry.outcome}`} entry={entry} />
            ))}
          </ul>
        ) : (
          <EmptyState title={panelText('nothingFound')}>{panelText('nothingFoundActivity')}</EmptyState>
        )}
        {older || newer ? (
          <div className={styles.pages}>
            <Button isDisabled={!newer} onPress={() => setPage(page - 1)}>
              {panelText('newer')}
            </Button>
            <Button isDisabled={!older} onPress={() => setPage(page + 1)}>
              {panelText('older')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
