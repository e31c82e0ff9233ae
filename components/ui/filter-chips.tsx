/** Filters in a row, each with how many it would show; any number may be on. */
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import styles from './filter-chips.module.css';
import { cx } from './cx.ts';

export interface FilterChip<F extends string> {
  readonly id: F;
  readonly label: string;
  readonly count: number;
}

export interface FilterChipsProps<F extends string> {
  /** Names the group for assistive technology. */
  readonly label: string;
  readonly chips: readonly FilterChip<F>[];
  readonly selected: readonly F[];
  readonly onChange: (selected: F[]) => void;
}

export function FilterChips<F extends string>({ label, chips, selected, onChange }: FilterChipsProps<F>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(styles.chips)}
      selectionMode="multiple"
      selectedKeys={selected}
      onSelectionChange={(keys) => onChange(chips.map((chip) => chip.id).filter((id) => keys.has(id)))}
    >
      {chips.map((chip) => (
        <ToggleButton key={chip.id} id={chip.id} className={cx(styles.chip)}>
          {chip.label} <span className={styles.count}>{chip.count.toLocaleString('en')}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
