/** Each tone has a shape of its own, so that colour never carries the meaning alone. */
import type { ReactNode } from 'react';
import type { Tone } from '../../lib/keys/model.ts';
import { uiText } from './text.ts';
import styles from './tone.module.css';
import { cx } from './cx.ts';

const shapes: Record<Tone, ReactNode> = {
  calm: <circle cx="6" cy="6" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  soon: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  urgent: <path d="M6 1.5 11 10.5H1Z" fill="currentColor" strokeLinejoin="round" />,
  critical: <path d="M6 .5 11.5 6 6 11.5.5 6Z" fill="currentColor" />,
  stale: (
    <rect
      x="2"
      y="2"
      width="8"
      height="8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2 1.5"
    />
  ),
};

const names = {
  calm: 'toneCalm',
  soon: 'toneSoon',
  urgent: 'toneUrgent',
  critical: 'toneCritical',
  stale: 'toneStale',
} as const;

export function ToneShape({ tone }: { readonly tone: Tone }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      className={cx(styles.shape, styles[tone])}
      role="img"
      aria-label={uiText(names[tone])}
      focusable="false"
    >
      {shapes[tone]}
    </svg>
  );
}
