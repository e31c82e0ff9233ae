/** What a policy lets its key do, its grade, and the text itself. Loaded when a detail is first opened. */
import { PolicySummary } from '../keys/policy-summary.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './key-detail.module.css';
import { panelText } from './text.ts';

/** One long line is set out over several; a text that somebody laid out stays as it is. */
function laidOut(text: string): string {
  if (text.includes('\n')) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export default function PolicyReadout({ text }: { readonly text: string }) {
  return (
    <div className={styles.readout}>
      <PolicySummary policy={text} />
      <section aria-label={panelText('policyJson')}>
        <div className={styles.json}>
          <h3>{panelText('policyJson')}</h3>
          <CopyButton text={text} label={panelText('copyPolicy')} />
        </div>
        {/* It scrolls, so the keyboard has to reach it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0}>{laidOut(text)}</pre>
      </section>
    </div>
  );
}
