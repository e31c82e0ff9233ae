/** What the popup says about an account's keys: the list, or why there is none and the one useful action. */
import { useEffect, type ReactNode } from 'react';
import type { Problem } from '../../lib/api/problem.ts';
import type { Digest } from '../../lib/storage/records.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { useNow } from '../ui/use-now.ts';
import { ExpiringList, type RowActions } from './expiring-list.tsx';
import { expiringRows } from './expiring-rows.ts';
import { popupText } from './text.ts';
import styles from './popup.module.css';

/** Tells measurements that the first view is complete. */
export function ListPainted() {
  useEffect(() => {
    if (performance.getEntriesByName('list').length === 0) performance.mark('list');
  }, []);
  return null;
}

export function Skeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label={popupText('loading')}>
      <div className={styles.bone} />
      <div className={styles.bone} />
      <div className={styles.bone} />
    </div>
  );
}

export interface KeysNowProps extends RowActions {
  /** `undefined` = still being read, `null` = never checked. */
  readonly digest: Digest | null | undefined;
  readonly asking: boolean;
  readonly problem: Problem | null;
  readonly onRefresh: () => void;
}

function Nothing({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <>
      <EmptyState title={title} actions={actions}>
        {children}
      </EmptyState>
      <ListPainted />
    </>
  );
}

export function KeysNow({ digest, asking, problem, onRefresh, ...actions }: KeysNowProps) {
  const now = useNow();
  if (digest === undefined) return <Skeleton />;
  if (digest === null) {
    if (asking) return <Skeleton />;
    if (problem) return null;
    return (
      <Nothing
        title={popupText('neverTitle')}
        actions={<PlainButton onClick={onRefresh}>{popupText('refresh')}</PlainButton>}
      >
        {popupText('neverWhy')}
      </Nothing>
    );
  }
  if (digest.total === 0 && digest.complete) {
    return <Nothing title={popupText('noKeysTitle')}>{popupText('noKeysWhy')}</Nothing>;
  }
  const { rows, urgent, more } = expiringRows(digest.soon, now);
  if (rows.length === 0) {
    return <Nothing title={popupText('nothingSoonTitle')}>{popupText('nothingSoonWhy')}</Nothing>;
  }
  return (
    <section>
      <h2 className={styles.heading}>{popupText('expiringSoon')}</h2>
      {urgent === 0 ? <p className={styles.note}>{popupText('nothingSoon')}</p> : null}
      <ExpiringList rows={rows} now={now} {...actions} />
      {more > 0 ? (
        <PlainButton variant="quiet" onClick={actions.onOpenPanel}>
          {popupText('moreRows', { count: more })}
        </PlainButton>
      ) : null}
      <ListPainted />
    </section>
  );
}

/** Counts, each with its word; `partial` = the list is not through yet. */
export function Counts({ digest }: { readonly digest: Digest }) {
  return (
    <ul className={styles.counts}>
      <li>{popupText('countActive', { count: digest.active })}</li>
      {digest.adminGrade > 0 ? <li>{popupText('countAdmin', { count: digest.adminGrade })}</li> : null}
      {digest.unreadable > 0 ? <li>{popupText('countUnreadable', { count: digest.unreadable })}</li> : null}
      {digest.complete ? null : <li>{popupText('countsPartial')}</li>}
    </ul>
  );
}
