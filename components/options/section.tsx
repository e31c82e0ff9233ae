/** One titled part of the settings. */
import { useId, type ReactNode } from 'react';
import styles from './options.module.css';

export interface SectionProps {
  /** Where the list of sections leads to. */
  readonly anchor: string;
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

export function Section({ anchor, title, intro, children }: SectionProps) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={styles.section}>
      <h2 id={id}>{title}</h2>
      {intro ? <p className={styles.intro}>{intro}</p> : null}
      {children}
    </section>
  );
}
