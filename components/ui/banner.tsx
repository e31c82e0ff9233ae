/** A message in the flow of a view: what happened, what was not lost, what to do now. */
import type { ReactNode } from 'react';
import { DangerIcon, InfoIcon, WarningIcon } from './icons.tsx';
import styles from './banner.module.css';
import { cx } from './cx.ts';

export interface BannerProps {
  readonly tone: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** `status` or `alert` where it appears by itself and must be spoken. */
  readonly role?: 'status' | 'alert';
  readonly label?: string;
}

const icons = { info: InfoIcon, warning: WarningIcon, danger: DangerIcon } as const;

export function Banner({ tone, children, actions, role, label }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={cx(styles.banner, styles[tone])} role={role} aria-label={label}>
      <Icon />
      <div className={styles.text}>
        {children}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
    </div>
  );
}
