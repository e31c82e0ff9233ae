/** What expires when, soonest first. Each group shows its first keys; the rest is one press away in the Keys view. */
import { useId, useMemo } from 'react';
import { lifeLeft, toneOf, type KeySummary } from '../../lib/keys/index.ts';
import type { Account } from '../../lib/storage/records.ts';
import { localZone } from '../../lib/time/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { LifeBar } from '../ui/life-bar.tsx';
import { ToneShape } from '../ui/tone-shape.tsx';
import { useNow } from '../ui/use-now.ts';
import { CheckedLine } from './checked-line.tsx';
import { ExpiryText } from './expiry-text.tsx';
import { keysState } from './keys-state.ts';
import { KeysInstead } from './keys-instead.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import styles from './reminders-view.module.css';
import { panelText } from './text.ts';
import { timelineGroups, timelineOf, type TimelineGroup } from './timeline.ts';
import type { FreshKeys } from './use-fresh-keys.ts';

/** Five groups of these make 60 rows, the most that one view renders. */
const shownPerGroup = 12;

const groupTitles = {
  today: 'groupToday',
  week: 'groupWeek',
  month: 'groupMonth',
  later: 'groupLater',
  expired: 'groupExpired',
} as const satisfies Record<TimelineGroup, string>;

interface GroupProps {
  readonly group: TimelineGroup;
  readonly rows: readonly KeySummary[];
  readonly now: number;
  readonly onOpen: (id: string) => void;
  readonly onSeeAll: () => void;
}

function Group({ group, rows, now, onOpen, onSeeAll }: GroupProps) {
  const id = useId();
  const more = rows.length - shownPerGroup;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.groupTitle}>
        {panelText(groupTitles[group])}{' '}
        <span className={styles.count}>{rows.length.toLocaleString('en')}</span>
      </h2>
      <ul>
        {rows.slice(0, shownPerGroup).map((row) => (
          <li key={row.id} className={styles.row}>
            <ToneShape tone={toneOf(row, now)} />
            <button type="button" className={styles.name} onClick={() => onOpen(row.id)}>
              <bdi>{row.name}</bdi>
            </button>
            <span className={styles.expires}>
              <ExpiryText row={row} now={now} focusable />
              {group === 'expired' ? null : <LifeBar left={lifeLeft(row, now)} tone={toneOf(row, now)} />}
            </span>
            <GradeBadge grade={row.grade} />
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <Button variant="quiet" onPress={onSeeAll}>
          {panelText('moreInKeys', { count: more })}
        </Button>
      ) : null}
    </section>
  );
}

export interface RemindersViewProps {
  readonly account: Account;
  readonly keys: FreshKeys;
  readonly onOpenKey: (id: string) => void;
  readonly onSeeAll: () => void;
}

export function RemindersView({ account, keys, onOpenKey, onSeeAll }: RemindersViewProps) {
  const now = useNow();
  const rows = keys.inventory?.rows ?? noRows;
  const timeline = useMemo(() => timelineOf(rows, now, localZone()), [rows, now]);
  const endless = useMemo(() => rows.filter((row) => !row.revoked && row.expiresAt === null).length, [rows]);
  const state = keysState({
    inventory: keys.inventory ?? null,
    refresh: keys.refresh,
    asking: keys.asking || keys.inventory === undefined,
    problem: keys.problem,
  });
  const nothing = timelineGroups.every((group) => timeline[group].length === 0);
  return (
    <div className={styles.view}>
      <div className={styles.body}>
        {state.kind !== 'list' ? (
          <KeysInstead state={state} account={account} askNow={keys.askNow} />
        ) : (
          <>
            {state.problem ? (
              <ProblemNotice
                problem={state.problem}
                account={account}
                again={keys.askNow}
                kept={panelText(state.partial ? 'partial' : 'lastKnown')}
              />
            ) : null}
            {nothing ? (
              <EmptyState title={panelText('nothingExpires')}>{panelText('nothingExpiresWhy')}</EmptyState>
            ) : (
              timelineGroups.map((group) => (
                <Group
                  key={group}
                  group={group}
                  rows={timeline[group]}
                  now={now}
                  onOpen={onOpenKey}
                  onSeeAll={onSeeAll}
                />
              ))
            )}
            <p className={styles.note}>
              {endless > 0 ? `${panelText('endless', { count: endless })} ` : null}
              {panelText('badgeSpeaks')}
            </p>
          </>
        )}
      </div>
      <CheckedLine account={account.key} keys={keys} now={now} />
    </div>
  );
}

const noRows: readonly KeySummary[] = [];
