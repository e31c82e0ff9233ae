/** No account is known yet: reads the console in front, or says how to begin. */
import { useEffect, useRef } from 'react';
import { problemOf } from '../../lib/api/problem.ts';
import { regions } from '../../lib/console/hosts.ts';
import { useRefreshKeys, type Front } from '../../lib/query/hooks.ts';
import { useOpenConsoleHost } from '../../lib/query/page-hooks.ts';
import { regionLabel } from '../ui/account-label.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeysInstead } from './keys-instead.tsx';
import styles from './panel.module.css';
import { ProblemState } from './problem-notice.tsx';
import { panelText } from './text.ts';

function OpenConsole() {
  const { mutate: open } = useOpenConsoleHost();
  return (
    <EmptyState
      title={panelText('beginTitle')}
      actions={regions
        .filter((hosts) => hosts.shipped)
        .map((hosts) => (
          <Button key={hosts.region} onPress={() => open(hosts.consoleHost)}>
            {panelText('openRegion', { region: regionLabel(hosts.region) })}
          </Button>
        ))}
    >
      {panelText('beginWhy')}
    </EmptyState>
  );
}

/** Asks the console tab in front once whose keys it can read, and again when another tab comes to the front. */
function useReadFront(front: Front | null | undefined) {
  const { mutate, isPending, error, data } = useRefreshKeys();
  const asked = useRef<string | null>(null);
  const tabId = front?.tabId ?? null;
  const instance = front?.reported?.instance ?? '';
  const read = () => mutate({ account: null, tabId, reason: 'panel' });
  useEffect(() => {
    const mark = `${tabId} ${instance}`;
    if (tabId === null || asked.current === mark) return;
    asked.current = mark;
    mutate({ account: null, tabId, reason: 'panel' });
  }, [tabId, instance, mutate]);
  return { read, reading: isPending, problem: error ? problemOf(error) : (data?.problem ?? null) };
}

export function FirstSteps({ front }: { readonly front: Front | null | undefined }) {
  const { read, reading, problem } = useReadFront(front);
  if (front === undefined || reading)
    return (
      <div className={styles.reading}>
        <p>{panelText('readingFront')}</p>
        <KeysInstead state={{ kind: 'loading' }} account={null} askNow={read} />
      </div>
    );
  if (front === null) return <OpenConsole />;
  if (problem) return <ProblemState problem={problem} account={null} again={read} />;
  return <KeysInstead state={{ kind: 'never' }} account={null} askNow={read} />;
}
