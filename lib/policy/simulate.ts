/**
 * What a policy can be expected to answer to one request. J1 documents the grammar, not the evaluation: that DENY
 * beats ALLOW and that the rest is denied are inferred, and the reason says "expected" where it leans on that.
 */
import type { Locale } from '../i18n/text.ts';
import { describeCondition, ruleNumber } from './describe.ts';
import { readPolicy, type Entry, type Rule } from './model.ts';
import { sayIn, type Say } from './text.ts';

export interface SimulationRequest {
  readonly action: string;
  readonly resource: string;
}

export interface Simulation {
  readonly decision: 'allow' | 'deny' | 'implicit-deny';
  /** Zero-based position in `permissions` of the first rule that decides, or `null` where none does. */
  readonly rule: number | null;
  readonly reason: string;
}

/**
 * Action and resource are compared letter by letter; only a lone `*` in a rule matches all, and a request for `*`
 * matches only rules that say `*`. DENY wins. A conditional ALLOW allows, a conditional DENY never decides; both are
 * named in the reason. A text that cannot be read denies everything implicitly. Never throws.
 */
export function simulate(text: string, request: SimulationRequest, locale: Locale = 'en'): Simulation {
  const say = sayIn(locale);
  const policy = readPolicy(text);
  if (!policy.readable) return { decision: 'implicit-deny', rule: null, reason: say('simulate.unreadable') };
  const matching = policy.rules.filter((rule) => matches(rule, request));
  const doubts = conditionalDenials(matching, say);
  const denial = matching.find((rule) => rule.effect === 'DENY' && !rule.condition);
  if (denial) return { decision: 'deny', rule: denial.index, reason: denialReason(denial, matching, say) };
  const allowing = matching.filter((rule) => rule.effect === 'ALLOW');
  const [first] = allowing;
  if (first)
    return {
      decision: 'allow',
      rule: first.index,
      reason: [allowReason(first, allowing, say), ...doubts].join(' '),
    };
  return { decision: 'implicit-deny', rule: null, reason: [say('simulate.nothing'), ...doubts].join(' ') };
}

function matches(rule: Rule, { action, resource }: SimulationRequest): boolean {
  return rule.sound && names(rule.actions, action) && names(rule.resources, resource);
}

function names(entries: readonly Entry[], wanted: string): boolean {
  return entries.some(({ value }) => value === '*' || value === wanted);
}

function denialReason(denial: Rule, matching: readonly Rule[], say: Say): string {
  const rule = ruleNumber(denial.index);
  const allowed = matching.find(({ effect }) => effect === 'ALLOW');
  if (!allowed) return say('simulate.denies', { rule });
  return say('simulate.deniesAllowed', { rule, allowing: ruleNumber(allowed.index) });
}

function allowReason(first: Rule, allowing: readonly Rule[], say: Say): string {
  const rule = ruleNumber(first.index);
  if (!first.condition) return say('simulate.allows', { rule });
  const condition = describeCondition(first.condition, say);
  const free = allowing.find((other) => !other.condition);
  if (!free) return say('simulate.allowsWhere', { rule, condition });
  return say('simulate.allowsWhereAndFreely', { rule, condition, free: ruleNumber(free.index) });
}

/** As many conditional denials as are told one by one. */
const listedDenials = 3;

function conditionalDenials(matching: readonly Rule[], say: Say): string[] {
  const denying = matching.filter((rule) => rule.effect === 'DENY' && rule.condition);
  const sentences = denying.slice(0, listedDenials).map(({ index, condition }) => {
    const where = condition ? describeCondition(condition, say) : '';
    return say('simulate.mayDeny', { rule: ruleNumber(index), condition: where });
  });
  const more = denying.length - listedDenials;
  return more > 0 ? [...sentences, say('simulate.mayDenyMore', { count: more })] : sentences;
}
