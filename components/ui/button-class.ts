/** The look of a button, shared by the plain button, the react-aria one and links that act like one. */
import { cx } from './cx.ts';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  /** A square with an icon only; its name comes from `aria-label`. */
  readonly icon?: boolean | undefined;
  readonly large?: boolean | undefined;
  /** As wide as its container. */
  readonly block?: boolean | undefined;
}

export function buttonClass({ variant = 'secondary', icon, large, block }: ButtonLook = {}): string {
  return cx(
    styles.button,
    styles[variant],
    icon && styles.icon,
    large && styles.large,
    block && styles.block,
  );
}
