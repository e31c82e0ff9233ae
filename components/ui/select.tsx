/**
 * A choice from a list: the browser's own, which every keyboard, screen reader and forced-colours theme knows, and
 * whose list may hang out of a small popup.
 */
import { useId, type ReactNode } from 'react';
import { ChevronDownIcon } from './icons.tsx';
import styles from './field.module.css';
import { cx } from './cx.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string> {
  readonly label: string;
  /** Keeps the label for assistive technology only. */
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  readonly options: readonly SelectOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly isDisabled?: boolean;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, hideLabel, description, options, value, onChange, isDisabled } = props;
  const id = useId();
  const describedBy = `${id}-description`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <div className={styles.selectBox}>
        <select
          id={id}
          className={cx(styles.control, styles.select)}
          value={value}
          disabled={isDisabled}
          aria-describedby={description ? describedBy : undefined}
          onChange={(event) => onChange(event.target.value as V)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDownIcon />
      </div>
      {description ? (
        <div id={describedBy} className={styles.description}>
          {description}
        </div>
      ) : null}
    </div>
  );
}
