/**
 * The last question before a key is revoked: which key, of which account, and what stops working. Powerful keys
 * want their name typed. Nothing is sent here: the background waits ten seconds first.
 */
import { useEffect, useRef, useState } from 'react';
import { problemOf, type Problem } from '../../lib/api/problem.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { isAdminGrade, levelText, type KeySummary } from '../../lib/keys/index.ts';
import { explainPolicy } from '../../lib/policy/index.ts';
import { useApplyChange, usePlanChange, usePolicies } from '../../lib/query/hooks.ts';
import type { Account, Plan } from '../../lib/storage/records.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AccountLine } from './account-line.tsx';
import { OtherAccountCheck } from './other-account-check.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { changesText } from './text.ts';
import { useOtherInFront } from './use-other-in-front.ts';
import styles from './keys.module.css';

export interface RevokeDialogProps {
  readonly account: Account;
  /** What is known of the key before it is checked; id and name will do. */
  readonly target: Pick<KeySummary, 'id' | 'name'> & Partial<KeySummary>;
  readonly windowId: number | null;
  readonly onClose: () => void;
}

/** All of a key's row, or `null` where only its id and name are known yet. */
function summaryOf(planned: Plan | null, target: RevokeDialogProps['target']): KeySummary | null {
  if (planned?.change.kind === 'revoke') return planned.change.key;
  const { level, createdAt, expiresAt, revoked, grade } = target;
  if (level === undefined || createdAt === undefined || expiresAt === undefined) return null;
  return {
    id: target.id,
    name: target.name,
    level,
    createdAt,
    expiresAt,
    revoked: revoked ?? false,
    grade: grade ?? null,
  };
}

function Facts({ account, target }: { readonly account: Account; readonly target: KeySummary }) {
  return (
    <dl className={styles.facts}>
      <dt>{changesText('factName')}</dt>
      <dd>
        <bdi>{target.name}</bdi> <span className={styles.secondary}>{target.id}</span>
      </dd>
      <dt>{changesText('factAccount')}</dt>
      <dd>
        <AccountLine account={account} />
      </dd>
      <dt>{changesText('factLevel')}</dt>
      <dd>{levelText(target.level, currentLocale())}</dd>
      <dt>{changesText('factCreated')}</dt>
      <dd>
        <TimeText at={target.createdAt} />
      </dd>
      <dt>{changesText('factExpires')}</dt>
      <dd>{target.expiresAt === null ? changesText('never') : <TimeText at={target.expiresAt} />}</dd>
      <dt>{changesText('factGrade')}</dt>
      <dd>
        <GradeBadge grade={target.grade} long />
      </dd>
    </dl>
  );
}

function WhatStops({ account, keyId }: { readonly account: string; readonly keyId: string }) {
  const { data: policies } = usePolicies(account);
  if (policies === undefined) return null;
  const policy = policies[keyId];
  const lines = policy === undefined ? [] : explainPolicy(policy, currentLocale());
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{changesText('whatStops')}</h3>
      {lines.length > 0 ? (
        <>
          <p>{changesText('whatStopsWhy')}</p>
          <ul className={styles.lines}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{changesText('policyUnknown')}</p>
      )}
    </section>
  );
}

export function RevokeDialog({ account, target, windowId, onClose }: RevokeDialogProps) {
  const plan = usePlanChange().mutateAsync;
  const apply = useApplyChange().mutateAsync;
  const [planned, setPlanned] = useState<Plan | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [typed, setTyped] = useState('');
  const [otherConfirmed, setOtherConfirmed] = useState(false);
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const shownOther = useOtherInFront(account.key);
  const other = planned?.otherInFront ?? shownOther;
  const summary = summaryOf(planned, target);
  const mustType = planned?.mustTypeName ?? isAdminGrade(summary?.grade ?? null);
  const typedWell = !mustType || typed === target.name;

  useEffect(() => {
    let current = true;
    plan({ account: account.key, windowId, change: { kind: 'revoke', keyId: target.id } }).then(
      (made) => {
        if (current) setPlanned(made);
      },
      (thrown: unknown) => {
        if (current) setProblem(problemOf(thrown));
      },
    );
    return () => {
      current = false;
    };
  }, [plan, account.key, windowId, target.id, attempt]);

  function planAgain(): void {
    setProblem(null);
    setPlanned(null);
    setAttempt(attempt + 1);
  }

  async function revoke(): Promise<void> {
    if (!planned || underWay.current) return;
    underWay.current = true;
    setSending(true);
    setProblem(null);
    try {
      await apply({
        planId: planned.id,
        accepted: [],
        typedName: mustType ? typed : null,
        otherInFrontSeen: otherConfirmed,
      });
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
      underWay.current = false;
      setSending(false);
    }
  }

  const ready = planned !== null && typedWell && (other === null || otherConfirmed);
  return (
    <Dialog
      role="alertdialog"
      title={changesText('revokeTitle', { name: target.name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus={!mustType}>
            {changesText('cancel')}
          </Button>
          <Button variant="danger" isDisabled={!ready} isPending={sending} onPress={() => void revoke()}>
            {changesText('revokeKey')}
          </Button>
        </>
      }
    >
      {summary ? (
        <Facts account={account} target={summary} />
      ) : (
        <p role="status">
          <Spinner decorative /> {changesText('checking')}
        </p>
      )}
      <WhatStops account={account.key} keyId={target.id} />
      {other ? (
        <OtherAccountCheck
          kind="revoke"
          account={account}
          other={other}
          confirmed={otherConfirmed}
          onChange={setOtherConfirmed}
        />
      ) : null}
      {mustType ? (
        <TextField
          label={changesText('typeName')}
          description={changesText('typeNameWhy')}
          value={typed}
          onChange={setTyped}
          autoFocus
        />
      ) : null}
      {problem ? (
        <ProblemBanner
          problem={problem}
          actions={<Button onPress={planAgain}>{changesText('tryAgain')}</Button>}
        />
      ) : null}
      <p className={styles.secondary}>{changesText('revokeNote')}</p>
    </Dialog>
  );
}
