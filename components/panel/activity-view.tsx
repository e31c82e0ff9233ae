/** What Latchkey did on this device, newest first. Nothing in it is a secret or a policy. */
import { useDeferredValue, useMemo, useState } from 'react';
import { useAccounts, useActivity } from '../../lib/query/hooks.ts';
import type { ActivityEntry } from '../../lib/storage/records.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { TimeText } from '../ui/time-text.tsx';
import styles from './activity-view.module.css';
import { activityPage, nameParties, searchActivity } from './activity-list.ts';
import { panelText } from './text.ts';

const done = { create: 'didCreate', revoke: 'didRevoke', 'undo-revoke': 'didUndo' } as const;
/** What may not have happened is not told as if it had. */
const tried = { create: 'triedCreate', revoke: 'triedRevoke', 'undo-revoke': 'triedUndo' } as const;
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
        <span className={styles.action}>{panelText((outcome === 'done' ? done : tried)[action])}</span>
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
  const { data: accounts } = useAccounts();
  const [typed, setTyped] = useState('');
  const [page, setPage] = useState(0);
  const search = useDeferredValue(typed);
  const named = useMemo(() => nameParties(entries ?? [], accounts ?? []), [entries, accounts]);
  const found = useMemo(() => searchActivity(named, search), [named, search]);
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
