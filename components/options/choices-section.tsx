/** What a new key starts from, and how Latchkey looks. */
import { currentLocale } from '../../lib/i18n/text.ts';
import { expiryPresets } from '../../lib/keys/index.ts';
import { defaultTemplateId, templatesIn } from '../../lib/policy/index.ts';
import { useChangeSettings, useSettings } from '../../lib/query/hooks.ts';
import type { Settings } from '../../lib/storage/records.ts';
import { duration, dayMs } from '../../lib/time/index.ts';
import { Banner } from '../ui/banner.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Select } from '../ui/select.tsx';
import styles from './options.module.css';
import { Section } from './section.tsx';
import { optionsText } from './text.ts';

function dayOptions(chosen: number) {
  const days = [...new Set<number>([...expiryPresets, chosen])].toSorted((a, b) => a - b);
  return days.map((count) => ({ value: String(count), label: duration(count * dayMs, currentLocale()) }));
}

interface ChoicesProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

function Defaults({ settings, onChange }: ChoicesProps) {
  const templates = templatesIn(currentLocale());
  const known = templates.some(({ id }) => id === settings.defaultTemplateId);
  return (
    <Section anchor="defaults" title={optionsText('defaults')} intro={optionsText('defaultsIntro')}>
      <div className={styles.fields}>
        <Select
          label={optionsText('defaultTemplate')}
          options={templates.map(({ id, title }) => ({ value: id, label: title }))}
          value={known ? settings.defaultTemplateId : defaultTemplateId}
          onChange={(id) => onChange({ defaultTemplateId: id })}
        />
        <Select
          label={optionsText('defaultDays')}
          options={dayOptions(settings.defaultDays)}
          value={String(settings.defaultDays)}
          onChange={(days) => onChange({ defaultDays: Number(days) })}
        />
      </div>
    </Section>
  );
}

function Appearance({ settings, onChange }: ChoicesProps) {
  return (
    <Section anchor="appearance" title={optionsText('appearance')}>
      <RadioGroup
        label={optionsText('colours')}
        row
        options={[
          { value: 'system', label: optionsText('coloursSystem') },
          { value: 'light', label: optionsText('coloursLight') },
          { value: 'dark', label: optionsText('coloursDark') },
        ]}
        value={settings.appearance}
        onChange={(appearance) => onChange({ appearance })}
      />
    </Section>
  );
}

export function ChoicesSections() {
  const { data: settings } = useSettings();
  const { mutate, error } = useChangeSettings();
  if (settings === undefined) return null;
  const change = (changed: Partial<Settings>) => mutate((before) => ({ ...before, ...changed }));
  return (
    <>
      {error ? (
        <Banner tone="danger" role="alert">
          {optionsText('settingsNotKept')}
        </Banner>
      ) : null}
      <Defaults settings={settings} onChange={change} />
      <Appearance settings={settings} onChange={change} />
    </>
  );
}
