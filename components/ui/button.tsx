/** A button: primary, secondary (as a rule), quiet or danger; with `icon` a square that needs an `aria-label`. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonLook } from './button-class.ts';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style'> & ButtonLook;

export function Button({ variant, icon, large, block, ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClass({ variant, icon, large, block })} />;
}
