/** When a key expires, or what happened instead, with the exact instant on hover and focus. */
import { keysText, statusOf, statusText, toneOf, type KeySummary } from '../../lib/keys/index.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { relativeTime } from '../../lib/time/index.ts';
import { Hint } from '../ui/hint.tsx';
import { exactText } from '../ui/time-text.tsx';
import { toneTextClass } from '../ui/tone-class.ts';

export interface ExpiryTextProps {
  readonly row: KeySummary;
  readonly now: number;
  /** In the order of Tab; without it, the arrow keys of a grid lead here. */
  readonly focusable?: boolean;
}

export function ExpiryText({ row, now, focusable = false }: ExpiryTextProps) {
  if (row.revoked) return <span>{statusText('revoked')}</span>;
  if (row.expiresAt === null) return <span>{keysText('neverExpires')}</span>;
  const tone = statusOf(row, now) === 'active' ? undefined : toneTextClass(toneOf(row, now));
  return (
    <Hint text={exactText(row.expiresAt)} focusable={focusable}>
      <span tabIndex={focusable ? undefined : -1} className={tone}>
        {relativeTime(row.expiresAt, now, currentLocale())}
      </span>
    </Hint>
  );
}
