/** The class that colours text in a tone. */
import type { Tone } from '../../lib/keys/model.ts';
import { cx } from './cx.ts';
import styles from './tone.module.css';

export function toneTextClass(tone: Tone): string {
  return cx(styles.text, styles[tone]);
}
