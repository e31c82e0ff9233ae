/** What every field shows around its control: label, description, error. */
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import styles from './field.module.css';
import { cx } from './cx.ts';

export interface FieldTexts {
  readonly label: string;
  readonly description?: ReactNode;
  /** Why the value will not do; its presence marks the field as invalid. */
  readonly error?: ReactNode;
}

export function FieldParts({
  label,
  description,
  error,
  children,
}: FieldTexts & { readonly children: ReactNode }) {
  return (
    <>
      <Label className={cx(styles.label)}>{label}</Label>
      {children}
      {description ? (
        <Text slot="description" className={cx(styles.description)}>
          {description}
        </Text>
      ) : null}
      {error ? <FieldError className={cx(styles.error)}>{error}</FieldError> : null}
    </>
  );
}
