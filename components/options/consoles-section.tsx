/** Which consoles Latchkey may act on: those that come with it, and those that the user adds. */
import { useState } from 'react';
import { regions, type RegionHosts } from '../../lib/console/hosts.ts';
import { removeRegion, requestRegion, useRegionAccess } from '../../lib/query/page-hooks.ts';
import { regionLabel } from '../ui/account-label.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import styles from './options.module.css';
import { Section } from './section.tsx';
import { optionsText } from './text.ts';

type Refusal = 'refused' | 'kept' | null;

const refusalTexts = { refused: 'accessRefused', kept: 'accessKept' } as const;

function ShippedAccess({ hosts, onAllow }: { readonly hosts: RegionHosts; readonly onAllow: () => void }) {
  const { data: granted } = useRegionAccess(hosts.region);
  if (granted === undefined) return null;
  if (granted) return <span className={styles.secondary}>{optionsText('accessOn')}</span>;
  return (
    <Button aria-label={optionsText('allowNamed', { region: regionLabel(hosts.region) })} onPress={onAllow}>
      {optionsText('allow')}
    </Button>
  );
}

interface AddedAccessProps {
  readonly hosts: RegionHosts;
  readonly onChange: (wanted: boolean) => void;
}

function AddedAccess({ hosts, onChange }: AddedAccessProps) {
  const { data: granted } = useRegionAccess(hosts.region);
  return (
    <Switch
      aria-label={optionsText('addNamed', { region: regionLabel(hosts.region) })}
      isSelected={granted ?? false}
      onChange={onChange}
    />
  );
}

function ConsoleRow({ hosts }: { readonly hosts: RegionHosts }) {
  const { region, consoleHost, shipped } = hosts;
  const [refusal, setRefusal] = useState<Refusal>(null);

  // The browser's question has to be asked in the very turn of the click.
  async function change(wanted: boolean): Promise<void> {
    const done = await (wanted ? requestRegion(region) : removeRegion(region));
    setRefusal(done ? null : wanted ? 'refused' : 'kept');
  }

  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <h3>{regionLabel(region)}</h3>
        <p className={styles.secondary}>{optionsText('hostAndBelow', { host: consoleHost })}</p>
        {refusal ? (
          <p role="alert" className={styles.problem}>
            {optionsText(refusalTexts[refusal])}
          </p>
        ) : null}
      </div>
      {shipped ? (
        <ShippedAccess hosts={hosts} onAllow={() => void change(true)} />
      ) : (
        <AddedAccess hosts={hosts} onChange={(wanted) => void change(wanted)} />
      )}
    </li>
  );
}

export function ConsolesSection() {
  return (
    <Section anchor="consoles" title={optionsText('consoles')} intro={optionsText('consolesIntro')}>
      <ul className={styles.rows}>
        {regions.map((hosts) => (
          <ConsoleRow key={hosts.region} hosts={hosts} />
        ))}
      </ul>
    </Section>
  );
}
