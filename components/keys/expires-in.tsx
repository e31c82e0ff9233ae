/** How long a new key lives: a preset, a number of days or a date, always with the exact instant it comes to. */
import { parseDate } from '@internationalized/date';
import { expiryBounds, expiryPresets } from '../../lib/keys/index.ts';
import { calendarDay, dayMs, localZone } from '../../lib/time/index.ts';
import { DateField } from '../ui/date-field.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { exactText } from '../ui/time-text.tsx';
import type { ChosenExpiry, ExpiryChoice } from './expiry-choice.ts';
import { changesText } from './text.ts';
import styles from './keys.module.css';

export interface ExpiresInProps {
  readonly choice: ExpiryChoice;
  readonly chosen: ChosenExpiry;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onChange: (choice: ExpiryChoice) => void;
}

const byNumber = 'number';
const byDate = 'date';

function modes() {
  return [
    ...expiryPresets.map((days) => ({ value: String(days), label: changesText('days', { count: days }) })),
    { value: byNumber, label: changesText('daysOther') },
    { value: byDate, label: changesText('dateOther') },
  ];
}

export function ExpiresIn({ choice, chosen, now, onChange }: ExpiresInProps) {
  function changeMode(mode: string): void {
    const days = chosen.days ?? expiryBounds.leastDays;
    if (mode === byNumber) onChange({ kind: 'number', days: String(Math.floor(days)) });
    else if (mode === byDate) onChange({ kind: 'date', day: calendarDay(now + days * dayMs, localZone()) });
    else onChange({ kind: 'preset', days: Number(mode) });
  }

  return (
    <div className={styles.stack}>
      <Select
        label={changesText('expiresIn')}
        options={modes()}
        value={choice.kind === 'preset' ? String(choice.days) : choice.kind}
        onChange={changeMode}
        description={
          chosen.expiresAt === null ? null : changesText('expiresAt', { exact: exactText(chosen.expiresAt) })
        }
      />
      {choice.kind === 'number' ? (
        <TextField
          label={changesText('daysField')}
          inputMode="numeric"
          value={choice.days}
          onChange={(days) => onChange({ kind: 'number', days })}
          error={chosen.error}
        />
      ) : null}
      {choice.kind === 'date' ? (
        <DateField
          label={changesText('dateField')}
          value={choice.day === '' ? null : parseDate(choice.day)}
          onChange={(date) => onChange({ kind: 'date', day: date?.toString() ?? '' })}
          error={chosen.error}
        />
      ) : null}
    </div>
  );
}
