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
  creationsRecord,
  inventoryRecord,
  plansRecord,
  revocationsRecord,
  tabsRecord,
  type Account,
  type Plan,
} from '../storage/records.ts';
import { frontConsoleTab } from '../platform/tabs.ts';
import type { Clock } from '../time/clock.ts';
import type { RequestOf } from '../messaging/contract.ts';
import { planLifeMs } from './lifetimes.ts';

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

type Planned = Pick<Plan, 'change' | 'mustAccept' | 'mustTypeName'>;

function planCreate(change: CreateRequest, now: number): Planned {
  const expiresAt = expiryOf(change, now);
  const mustAccept = [...new Set(checkCreate(change, now))];
  return { change: { ...change, expiresAt }, mustAccept, mustTypeName: false };
}

async function planRevoke({ keyId }: { readonly keyId: string }, account: string): Promise<Planned> {
  const rows = (await inventoryRecord.of(account).read())?.rows ?? [];
  const key = rows.find(({ id }) => id === keyId);
  if (!key) throw new ProblemError({ code: 'not-found' });
  return { change: { kind: 'revoke', key }, mustAccept: [], mustTypeName: isAdminGrade(key.grade) };
}

/** Makes a plan. Throws a ProblemError: `bad-input` (with the reason), `not-found`. */
export async function makePlan(request: PlanRequest, clock: Clock): Promise<Plan> {
  const account = await accountOf(request.account);
  const now = clock.now();
  const { change } = request;
  const plan: Plan = {
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
    ...(change.kind === 'create' ? planCreate(change, now) : await planRevoke(change, account.key)),
  };
  await plansRecord.update((plans) => [...plans.filter(({ madeAt }) => madeAt > now - planLifeMs), plan]);
  return plan;
}

/**
 * Carries out a plan, once: a second press finds the first one's change. Throws `plan-expired`, `not-confirmed` where
 * a tick or the typed name is missing, or what `begin` throws; then nothing was set off and the plan is still good.
 *
 * @param begin writes the change's row under the given id and sets it off
 * @returns the id of the change's row
 */
export function applyPlan(
  confirmed: RequestOf<'changes.apply'>,
  begin: (plan: Plan, id: string) => Promise<void>,
  clock: Clock,
): Promise<string> {
  return navigator.locks.request(`plan:${confirmed.planId}`, async () => {
    const plan = (await plansRecord.read()).find(({ id }) => id === confirmed.planId);
    if (!plan || plan.madeAt <= clock.now() - planLifeMs) throw new ProblemError({ code: 'plan-expired' });
    checkConfirmed(plan, confirmed);
    if (plan.usedBy !== null) {
      // A background that died right after it had marked the plan has set nothing off.
      if (!(await changeExists(plan.usedBy))) throw new ProblemError({ code: 'plan-expired' });
      return plan.usedBy;
    }
    const id = crypto.randomUUID();
    await markUsed(plan.id, id);
    try {
      await begin(plan, id);
    } catch (thrown) {
      await markUsed(plan.id, null);
      throw thrown;
    }
    return id;
  }) as Promise<string>;
}

async function changeExists(id: string): Promise<boolean> {
  const rows = [...(await creationsRecord.read()), ...(await revocationsRecord.read())];
  return rows.some((row) => row.id === id);
}

async function markUsed(planId: string, usedBy: string | null): Promise<void> {
  await plansRecord.update((plans) => plans.map((plan) => (plan.id === planId ? { ...plan, usedBy } : plan)));
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
