/** Several lines of text; with `code` in monospace, without wrapping. */
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { FieldParts, type FieldTexts } from './field-parts.tsx';
import styles from './field.module.css';
import { cx } from './cx.ts';

export type TextAreaProps = Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> &
  FieldTexts & { readonly code?: boolean; readonly rows?: number };

export function TextArea({ label, description, error, code, rows = 8, ...props }: TextAreaProps) {
  return (
    <AriaTextField
      spellCheck="false"
      autoComplete="off"
      {...props}
      isInvalid={Boolean(error)}
      className={cx(styles.field)}
    >
      <FieldParts label={label} description={description} error={error}>
        <AriaTextArea className={cx(styles.control, styles.area, code && styles.code)} rows={rows} />
      </FieldParts>
    </AriaTextField>
  );
}
