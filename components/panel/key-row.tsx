/** One key in the table: a row named by the key's name, described by when it expires, its grade and state. */
import { memo, type CSSProperties } from 'react';
import { levelText, lifeLeft, statusOf, statusText, toneOf, type KeySummary } from '../../lib/keys/index.ts';
import { PlainButton } from '../ui/plain-button.tsx';
import { cx } from '../ui/cx.ts';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { RevokeIcon } from '../ui/icons.tsx';
import { LifeBar } from '../ui/life-bar.tsx';
import { ToneShape } from '../ui/tone-shape.tsx';
import { ExpiryText } from './expiry-text.tsx';
import styles from './key-table.module.css';
import { panelText } from './text.ts';

export interface KeyRowProps {
  readonly row: KeySummary;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly gridId: string;
  readonly active: boolean;
  readonly open: boolean;
  readonly readOnly: boolean;
  readonly now: number;
  readonly onOpen: (id: string) => void;
  readonly onRevoke: (row: KeySummary) => void;
}

export const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { row, index, start, gridId, active, open, readOnly, now, onOpen, onRevoke } = props;
  const cell = (name: string) => `${gridId}-${index}-${name}`;
  const place: CSSProperties = { transform: `translateY(${start}px)` };
  const status = statusOf(row, now);
  const tone = toneOf(row, now);
  const over = status === 'revoked' || status === 'expired';
  return (
    // The grid handles the keys for all its rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      aria-labelledby={cell('name')}
      aria-describedby={`${cell('expires')} ${cell('grade')} ${cell('state')}`}
      data-index={index}
      tabIndex={active ? 0 : -1}
      className={cx(styles.row, over && styles.ended)}
      style={place}
      onClick={() => onOpen(row.id)}
    >
      <div role="rowheader" className={styles.name}>
        <ToneShape tone={tone} />
        <bdi id={cell('name')} className={styles.nameText}>
          {row.name}
        </bdi>
      </div>
      <div role="gridcell" className={styles.level}>
        {levelText(row.level)}
      </div>
      <div role="gridcell" className={styles.expires} id={cell('expires')}>
        <ExpiryText row={row} now={now} />
        {over ? null : <LifeBar left={lifeLeft(row, now)} tone={tone} endless={row.expiresAt === null} />}
      </div>
      <div role="gridcell" id={cell('grade')}>
        <GradeBadge grade={row.grade} />
      </div>
      <div role="gridcell" className={styles.state} id={cell('state')}>
        {statusText(status)}
      </div>
      {/* Presses in here are about the key, not about opening its row. An open row leaves the action to its detail. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div role="gridcell" className={styles.action} onClick={(event) => event.stopPropagation()}>
        {row.revoked || open ? null : (
          <PlainButton
            variant="quiet"
            icon
            aria-label={panelText('revokeName', { name: row.name })}
            tabIndex={active ? 0 : -1}
            disabled={readOnly}
            onClick={() => onRevoke(row)}
          >
            <RevokeIcon />
          </PlainButton>
        )}
      </div>
    </div>
  );
});
