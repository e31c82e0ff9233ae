/** Copies a text and says so for a moment. Not for secrets: those have their own region. */
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import styles from './copy-button.module.css';
import { CheckIcon, CopyIcon } from './icons.tsx';
import { uiText } from './text.ts';

const shownMs = 2_000;

export interface CopyButtonProps {
  readonly text: string;
  /** What it copies: "Copy policy". */
  readonly label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <span className={styles.copy}>
      <Button variant="quiet" icon aria-label={label} onPress={copy}>
        {copied ? <CheckIcon /> : <CopyIcon />}
      </Button>
      <span role="status">{copied ? uiText('copied') : null}</span>
    </span>
  );
}
