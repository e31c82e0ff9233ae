/** The grade with what set it, and what a policy lets a key do in plain sentences, riskiest first. */
import { useId } from 'react';
import { currentLocale } from '../../lib/i18n/text.ts';
import { explainPolicy, gradeReason } from '../../lib/policy/index.ts';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { changesText } from './text.ts';
import styles from './keys.module.css';

export function PolicySummary({ policy }: { readonly policy: string }) {
  const id = useId();
  const lines = explainPolicy(policy, currentLocale());
  const { grade, sentence } = gradeReason(policy, {}, currentLocale());
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 id={id} className={styles.sectionTitle}>
          {changesText('whatItCanDo')}
        </h3>
        <GradeBadge grade={grade} long />
      </div>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.secondary}>{sentence}</p>
    </section>
  );
}
