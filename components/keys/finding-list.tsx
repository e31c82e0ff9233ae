/** What is wrong or risky about a policy. Where a key is made from it, each security finding is accepted by itself. */
import type { Finding } from '../../lib/policy/index.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { changesText } from './text.ts';
import styles from './keys.module.css';

const severityTexts = {
  error: 'severityError',
  security: 'severitySecurity',
  warning: 'severityWarning',
  suggestion: 'severitySuggestion',
} as const;

/** Tells findings apart, so that a tick does not carry over to another finding of the same rule. */
export function findingKey({ id, pointer, message }: Finding): string {
  return `${id} ${pointer} ${message}`;
}

export interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Left out where nothing is to be accepted. */
  readonly acceptance?: {
    readonly accepted: ReadonlySet<string>;
    readonly onAccept: (finding: Finding, accepted: boolean) => void;
  };
  readonly onFix: (policy: string) => void;
}

export function FindingList({ findings, acceptance, onFix }: FindingListProps) {
  return (
    <ul aria-label={changesText('findings')} className={styles.findings}>
      {findings.map((finding) => (
        <li key={findingKey(finding)} className={styles.finding} data-severity={finding.severity}>
          <p className={styles.findingKind}>
            {changesText(severityTexts[finding.severity])}{' '}
            <span className={styles.secondary}>{finding.id}</span>
          </p>
          {finding.severity === 'security' && acceptance ? (
            <Checkbox
              isSelected={acceptance.accepted.has(findingKey(finding))}
              onChange={(isAccepted) => acceptance.onAccept(finding, isAccepted)}
            >
              {changesText('accept', { message: finding.message })}
            </Checkbox>
          ) : (
            <p>{finding.message}</p>
          )}
          {finding.fix ? (
            <div className={styles.findingFix}>
              <Button onPress={() => onFix(finding.fix!.text)}>{finding.fix.title}</Button>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
