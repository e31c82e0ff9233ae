/** On or off, at once. */
import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch';
import styles from './choice.module.css';
import { cx } from './cx.ts';

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'style' | 'children'> & {
  readonly children?: ReactNode;
};

export function Switch({ children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={cx(styles.choice)}>
      <span className={styles.track} />
      {children ? <span>{children}</span> : null}
    </AriaSwitch>
  );
}
