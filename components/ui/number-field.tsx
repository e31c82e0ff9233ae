/** A number with steps up and down. */
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField';
import { FieldParts, type FieldTexts } from './field-parts.tsx';
import { uiText } from './text.ts';
import styles from './field.module.css';
import { cx } from './cx.ts';

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldTexts;

export function NumberField({ label, description, error, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField
      incrementAriaLabel={uiText('increase', { label })}
      decrementAriaLabel={uiText('decrease', { label })}
      {...props}
      isInvalid={Boolean(error)}
      className={cx(styles.field)}
    >
      <FieldParts label={label} description={description} error={error}>
        <Group className={cx(styles.control, styles.number)}>
          <Input />
          <Button slot="decrement" className={cx(styles.step)}>
            −
          </Button>
          <Button slot="increment" className={cx(styles.step)}>
            +
          </Button>
        </Group>
      </FieldParts>
    </AriaNumberField>
  );
}
