/**
 * The keys of an account as a grid. Only the rows in view exist: five thousand keys cost what fifty do. The row
 * that holds the focus always exists, wherever the list is scrolled to.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useId, useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import type { KeySort, KeySummary } from '../../lib/keys/index.ts';
import { SortDownIcon, SortUpIcon } from '../ui/panel-icons.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { KeyRow } from './key-row.tsx';
import styles from './key-table.module.css';
import { panelText } from './text.ts';
import { useRowFocus } from './use-row-focus.ts';

const rowHeight = 36;
/** Rows that exist above and below those in view, so that scrolling finds them painted. */
const overscan = 6;

/** How the rows are ordered: soonest expiry first unless chosen otherwise. */
export interface KeyOrder {
  readonly sort: KeySort;
  readonly reversed: boolean;
}

interface Column {
  readonly id: string;
  readonly title: 'columnName' | 'columnLevel' | 'columnExpires' | 'columnGrade' | 'columnState';
  readonly sort?: KeySort;
  /** What the order of this column is before it is reversed: grades come worst first. */
  readonly direction?: 'ascending' | 'descending';
}

const columns: readonly Column[] = [
  { id: 'name', title: 'columnName', sort: 'name', direction: 'ascending' },
  { id: 'level', title: 'columnLevel' },
  { id: 'expires', title: 'columnExpires', sort: 'expiry', direction: 'ascending' },
  { id: 'grade', title: 'columnGrade', sort: 'grade', direction: 'descending' },
  { id: 'state', title: 'columnState' },
];

const opposite = { ascending: 'descending', descending: 'ascending' } as const;

interface HeadProps {
  readonly order: KeyOrder;
  readonly onSort: (sort: KeySort) => void;
}

function ColumnHeader({ column, order, onSort }: HeadProps & { readonly column: Column }) {
  const { id, title, sort, direction } = column;
  const className = styles[id];
  if (!sort || !direction) {
    return (
      <div role="columnheader" className={className}>
        {panelText(title)}
      </div>
    );
  }
  const sorted = order.sort === sort ? (order.reversed ? opposite[direction] : direction) : 'none';
  return (
    <div role="columnheader" aria-sort={sorted}>
      <button type="button" className={styles.sort} onClick={() => onSort(sort)}>
        {panelText(title)}
        {sorted === 'ascending' ? <SortUpIcon /> : null}
        {sorted === 'descending' ? <SortDownIcon /> : null}
      </button>
    </div>
  );
}

function KeyTableHead(props: HeadProps) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} {...props} />
        ))}
        <div role="columnheader">
          <VisuallyHidden>{panelText('columnActions')}</VisuallyHidden>
        </div>
      </div>
    </div>
  );
}

export interface KeyTableHandle {
  /** Puts the focus on a key's row, as when its detail is closed. */
  focusRow(id: string): void;
}

export interface KeyTableProps extends HeadProps {
  /** In the order in which they are shown. */
  readonly rows: readonly KeySummary[];
  /** The key whose detail is open. */
  readonly openId: string | null;
  /** Nothing can be changed right now. */
  readonly readOnly: boolean;
  readonly now: number;
  readonly onOpen: (id: string) => void;
  readonly onRevoke: (row: KeySummary) => void;
  readonly ref?: Ref<KeyTableHandle>;
}

export function KeyTable(props: KeyTableProps) {
  const { rows, order, onSort, openId, readOnly, now, onOpen, onRevoke, ref } = props;
  const gridId = useId();
  const body = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const { grid, active, onKeyDown, setActiveId, focusRow } = useRowFocus({
    ids,
    pageSize: () => Math.max(1, Math.floor((body.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => virtual.scrollToIndex(index),
    onOpen,
  });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
      [active],
    ),
    overscan,
    // React 19 warns about the flush that this would otherwise do while it renders.
    useFlushSync: false,
  });
  useImperativeHandle(ref, () => ({ focusRow }));

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={panelText('tabKeys')}
      aria-rowcount={rows.length + 1}
      className={styles.grid}
      onKeyDown={onKeyDown}
    >
      <KeyTableHead order={order} onSort={onSort} />
      <div
        ref={body}
        role="rowgroup"
        className={styles.body}
        tabIndex={-1}
        onFocus={(event) => {
          const row = event.target.closest<HTMLElement>('[data-index]');
          const id = row && ids[Number(row.dataset['index'])];
          if (id) setActiveId(id);
        }}
      >
        <div role="presentation" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row ? (
              <KeyRow
                key={row.id}
                row={row}
                index={index}
                start={start}
                gridId={gridId}
                active={index === active}
                open={row.id === openId}
                readOnly={readOnly}
                now={now}
                onOpen={onOpen}
                onRevoke={onRevoke}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}
