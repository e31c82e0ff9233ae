/** Any policy text, judged while it is typed: its grade, what it lets a key do and what speaks against it. */
import { useDeferredValue, useMemo, useState } from 'react';
import { currentLocale } from '../../lib/i18n/text.ts';
import { lintPolicy } from '../../lib/policy/index.ts';
import { FindingList } from '../keys/finding-list.tsx';
import { PolicySummary } from '../keys/policy-summary.tsx';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/text-area.tsx';
import styles from './policies-view.module.css';
import { panelText } from './text.ts';

function Verdict({ policy, onFix }: { readonly policy: string; readonly onFix: (policy: string) => void }) {
  const findings = useMemo(() => lintPolicy(policy, {}, currentLocale()), [policy]);
  return (
    <>
      <PolicySummary policy={policy} />
      {findings.length > 0 ? (
        <FindingList findings={findings} onFix={onFix} />
      ) : (
        <p role="status">{panelText('noFindings')}</p>
      )}
    </>
  );
}

export default function PolicyCheck({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const judged = useDeferredValue(text);
  return (
    <div className={styles.checkForm}>
      <h2 className={styles.title}>{panelText('checkPolicy')}</h2>
      <TextArea
        label={panelText('policyToCheck')}
        description={panelText('policyToCheckWhy')}
        code
        rows={10}
        autoFocus
        value={text}
        onChange={setText}
      />
      {judged.trim() === '' ? null : <Verdict policy={judged} onFix={setText} />}
      <div>
        <Button variant="quiet" onPress={onClose}>
          {panelText('closeCheck')}
        </Button>
      </div>
    </div>
  );
}
