/** One of a few, all in view. */
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import type { SelectOption } from './select.tsx';
import styles from './choice.module.css';
import fieldStyles from './field.module.css';
import { cx } from './cx.ts';

export interface RadioGroupProps<V extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** Side by side instead of one below the other. */
  readonly row?: boolean;
  readonly isDisabled?: boolean;
}

export function RadioGroup<V extends string>({
  label,
  options,
  value,
  onChange,
  row,
  isDisabled,
}: RadioGroupProps<V>) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => onChange(next as V)}
      isDisabled={isDisabled ?? false}
      orientation={row ? 'horizontal' : 'vertical'}
      className={cx(styles.group)}
    >
      <Label className={cx(fieldStyles.label)}>{label}</Label>
      <div className={styles.options} data-row={row || undefined}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={cx(styles.choice)}>
            <span className={styles.dot} />
            <span>{option.label}</span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
