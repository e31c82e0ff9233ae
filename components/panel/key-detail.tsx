/** All that is known of one key: how long it lives, what it may do, where it comes from. */
import { lazy, Suspense, type ReactNode } from 'react';
import {
  expiryBounds,
  keysText,
  levelText,
  lifeLeft,
  shownName,
  statusOf,
  statusText,
  toneOf,
  type KeySummary,
} from '../../lib/keys/index.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { usePolicies } from '../../lib/query/hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { dayMs, exactInstant, relativeTime } from '../../lib/time/index.ts';
import type { Preset } from '../keys/use-new-key.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { LifeBar } from '../ui/life-bar.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { ToneShape } from '../ui/tone-shape.tsx';
import styles from './key-detail.module.css';
import { panelText } from './text.ts';

const PolicyReadout = lazy(() => import('./policy-readout.tsx'));

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** "in 5 days", and below it the instant as it is here and in UTC (once where here is UTC). */
function Instant({ at, now }: { readonly at: number; readonly now: number }) {
  const locale = currentLocale();
  const { local, utc } = exactInstant(at, { locale });
  return (
    <>
      {relativeTime(at, now, locale)}
      <span className={styles.exact}>{local}</span>
      {utc === local ? null : <span className={styles.exact}>{utc}</span>}
    </>
  );
}

interface DetailProps {
  readonly account: Account;
  readonly row: KeySummary;
  readonly readOnly: boolean;
  readonly now: number;
  readonly onRevoke: (row: KeySummary) => void;
  /** The form for a new key is to open, filled in with this key's policy and lifetime. */
  readonly onNewLikeThis: (preset: Preset) => void;
}

function Facts({ row, now }: Pick<DetailProps, 'row' | 'now'>) {
  const tone = toneOf(row, now);
  return (
    <dl className={styles.facts}>
      <Fact term={panelText('columnState')}>
        <span className={styles.state}>
          <ToneShape tone={tone} />
          {statusText(statusOf(row, now))}
        </span>
        {row.revoked ? null : (
          <LifeBar left={lifeLeft(row, now)} tone={tone} endless={row.expiresAt === null} />
        )}
      </Fact>
      <Fact term={panelText('columnExpires')}>
        {row.expiresAt === null ? keysText('neverExpires') : <Instant at={row.expiresAt} now={now} />}
      </Fact>
      <Fact term={panelText('created')}>
        <Instant at={row.createdAt} now={now} />
      </Fact>
      <Fact term={panelText('columnLevel')}>{levelText(row.level)}</Fact>
      <Fact term={panelText('keyId')}>
        <span className={styles.id}>
          <code>{row.id}</code>
          <CopyButton text={row.id} label={panelText('copyId')} />
        </span>
      </Fact>
    </dl>
  );
}

/** The key's own lifetime in whole days, as far as a new key may have it. */
function lifetimeDays({ createdAt, expiresAt }: KeySummary): number {
  if (expiresAt === null) return expiryBounds.mostDays;
  const days = Math.round((expiresAt - createdAt) / dayMs);
  return Math.min(expiryBounds.mostDays, Math.max(expiryBounds.leastDays, days));
}

export function KeyDetail({ account, row, readOnly, now, onRevoke, onNewLikeThis }: DetailProps) {
  const { data: policies } = usePolicies(account.key);
  const policy = policies?.[row.id];
  return (
    <div className={styles.detail}>
      <Facts row={row} now={now} />
      {policy === undefined ? (
        policies && <p className={styles.secondary}>{panelText('policyUnknown')}</p>
      ) : (
        <Suspense fallback={<Spinner />}>
          <PolicyReadout text={policy} />
        </Suspense>
      )}
      <div className={styles.actions}>
        {policy === undefined ? null : (
          <Button
            isDisabled={readOnly}
            onPress={() => onNewLikeThis({ name: '', policy, days: lifetimeDays(row) })}
          >
            {panelText('newLikeThis')}
          </Button>
        )}
        {row.revoked ? null : (
          <Button
            variant="danger"
            aria-label={panelText('revokeName', { name: row.name })}
            isDisabled={readOnly}
            onPress={() => onRevoke(row)}
          >
            <span className={styles.clip}>{panelText('revokeName', { name: shownName(row.name) })}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
