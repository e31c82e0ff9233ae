/** The grade with the rule that set it, and what a policy lets a key do in plain sentences, riskiest first. */
import { useId } from 'react';
import { explainPolicy, type Finding } from '../../lib/policy/index.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import type { Grade } from '../../lib/keys/index.ts';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { changesText } from './text.ts';
import styles from './keys.module.css';

/** Which findings pull a policy down to which grade. */
const rulesOfGrade: Partial<Record<NonNullable<Grade>, readonly string[]>> = {
  F: ['J1-S01'],
  D: ['J1-S02', 'J1-S03', 'J1-S08'],
  C: ['J1-S04', 'J1-S05', 'J1-S06'],
};

function ruleBehind(grade: Grade, findings: readonly Finding[]): string | null {
  const rules = grade ? rulesOfGrade[grade] : undefined;
  return findings.find(({ id }) => rules?.includes(id))?.id ?? null;
}

export interface PolicySummaryProps {
  readonly policy: string;
  readonly grade: Grade;
  readonly findings: readonly Finding[];
}

export function PolicySummary({ policy, grade, findings }: PolicySummaryProps) {
  const id = useId();
  const lines = explainPolicy(policy, currentLocale());
  const rule = ruleBehind(grade, findings);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 id={id} className={styles.sectionTitle}>
          {changesText('whatItCanDo')}
        </h3>
        <span>
          {rule ? <span className={styles.secondary}>{changesText('gradeFrom', { rule })} </span> : null}
          <GradeBadge grade={grade} long />
        </span>
      </div>
      {grade === null ? <p className={styles.secondary}>{changesText('noGrade')}</p> : null}
      {lines.length > 0 ? (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p>{changesText('grantsNothing')}</p>
      )}
    </section>
  );
}
