/** Each permission of this build and what it is for, and what Latchkey is. */
import { useManifestFacts } from '../../lib/query/page-hooks.ts';
import styles from './options.module.css';
import { Section } from './section.tsx';
import { optionsText } from './text.ts';

const reasons: Readonly<Record<string, Parameters<typeof optionsText>[0]>> = {
  storage: 'whyStorage',
  alarms: 'whyAlarms',
  scripting: 'whyScripting',
  sidePanel: 'whySidePanel',
};

function Permission({ name }: { readonly name: string }) {
  const reason = reasons[name];
  return (
    <div className={styles.permission}>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>{optionsText(reason ?? 'whyUnknown')}</dd>
    </div>
  );
}

export function PermissionsSection() {
  const { permissions } = useManifestFacts();
  return (
    <Section anchor="permissions" title={optionsText('permissions')} intro={optionsText('permissionsIntro')}>
      <dl className={styles.permissions}>
        {permissions.map((name) => (
          <Permission key={name} name={name} />
        ))}
        <div className={styles.permission}>
          <dt>{optionsText('hosts')}</dt>
          <dd>{optionsText('whyHosts')}</dd>
        </div>
      </dl>
      <p className={styles.secondary}>{optionsText('notAsked')}</p>
    </Section>
  );
}

export function AboutSection() {
  const { version } = useManifestFacts();
  return (
    <Section anchor="about" title={optionsText('about')}>
      <p>{optionsText('version', { version })}</p>
      <p className={styles.secondary}>{optionsText('unofficial')}</p>
    </Section>
  );
}
