/** A calendar day, typed segment by segment. */
import {
  DateField as AriaDateField,
  DateInput,
  DateSegment,
  type DateFieldProps as AriaDateFieldProps,
} from 'react-aria-components/DateField';
import type { CalendarDate } from '@internationalized/date';
import { FieldParts, type FieldTexts } from './field-parts.tsx';
import styles from './field.module.css';
import { cx } from './cx.ts';

export type DateFieldProps = Omit<
  AriaDateFieldProps<CalendarDate>,
  'className' | 'style' | 'children' | 'isInvalid'
> &
  FieldTexts;

export function DateField({ label, description, error, ...props }: DateFieldProps) {
  return (
    <AriaDateField {...props} isInvalid={Boolean(error)} className={cx(styles.field)}>
      <FieldParts label={label} description={description} error={error}>
        <DateInput className={cx(styles.control, styles.date)}>
          {(segment) => <DateSegment segment={segment} className={cx(styles.segment)} />}
        </DateInput>
      </FieldParts>
    </AriaDateField>
  );
}
