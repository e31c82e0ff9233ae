/** Something is under way. Beside a sentence that says what; alone it says "Loading". */
import { uiText } from './text.ts';
import styles from './spinner.module.css';

export function Spinner({ decorative = false }: { readonly decorative?: boolean }) {
  const name = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': uiText('loading') };
  return (
    <svg className={styles.spinner} viewBox="0 0 16 16" fill="none" strokeWidth="2" {...name}>
      <circle cx="8" cy="8" r="6.5" stroke="currentColor" opacity="0.25" />
      <path d="M8 1.5A6.5 6.5 0 0 1 14.5 8" stroke="currentColor" strokeLinecap="round" />
    </svg>
  );
}
