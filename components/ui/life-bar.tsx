/** How much of a key's life is left. Every tone fills the bar in its own pattern. */
import type { Tone } from '../../lib/keys/model.ts';
import { uiText } from './text.ts';
import styles from './tone.module.css';
import { cx } from './cx.ts';

export interface LifeBarProps {
  /** From 1 (new) to 0 (over). */
  readonly left: number;
  readonly tone: Tone;
  /** The key has no expiry date: a full bar, said in words. */
  readonly endless?: boolean;
}

function inWords(left: number, endless: boolean): string {
  if (endless) return uiText('lifeEndless');
  return left > 0 ? uiText('lifeLeftPercent', { percent: Math.ceil(left * 100) }) : uiText('lifeOver');
}

export function LifeBar({ left, tone, endless = false }: LifeBarProps) {
  const share = endless ? 1 : Math.min(1, Math.max(0, left));
  const percent = Math.round(share * 100);
  return (
    <div
      className={cx(styles.bar, styles[tone])}
      role="meter"
      aria-label={uiText('lifeLeft')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={inWords(share, endless)}
    >
      <div className={styles.fill} style={{ width: `${percent}%` }} data-over={share === 0 || undefined} />
    </div>
  );
}
