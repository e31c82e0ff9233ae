/** The keys that need attention next, each with its shape, its life and a way to revoke it. */
import { Suspense, useRef, useState } from 'react';
import { currentLocale } from '../../lib/i18n/text.ts';
import type { KeySummary } from '../../lib/keys/model.ts';
import { lifeLeft, toneOf } from '../../lib/keys/status.ts';
import { relativeTime } from '../../lib/time/format.ts';
import { Hint } from '../ui/hint.tsx';
import { ExternalIcon, CopyIcon, MoreIcon, PanelIcon, RevokeIcon } from '../ui/icons.tsx';
import { LifeBar } from '../ui/life-bar.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { uiText } from '../ui/text.ts';
import { exactText } from '../ui/time-text.tsx';
import { toneTextClass } from '../ui/tone-class.ts';
import { ToneShape } from '../ui/tone-shape.tsx';
import { RowMenu } from './lazy.ts';
import { popupText } from './text.ts';
import styles from './popup.module.css';

export interface RowActions {
  readonly onRevoke: (key: KeySummary) => void;
  readonly onOpenPanel: () => void;
  readonly onOpenConsole: () => void;
}

interface RowProps extends RowActions {
  readonly row: KeySummary;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** "Grade C · expires 24 Nov 2026, 18:30 CET (…)" */
function rowHint({ grade, expiresAt }: KeySummary, now: number): string {
  if (expiresAt === null) return '';
  return popupText(expiresAt > now ? 'rowHint' : 'rowHintPast', {
    grade: grade === null ? uiText('gradeNone') : uiText('grade', { grade }),
    exact: exactText(expiresAt),
  });
}

function MoreMenu({ row, onOpenPanel, onOpenConsole }: RowProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const label = popupText('more', { name: row.name });
  const entries = [
    { id: 'panel', label: popupText('menuPanel'), icon: <PanelIcon />, onAction: onOpenPanel },
    { id: 'console', label: popupText('menuConsole'), icon: <ExternalIcon />, onAction: onOpenConsole },
    {
      id: 'copy',
      label: popupText('menuCopyId'),
      icon: <CopyIcon />,
      onAction: () => void navigator.clipboard.writeText(row.id),
    },
  ];
  return (
    <>
      <PlainButton
        ref={trigger}
        variant="quiet"
        icon
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <MoreIcon />
      </PlainButton>
      {open ? (
        <Suspense>
          <RowMenu label={label} entries={entries} triggerRef={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Row(props: RowProps) {
  const { row, now, onRevoke } = props;
  const tone = toneOf(row, now);
  return (
    <li className={styles.row}>
      <ToneShape tone={tone} />
      <bdi className={styles.name} title={row.name}>
        {row.name}
      </bdi>
      <LifeBar left={lifeLeft(row, now)} tone={tone} endless={row.expiresAt === null} />
      <span className={`${styles.when} ${toneTextClass(tone)}`}>
        {row.expiresAt === null ? null : (
          <Hint text={rowHint(row, now)}>
            <time dateTime={new Date(row.expiresAt).toISOString()}>
              {relativeTime(row.expiresAt, now, currentLocale())}
            </time>
          </Hint>
        )}
      </span>
      <span className={styles.rowActions}>
        <PlainButton
          variant="quiet"
          icon
          aria-label={popupText('revoke', { name: row.name })}
          title={popupText('revoke', { name: row.name })}
          onClick={() => onRevoke(row)}
        >
          <RevokeIcon />
        </PlainButton>
        <MoreMenu {...props} />
      </span>
    </li>
  );
}

export interface ExpiringListProps extends RowActions {
  readonly rows: readonly KeySummary[];
  readonly now: number;
}

export function ExpiringList({ rows, now, ...actions }: ExpiringListProps) {
  return (
    <ul className={styles.rows} aria-label={popupText('expiringSoon')}>
      {rows.map((row) => (
        <Row key={row.id} row={row} now={now} {...actions} />
      ))}
    </ul>
  );
}
