/** J1-I01 to I04: the same access, said with less or more clearly. */
import { ruleNumber } from '../describe.ts';
import { removalOf } from '../removal.ts';
import { finding, fixBy, perRule, type Check, type CheckContext, type Fix } from '../findings.ts';
import {
  canonicalParts,
  canonicalRule,
  nodesOf,
  readPolicyAfresh,
  valuesOf,
  type Entry,
  type Policy,
  type Rule,
} from '../model.ts';
import { gapWithin, styleNear } from '../print.ts';
import { show } from '../show.ts';
import { over, rawText, splice, type Splice } from '../splice.ts';
import { knownAction } from '../vocabulary.ts';
import { removeRules } from './effect.ts';

export const noRepeatedRules: Check = function* noRepeatedRules(context) {
  const firsts = new Map<string, Rule>();
  const repeats: { rule: Rule; first: Rule }[] = [];
  for (const rule of context.policy.rules) {
    const key = canonicalRule(rule);
    const first = firsts.get(key);
    if (first) repeats.push({ rule, first });
    else firsts.set(key, rule);
  }
  const fix = removeRules(
    context,
    repeats.map(({ rule }) => rule),
  );
  for (const { rule, first } of repeats) {
    const params = { rule: ruleNumber(rule.index), other: ruleNumber(first.index) };
    yield finding('J1-I01', rule.pointer, context.say('I01', params), fix);
  }
};

export const noRepeatedEntries = perRule(function* noRepeatedEntries(rule, context) {
  for (const field of ['actions', 'resources'] as const) {
    const list = rule.fields.get(field);
    const spare = spareEntries(rule[field]);
    const [first] = spare;
    if (!first || list?.type !== 'array') continue;
    const key = rule[field].some(({ value }) => value === '*') && first.value !== '*' ? 'I02.star' : 'I02';
    const params = { what: show(first.value), field, count: spare.length };
    const fix = fixBy(context.say('I02.fix', params), () =>
      splice(context.text, removalOf(list, nodesOf(spare))),
    );
    yield finding('J1-I02', first.pointer, context.say(key, params), fix);
  }
});

/** Repeats, and everything beside a lone `*`. */
function spareEntries(entries: readonly Entry[]): Entry[] {
  const star = entries.find(({ value }) => value === '*');
  if (star) return entries.filter((entry) => entry !== star);
  const seen = new Set<string>();
  return entries.filter(({ value }) => seen.size === seen.add(value).size);
}

function accessOf(rule: Rule): 'read' | 'write' | 'mixed' | 'unknown' {
  const kinds = new Set(rule.actions.map(({ value }) => knownAction(value)?.access ?? 'unknown'));
  if (kinds.has('read') && kinds.has('write')) return 'mixed';
  return kinds.has('write') ? 'write' : kinds.has('read') ? 'read' : 'unknown';
}

/** Rules that differ in their actions only, or in their resources only; the fix merges all such rules. */
export const noMergeableRules: Check = function* noMergeableRules(context) {
  const { policy, say } = context;
  const groups = mergeableGroups(policy);
  if (groups.length === 0) return;
  const fix = fixBy(say('I03.fix'), () => mergedText(policy));
  for (const group of groups) {
    const [first, ...others] = group;
    if (!first) continue;
    const numbers = others
      .slice(0, 5)
      .map(({ index }) => ruleNumber(index))
      .join(', ');
    const params = { rule: ruleNumber(first.index), others: numbers, count: others.length };
    yield finding('J1-I03', first.pointer, say('I03', params), fix);
  }
};

/**
 * Each rule is in one group at most. Reading and writing stay apart, so that merging never leads to J1-I04; equal
 * rules are left to J1-I01.
 */
function mergeableGroups(policy: Policy): Rule[][] {
  const parts = new Map<string, { rule: Rule; sameResources: string; sameActions: string }>();
  for (const rule of policy.rules) {
    if (!rule.sound || rule.actions.length === 0 || rule.resources.length === 0) continue;
    const key = canonicalRule(rule);
    const { actions, resources, rest } = canonicalParts(rule);
    if (parts.has(key)) continue;
    const sameResources = JSON.stringify([resources, rest, accessOf(rule)]);
    parts.set(key, { rule, sameResources, sameActions: JSON.stringify([actions, rest]) });
  }
  const byResources = grouped([...parts.values()], ({ sameResources }) => sameResources);
  const taken = new Set(byResources.flat());
  const byActions = grouped(
    [...parts.values()].filter((part) => !taken.has(part)),
    ({ sameActions }) => sameActions,
  );
  return [...byResources, ...byActions].map((group) => group.map(({ rule }) => rule));
}

function grouped<T>(items: readonly T[], keyOfItem: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOfItem).values()].filter((group) => group.length > 1);
}

/**
 * The policy with every group merged into its first rule. Merging may make a third rule alike, so it goes on until
 * none is left; each round has fewer rules.
 */
function mergedText(policy: Policy): string {
  const { permissions } = policy;
  const { text } = policy.json;
  const groups = mergeableGroups(policy);
  if (groups.length === 0 || !permissions) return text;
  const gone = groups.flatMap((group) => nodesOf(group.slice(1)));
  const lists = groups.flatMap((group) => [
    ...additions(text, group, 'actions'),
    ...additions(text, group, 'resources'),
  ]);
  return mergedText(readPolicyAfresh(splice(text, [...lists, ...removalOf(permissions, gone)])));
}

/** What the first rule's list lacks of the others', put at its end. */
function additions(
  text: string,
  [first, ...others]: readonly Rule[],
  field: 'actions' | 'resources',
): Splice[] {
  const list = first?.fields.get(field);
  const last = list?.children?.at(-1);
  if (!first || !list || !last) return [];
  const held = valuesOf(first[field]);
  const wanted = valuesOf(others.flatMap((rule) => rule[field]));
  const missing = [...wanted].filter((value) => !held.has(value));
  if (missing.length === 0) return [];

  const gap = gapWithin(text, list, styleNear(text, list));
  const content = missing.map((value) => `,${gap}${JSON.stringify(value)}`).join('');
  return [{ offset: last.offset + last.length, length: 0, content }];
}

export const readsAndWritesApart = perRule(function* readsAndWritesApart(rule, context) {
  if (accessOf(rule) !== 'mixed') return;
  const fix = rule.sound ? splitFix(rule, context) : undefined;
  yield finding('J1-I04', rule.pointer, context.say('I04', { rule: ruleNumber(rule.index) }), fix);
});

/** The rule twice: first without its writes, then with them alone. */
function splitFix(rule: Rule, { text, policy, say }: CheckContext): Fix | undefined {
  const list = rule.fields.get('actions');
  const { permissions } = policy;
  if (!list || !permissions) return undefined;
  return fixBy(say('I04.fix', { rule: ruleNumber(rule.index) }), () => {
    const [writes, others] = [rule.actions.filter(isWrite), rule.actions.filter((entry) => !isWrite(entry))];
    const gap = gapWithin(text, permissions, styleNear(text, permissions));
    const halves = [writes, others].map((gone) => ruleWithout(text, rule, removalOf(list, nodesOf(gone))));
    return splice(text, [over(rule.node, halves.join(`,${gap}`))]);
  });
}

function isWrite({ value }: Entry): boolean {
  return knownAction(value)?.access === 'write';
}

function ruleWithout(text: string, { node }: Rule, cuts: readonly Splice[]): string {
  const within = cuts.map((each) => ({ ...each, offset: each.offset - node.offset }));
  return splice(rawText(text, node), within);
}
