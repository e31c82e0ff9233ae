/** How much a policy may do, as a letter from A (least) to F (everything); a dash where there is no grade. */
import type { Grade, Tone } from '../../lib/keys/model.ts';
import { uiText } from './text.ts';
import styles from './tone.module.css';
import { cx } from './cx.ts';

const tones: Record<NonNullable<Grade>, Tone> = {
  A: 'calm',
  B: 'calm',
  C: 'soon',
  D: 'urgent',
  F: 'critical',
};

/** With `long` the words "Grade C" are in view, not only the letter. */
export function GradeBadge({ grade, long = false }: { readonly grade: Grade; readonly long?: boolean }) {
  const name = grade === null ? uiText('gradeNone') : uiText('grade', { grade });
  const className = cx(styles.grade, styles[grade === null ? 'stale' : tones[grade]]);
  if (long) return <span className={className}>{name}</span>;
  return (
    <span className={className} role="img" aria-label={name}>
      <span aria-hidden="true">{grade ?? '–'}</span>
    </span>
  );
}
