/** The settings, in a tab of their own. */
import { AccountsSection } from '../options/accounts-section.tsx';
import { ChoicesSections } from '../options/choices-section.tsx';
import { ConsolesSection } from '../options/consoles-section.tsx';
import styles from '../options/options.module.css';
import { AboutSection, PermissionsSection } from '../options/permissions-section.tsx';
import { StoredSection } from '../options/stored-section.tsx';
import { optionsText } from '../options/text.ts';
import { LatchkeyMark } from '../ui/icons.tsx';
import { UiProvider } from '../ui/ui-provider.tsx';

const anchors = ['accounts', 'consoles', 'defaults', 'appearance', 'stored', 'permissions', 'about'] as const;

function Contents() {
  return (
    <nav aria-label={optionsText('contents')} className={styles.contents}>
      <ul>
        {anchors.map((anchor) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{optionsText(anchor)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function OptionsApp() {
  return (
    <UiProvider>
      <div className={styles.page}>
        <header className={styles.header}>
          <LatchkeyMark />
          <h1>{optionsText('title')}</h1>
        </header>
        <Contents />
        <main className={styles.main}>
          <AccountsSection />
          <ConsolesSection />
          <ChoicesSections />
          <StoredSection />
          <PermissionsSection />
          <AboutSection />
        </main>
      </div>
    </UiProvider>
  );
}
