/** A box to tick, with its sentence. */
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from 'react-aria-components/Checkbox';
import { CheckIcon } from './icons.tsx';
import styles from './choice.module.css';
import { cx } from './cx.ts';

export type CheckboxProps = Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> & {
  readonly children: ReactNode;
};

export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className={cx(styles.choice)}>
      <span className={styles.box}>
        <CheckIcon />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
