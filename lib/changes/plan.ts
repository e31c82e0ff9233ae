/**
 * What the user is about to confirm, checked and written down: for which account, as it was shown, and what must
 * be ticked or typed. A plan sends nothing, is used once, and is void after ten minutes.
 */
import { ProblemError } from '../api/problem.ts';
import {
  checkName,
  expiryBounds,
  expiryFromDays,
  expiryProblemText,
  isAdminGrade,
  nameFindingText,
} from '../keys/index.ts';
import { lintPolicy } from '../policy/index.ts';
import {
  accountsRecord,
  inventoryRecord,
  plansRecord,
  tabsRecord,
  type Account,
  type Plan,
} from '../storage/records.ts';
import { frontConsoleTab } from '../platform/tabs.ts';
import type { Clock } from '../time/clock.ts';
import type { RequestOf } from '../messaging/contract.ts';

const planLifeMs = 10 * 60_000;
const dayMs = 86_400_000;

type PlanRequest = RequestOf<'changes.plan'>;

export async function accountOf(key: string): Promise<Account> {
  const account = (await accountsRecord.read()).find((known) => known.key === key);
  if (!account) throw new ProblemError({ code: 'not-found' });
  return account;
}

/** The account of the console tab in front of a window, where it is another one than `account`. */
async function otherInFront(account: string, windowId: number | null): Promise<Plan['otherInFront']> {
  if (windowId === null) return null;
  const front = await frontConsoleTab(windowId);
  const tab = (await tabsRecord.read()).find(({ tabId }) => tabId === front?.tabId);
  if (!tab?.account || tab.account === account) return null;
  const other = (await accountsRecord.read()).find(({ key }) => key === tab.account);
  return other ? { name: other.name, region: other.region } : null;
}

type CreateRequest = Extract<PlanRequest['change'], { kind: 'create' }>;

/** Ids of the security findings to accept. Throws `bad-input` for what the form should not have let through. */
function checkCreate(change: CreateRequest, now: number): readonly string[] {
  const refusal = checkName(change.name, [], now).find(({ severity }) => severity === 'error');
  if (refusal) throw new ProblemError({ code: 'bad-input', detail: nameFindingText(refusal) });
  const findings = lintPolicy(change.policy, { days: change.days, name: change.name });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error) throw new ProblemError({ code: 'bad-input', detail: error.message });
  return findings.filter(({ severity }) => severity === 'security').map(({ id }) => id);
}

/** The instant that was chosen. Throws `bad-input`. */
function expiryOf({ days, expiresAt }: CreateRequest, now: number): number {
  if (expiresAt !== undefined) {
    const ahead = expiresAt - now;
    if (ahead > 0 && ahead <= expiryBounds.mostDays * dayMs) return expiresAt;
    const problem = { code: 'too-late', days: expiryBounds.mostDays } as const;
    throw new ProblemError({ code: 'bad-input', detail: expiryProblemText(problem) });
  }
  const chosen = expiryFromDays(days, now);
  if (!chosen.ok) throw new ProblemError({ code: 'bad-input', detail: expiryProblemText(chosen.error) });
  return chosen.value;
}

/** Makes a plan. Throws a ProblemError: `bad-input` (with the reason), `not-found`. */
export async function makePlan(request: PlanRequest, clock: Clock): Promise<Plan> {
  const account = await accountOf(request.account);
  const now = clock.now();
  const { change } = request;
  const base = {
    id: crypto.randomUUID(),
    madeAt: now,
    account: {
      key: account.key,
      accountId: account.accountId,
      name: account.name,
      region: account.region,
      viewer: account.viewer,
    },
    otherInFront: await otherInFront(account.key, request.windowId),
    usedBy: null,
  };
  let plan: Plan;
  if (change.kind === 'create') {
    const expiresAt = expiryOf(change, now);
    const mustAccept = [...new Set(checkCreate(change, now))];
    plan = {
      ...base,
      change: { ...change, expiresAt },
      mustAccept,
      mustTypeName: false,
    };
  } else {
    const rows = (await inventoryRecord.of(account.key).read())?.rows ?? [];
    const key = rows.find(({ id }) => id === change.keyId);
    if (!key) throw new ProblemError({ code: 'not-found' });
    plan = {
      ...base,
      change: { kind: 'revoke', key },
      mustAccept: [],
      mustTypeName: isAdminGrade(key.grade),
    };
  }
  await plansRecord.update((plans) => [...plans.filter(({ madeAt }) => madeAt > now - planLifeMs), plan]);
  return plan;
}

/**
 * Marks a plan as used, or says by whom it already is: a second press finds the first one's change.
 * Throws `plan-expired`, or `not-confirmed` where a tick or the typed name is missing.
 */
export async function usePlan(
  confirmed: RequestOf<'changes.apply'>,
  changeId: string,
  clock: Clock,
): Promise<{ readonly plan: Plan; readonly already: string | null }> {
  let used: { plan: Plan; already: string | null } | null = null;
  await plansRecord.update((plans) => {
    const plan = plans.find(({ id }) => id === confirmed.planId);
    if (!plan || plan.madeAt <= clock.now() - planLifeMs) throw new ProblemError({ code: 'plan-expired' });
    checkConfirmed(plan, confirmed);
    used = { plan, already: plan.usedBy };
    return plans.map((other) =>
      other.id === plan.id ? { ...other, usedBy: plan.usedBy ?? changeId } : other,
    );
  });
  return used!;
}

function checkConfirmed(plan: Plan, confirmed: RequestOf<'changes.apply'>): void {
  const missing = plan.mustAccept.find((id) => !confirmed.accepted.includes(id));
  if (missing) throw new ProblemError({ code: 'not-confirmed', detail: missing });
  if (plan.otherInFront && !confirmed.otherInFrontSeen) {
    throw new ProblemError({ code: 'not-confirmed', detail: plan.otherInFront.name });
  }
  if (plan.mustTypeName && plan.change.kind === 'revoke' && confirmed.typedName !== plan.change.key.name) {
    throw new ProblemError({ code: 'not-confirmed', detail: plan.change.key.name });
  }
}
