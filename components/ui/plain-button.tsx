/** A native button in the kit's look, for first views that must paint before react-aria is there. */
import type { ComponentProps } from 'react';
import { buttonClass, type ButtonLook } from './button-class.ts';

export type PlainButtonProps = Omit<ComponentProps<'button'>, 'className' | 'type'> & ButtonLook;

export function PlainButton({ variant, icon, large, block, ...props }: PlainButtonProps) {
  return <button {...props} type="button" className={buttonClass({ variant, icon, large, block })} />;
}
