/**
 * The form for a new key: name, template or policy text, expiry; what the key can do and what speaks against it is
 * in view before anything is sent. Name and "Create key" are enough.
 */
import { useDeferredValue, useId, useMemo, useRef, useState, type FormEvent } from 'react';
import { problemOf, type Problem } from '../../lib/api/problem.ts';
import { currentLocale } from '../../lib/i18n/text.ts';
import { checkName, nameFindingText, type KeySummary } from '../../lib/keys/index.ts';
import {
  gradePolicy,
  lintPolicy,
  templatesIn,
  type Finding,
  type PolicyFacts,
} from '../../lib/policy/index.ts';
import { useApplyChange, usePlanChange } from '../../lib/query/hooks.ts';
import { useOnline } from '../../lib/query/page-hooks.ts';
import type { Account, Draft, Settings } from '../../lib/storage/records.ts';
import { uiText } from '../ui/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useNow } from '../ui/use-now.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { AccountLine } from './account-line.tsx';
import { chosenExpiry, lifetimeNow } from './expiry-choice.ts';
import { ExpiresIn } from './expires-in.tsx';
import { FindingList, findingKey } from './finding-list.tsx';
import { OtherAccountCheck } from './other-account-check.tsx';
import { PolicySummary } from './policy-summary.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { changesText } from './text.ts';
import { useNewKey, type Preset } from './use-new-key.ts';
import { useOtherInFront, type OtherAccount } from './use-other-in-front.ts';
import styles from './keys.module.css';

export interface CreateKeyFormProps {
  readonly account: Account;
  /** The account's keys as far as they are known, to notice a name that is taken. */
  readonly keys: readonly KeySummary[];
  readonly settings: Settings;
  readonly draft: Draft | null;
  readonly preset: Preset | null;
  /** The window this page is in; `null` where the browser does not say. */
  readonly windowId: number | null;
  /** Why no key can be made right now; `null` = nothing in the way. */
  readonly obstacle: string | null;
  readonly onCreated: (creationId: string) => void;
}

const editedTemplate = 'edited';

function templateOptions(edited: boolean) {
  const known = templatesIn(currentLocale()).map(({ id, title }) => ({ value: id, label: title }));
  return edited ? [...known, { value: editedTemplate, label: changesText('templateEdited') }] : known;
}

function purposeOf(templateId: string | null): string | null {
  return templatesIn(currentLocale()).find(({ id }) => id === templateId)?.purpose ?? null;
}

/** Why "Create key" cannot be pressed; `null` = it can. */
function reasonAgainst(input: {
  readonly obstacle: string | null;
  readonly online: boolean;
  readonly nameError: string | null;
  readonly expiryError: string | null;
  readonly findings: readonly Finding[];
  readonly accepted: ReadonlySet<string>;
  readonly otherUnconfirmed: boolean;
}): string | null {
  if (input.obstacle) return input.obstacle;
  if (!input.online) return changesText('reasonOffline');
  if (input.nameError) return input.nameError;
  if (input.expiryError) return input.expiryError;
  const errors = input.findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return changesText('reasonErrors', { count: errors });
  const open = input.findings.filter(
    (finding) => finding.severity === 'security' && !input.accepted.has(findingKey(finding)),
  ).length;
  if (open > 0) return changesText('reasonAccept', { count: open });
  return input.otherUnconfirmed ? changesText('reasonOther') : null;
}

/** A name that is not there yet is not judged. */
function factsOf(name: string, days: number | null): PolicyFacts {
  return { ...(name.trim() === '' ? {} : { name }), ...(days === null ? {} : { days }) };
}

export function CreateKeyForm(props: CreateKeyFormProps) {
  const { account, keys, settings, draft, preset, windowId, obstacle, onCreated } = props;
  const now = useNow();
  const online = useOnline();
  const reasonId = useId();
  const form = useNewKey({ account: account.key, preset, draft, settings });
  const { entered } = form;
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [plannedOther, setPlannedOther] = useState<OtherAccount | null>(null);
  const [otherConfirmed, setOtherConfirmed] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const plan = usePlanChange().mutateAsync;
  const apply = useApplyChange().mutateAsync;
  const shownOther = useOtherInFront(account.key);
  const other = plannedOther ?? shownOther;

  const chosen = chosenExpiry(entered.expiry, now);
  const policy = useDeferredValue(entered.policy);
  const name = useDeferredValue(entered.name);
  // Whole days, so that the passing seconds of a chosen date do not judge the policy again and again.
  const wholeDays = chosen.days === null ? null : Math.ceil(chosen.days);
  const findings = useMemo(
    () => lintPolicy(policy, factsOf(name, wholeDays), currentLocale()),
    [policy, name, wholeDays],
  );
  const grade = useMemo(() => gradePolicy(policy), [policy]);
  const nameFindings = checkName(entered.name, keys, now);
  const nameError = nameFindings.find(({ severity }) => severity === 'error') ?? null;
  const nameWarning = nameFindings.find(({ severity }) => severity === 'warning') ?? null;
  const reason = reasonAgainst({
    obstacle,
    online,
    nameError: nameError && nameFindingText(nameError, currentLocale()),
    expiryError: chosen.error,
    findings,
    accepted,
    otherUnconfirmed: other !== null && !otherConfirmed,
  });
  const gradeText = grade === null ? uiText('gradeNone') : uiText('grade', { grade });

  async function create(): Promise<void> {
    const lifetime = lifetimeNow(entered.expiry);
    if (underWay.current || reason !== null || lifetime === null) return;
    underWay.current = true;
    setSending(true);
    setProblem(null);
    try {
      const change = {
        kind: 'create',
        name: entered.name,
        policy: entered.policy,
        ...lifetime,
      } as const;
      const made = await plan({ account: account.key, windowId, change });
      if (made.otherInFront && !otherConfirmed) {
        setPlannedOther(made.otherInFront);
        return release();
      }
      const { id } = await apply({
        planId: made.id,
        accepted: findings
          .filter((finding) => accepted.has(findingKey(finding)))
          .map((finding) => finding.id),
        typedName: null,
        otherInFrontSeen: otherConfirmed,
      });
      form.forget();
      onCreated(id);
    } catch (thrown) {
      setProblem(problemOf(thrown));
      release();
    }
  }

  function release(): void {
    underWay.current = false;
    setSending(false);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void create();
  }

  function accept(finding: Finding, isAccepted: boolean): void {
    const next = new Set(accepted);
    if (isAccepted) next.add(findingKey(finding));
    else next.delete(findingKey(finding));
    setAccepted(next);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={changesText('newKeyTitle')}>
      <div className={styles.fields}>
        <AccountLine account={account} />
        {form.restored ? (
          <Banner
            tone="info"
            role="status"
            actions={<Button onPress={form.startOver}>{changesText('startOver')}</Button>}
          >
            {changesText('draftRestored')}
          </Banner>
        ) : null}
        <TextField
          label={changesText('name')}
          placeholder={changesText('namePlaceholder')}
          value={entered.name}
          onChange={form.setName}
          autoFocus
          description={
            nameWarning ? (
              <span className={styles.warning}>{nameFindingText(nameWarning, currentLocale())}</span>
            ) : null
          }
          error={nameError && nameError.code !== 'empty' ? nameFindingText(nameError, currentLocale()) : null}
        />
        <Select
          label={changesText('template')}
          options={templateOptions(entered.edited !== null)}
          value={entered.templateId ?? editedTemplate}
          onChange={(id) => (id === editedTemplate ? form.setEdited() : form.setTemplate(id))}
          description={purposeOf(entered.templateId)}
        />
        <ExpiresIn choice={entered.expiry} chosen={chosen} now={now} onChange={form.setExpiry} />
        <PolicySummary policy={policy} />
        {findings.length > 0 ? (
          <FindingList
            findings={findings}
            acceptance={{ accepted, onAccept: accept }}
            onFix={form.setPolicy}
          />
        ) : null}
        <VisuallyHidden role="status">
          {changesText('policyLiveStatus', { grade: gradeText, count: findings.length })}
        </VisuallyHidden>
        <details className={styles.details}>
          <summary>{changesText('editPolicy')}</summary>
          <TextArea
            label={changesText('policyJson')}
            code
            rows={12}
            value={entered.policy}
            onChange={form.setPolicy}
            error={
              findings.find(({ severity, pointer }) => severity === 'error' && pointer === '')?.message ??
              null
            }
          />
        </details>
        {other ? (
          <OtherAccountCheck
            kind="create"
            account={account}
            other={other}
            confirmed={otherConfirmed}
            onChange={setOtherConfirmed}
          />
        ) : null}
        {problem ? <ProblemBanner problem={problem} /> : null}
      </div>
      <div className={styles.foot}>
        {reason ? (
          <p id={reasonId} className={styles.reason}>
            {reason}
          </p>
        ) : null}
        <Button
          type="submit"
          variant="primary"
          large
          block
          isDisabled={reason !== null}
          isPending={sending}
          {...(reason === null ? {} : { 'aria-describedby': reasonId })}
        >
          {changesText(sending ? 'creating' : 'create')}
        </Button>
      </div>
    </form>
  );
}
