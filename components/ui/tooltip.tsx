/** A few words about a kit button, on hover and focus. */
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './hint.module.css';
import { cx } from './cx.ts';

export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className={cx(styles.bubble)}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
