/** One line of text. */
import { Input } from 'react-aria-components/Input';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { FieldParts, type FieldTexts } from './field-parts.tsx';
import styles from './field.module.css';
import { cx } from './cx.ts';

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldTexts & { readonly placeholder?: string };

export function TextField({ label, description, error, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField
      spellCheck="false"
      autoComplete="off"
      {...props}
      isInvalid={Boolean(error)}
      className={cx(styles.field)}
    >
      <FieldParts label={label} description={description} error={error}>
        <Input className={cx(styles.control)} {...(placeholder === undefined ? {} : { placeholder })} />
      </FieldParts>
    </AriaTextField>
  );
}
