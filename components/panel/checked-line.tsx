/** How old the list is, or how far it has come, with the way to renew or stop it. */
import { useCancelRefresh } from '../../lib/query/hooks.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { age } from '../../lib/time/index.ts';
import { Button } from '../ui/button.tsx';
import { Hint } from '../ui/hint.tsx';
import { RefreshIcon } from '../ui/icons.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { exactText } from '../ui/time-text.tsx';
import styles from './checked-line.module.css';
import { panelText } from './text.ts';
import type { FreshKeys } from './use-fresh-keys.ts';

export interface CheckedLineProps {
  readonly account: string;
  readonly keys: FreshKeys;
  readonly now: number;
  /** What the list has to say beside its age, such as how many rows it shows. */
  readonly summary?: string | undefined;
}

function Progress({ account, keys }: Pick<CheckedLineProps, 'account' | 'keys'>) {
  const { mutate: cancel } = useCancelRefresh();
  const loaded = keys.refresh?.loaded ?? 0;
  return (
    <>
      <span className={styles.progress} role="status">
        <Spinner decorative />
        {loaded > 0 ? panelText('loadedSoFar', { count: loaded }) : panelText('checking')}
      </span>
      {keys.refresh ? (
        <Button variant="quiet" onPress={() => cancel(account)} isDisabled={keys.refresh.cancelled}>
          {panelText('cancel')}
        </Button>
      ) : null}
    </>
  );
}

function Age({ keys, now }: Pick<CheckedLineProps, 'keys' | 'now'>) {
  const checkedAt = keys.inventory?.checkedAt;
  return (
    <>
      {checkedAt === undefined ? (
        <span>{panelText('neverChecked')}</span>
      ) : (
        <Hint text={exactText(checkedAt)}>
          {panelText('checked', { age: age(checkedAt, now, currentLocale()) })}
        </Hint>
      )}
      <Button variant="quiet" icon aria-label={panelText('refresh')} onPress={keys.askNow}>
        <RefreshIcon />
      </Button>
    </>
  );
}

export function CheckedLine({ account, keys, now, summary }: CheckedLineProps) {
  const underWay = keys.asking || keys.refresh !== null;
  return (
    <div className={styles.line}>
      <span className={styles.summary}>{summary}</span>
      {underWay ? <Progress account={account} keys={keys} /> : <Age keys={keys} now={now} />}
    </div>
  );
}
