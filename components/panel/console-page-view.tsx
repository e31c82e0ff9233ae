/**
 * What Latchkey does not do yet, and where in the console it is done. Nothing here is read from the account, so
 * nothing is shown that could be mistaken for it.
 *
 * The addresses are the two that J1 documents; the labels are those of its Settings since April 2023.
 */
import type { Account } from '../../lib/storage/records.ts';
import { buttonClass } from '../ui/button-class.ts';
import { ExternalIcon } from '../ui/icons.tsx';
import styles from './console-page-view.module.css';
import { panelText } from './text.ts';

const subjects = {
  access: {
    path: '/settings/account-management',
    title: 'accessTitle',
    what: 'accessWhat',
    steps: ['accessStep1', 'accessStep2', 'accessStep3'],
    notes: ['accessNote', 'accessNotRead'],
  },
  integrations: {
    path: '/integrations',
    title: 'integrationsTitle',
    what: 'integrationsWhat',
    steps: ['integrationsStep1', 'integrationsStep2', 'integrationsStep3'],
    notes: ['integrationsNotRead'],
  },
} as const;

export interface ConsolePageViewProps {
  readonly subject: keyof typeof subjects;
  readonly account: Account;
}

export function ConsolePageView({ subject, account }: ConsolePageViewProps) {
  const { path, title, what, steps, notes } = subjects[subject];
  return (
    <article className={styles.page}>
      <h2>{panelText(title)}</h2>
      <p>{panelText(what)}</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{panelText(step)}</li>
        ))}
      </ol>
      <div>
        <a className={buttonClass()} href={`https://${account.host}${path}`} target="_blank" rel="noreferrer">
          {panelText('openInConsole', { name: account.name })}
          <ExternalIcon />
        </a>
      </div>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {panelText(note)}
        </p>
      ))}
    </article>
  );
}
