/**
 * The keys of an account: search, filters, the table, and beside it (over it in a narrow panel) the detail of one
 * key or the form for a new one.
 */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { KeySummary } from '../../lib/keys/index.ts';
import { useCreations } from '../../lib/query/hooks.ts';
import { useOnline } from '../../lib/query/page-hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { FilterChips } from '../ui/filter-chips.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useNow } from '../ui/use-now.ts';
import { CheckedLine } from './checked-line.tsx';
import { KeyPane } from './key-pane.tsx';
import { KeyTable, type KeyTableHandle } from './key-table.tsx';
import { KeysInstead, NothingFound } from './keys-instead.tsx';
import type { KeysPanelState } from './keys-panel-state.ts';
import { keysState, type KeysState } from './keys-state.ts';
import styles from './keys-view.module.css';
import { ProblemNotice } from './problem-notice.tsx';
import { panelText } from './text.ts';
import type { FreshKeys } from './use-fresh-keys.ts';
import { keyFilters, useShownKeys } from './use-shown-keys.ts';

const filterTitles = {
  expiring: 'filterExpiring',
  'admin-grade': 'filterAdmin',
  expired: 'filterExpired',
  revoked: 'filterRevoked',
} as const;

export interface KeysViewProps {
  readonly account: Account;
  readonly keys: FreshKeys;
  readonly view: KeysPanelState;
  readonly onRevoke: (row: KeySummary) => void;
}

interface NoticeProps {
  readonly state: Extract<KeysState, { kind: 'list' }>;
  readonly account: Account;
  readonly keys: FreshKeys;
  readonly online: boolean;
}

function KeysNotice({ state, account, keys, online }: NoticeProps) {
  const unreadable = keys.inventory?.unreadable ?? 0;
  const creations = useCreations().data ?? [];
  const waiting = creations.some((each) => each.account === account.key && each.state === 'signed-out');
  // A key that waits for the sign-in says the same above, with the same button.
  const problem = waiting && state.problem?.code === 'signed-out' ? null : state.problem;
  const partial = state.partial ? panelText('partial') : undefined;
  return (
    <>
      {online ? null : (
        <Banner tone="warning" role="status">
          {panelText('offline')}
        </Banner>
      )}
      {online && problem ? (
        <ProblemNotice
          problem={problem}
          account={account}
          again={keys.askNow}
          kept={partial ?? panelText('lastKnown')}
        />
      ) : null}
      {online && !state.problem && partial ? (
        <Banner
          tone="warning"
          role="status"
          actions={<Button onPress={keys.askNow}>{panelText('tryAgain')}</Button>}
        >
          {partial}
        </Banner>
      ) : null}
      {unreadable > 0 ? (
        <Banner tone="warning">{panelText('unreadable', { count: unreadable })}</Banner>
      ) : null}
    </>
  );
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** `/` goes to the search from anywhere in the view, as in the console. */
function useSearchKey() {
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.current?.focus();
  };
  return { input, onKeyDown };
}

/** Gives the focus back to the row whose detail was closed, once the list is there again. */
function useReturnToRow(openId: string | null) {
  const table = useRef<KeyTableHandle>(null);
  const [left, setLeft] = useState(openId);
  useEffect(() => {
    if (openId === null && left !== null) table.current?.focusRow(left);
    setLeft(openId);
  }, [openId, left]);
  return table;
}

export function KeysView({ account, keys, view, onRevoke }: KeysViewProps) {
  const now = useNow();
  const online = useOnline();
  const search = useSearchKey();
  const rows = keys.inventory?.rows ?? noRows;
  const { shown, counts } = useShownKeys(rows, view, now);
  const { pane, setPane, setSearch, setFilters } = view;
  const openKey = pane?.kind === 'key' ? (rows.find((row) => row.id === pane.id) ?? null) : null;
  const table = useReturnToRow(openKey?.id ?? null);
  const state = keysState({
    inventory: keys.inventory ?? null,
    refresh: keys.refresh,
    asking: keys.asking || keys.inventory === undefined,
    problem: keys.problem,
  });
  const clear = () => {
    setSearch('');
    setFilters([]);
    search.input.current?.focus();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.view} data-pane={pane !== null || undefined} onKeyDown={search.onKeyDown}>
      <div className={styles.main}>
        <div className={styles.toolbar}>
          <SearchField
            label={panelText('searchKeys')}
            value={view.search}
            onChange={setSearch}
            inputRef={search.input}
          />
          <Button
            variant="primary"
            isDisabled={!online}
            onPress={() => setPane({ kind: 'create', preset: null })}
          >
            <PlusIcon />
            {panelText('newKey')}
          </Button>
        </div>
        {state.kind === 'list' ? (
          <>
            <div className={styles.filters}>
              <FilterChips
                label={panelText('filters')}
                chips={keyFilters.map((id) => ({
                  id,
                  label: panelText(filterTitles[id]),
                  count: counts[id],
                }))}
                selected={view.filters}
                onChange={setFilters}
              />
            </div>
            <div className={styles.notices}>
              <KeysNotice state={state} account={account} keys={keys} online={online} />
            </div>
            {shown.length > 0 ? (
              <KeyTable
                ref={table}
                rows={shown}
                order={view.order}
                onSort={view.sortBy}
                openId={openKey?.id ?? null}
                readOnly={!online}
                now={now}
                onOpen={(id) => setPane({ kind: 'key', id })}
                onRevoke={onRevoke}
              />
            ) : (
              <div className={styles.instead}>
                <NothingFound onClear={clear} />
              </div>
            )}
          </>
        ) : (
          <div className={styles.instead}>
            {online ? null : <Banner tone="warning">{panelText('offline')}</Banner>}
            <KeysInstead
              state={state}
              account={account}
              askNow={keys.askNow}
              onNewKey={() => setPane({ kind: 'create', preset: null })}
            />
          </div>
        )}
        <CheckedLine
          account={account.key}
          keys={keys}
          now={now}
          summary={
            state.kind !== 'list'
              ? undefined
              : shown.length === rows.length
                ? panelText('keyCount', { count: rows.length })
                : panelText('keyCountOf', { shown: shown.length, count: rows.length })
          }
        />
      </div>
      {pane ? (
        <KeyPane
          account={account}
          pane={pane}
          row={openKey}
          readOnly={!online}
          now={now}
          onRevoke={onRevoke}
          setPane={setPane}
        />
      ) : null}
    </div>
  );
}

const noRows: readonly KeySummary[] = [];
