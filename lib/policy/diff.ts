/**
 * What a change of policy changes in access, in both directions. Each request that either text speaks about is asked
 * of both; order, spelling and the way rules are cut do not matter. Evaluation is the simulator's, with conditions
 * compared filter by filter.
 */
import type { Locale } from '../i18n/text.ts';
import { cellsFor, clauseCovers, indexAccess, type AccessIndex } from './access.ts';
import type { Clause } from './condition.ts';
import { describeClauses, describeUse } from './describe.ts';
import { readPolicyAfresh, valuesOf, type Rule } from './model.ts';
import { sayIn, type Say } from './text.ts';

export interface PolicyDiff {
  /** What the second policy lets a key do that the first did not. Empty = no more access than before. */
  readonly widened: string[];
  readonly narrowed: string[];
}

/** What is compared at most; beyond either, both lists say that they are not complete. */
const mostRequests = 200_000;
const mostFilters = 2_000_000;

/** Filters are compared one with one up to so many pairs; beyond it only equal ones count as covered. */
const mostFilterPairs = 10_000;

/** Always-true condition of an unconditional ALLOW. */
const always: Clause = new Map();

/** What is open for one request: the filters of which any one lets an object through, less those that deny. */
interface Opening {
  readonly allowed: readonly Clause[];
  readonly denied: readonly Clause[];
}

interface Side {
  readonly rules: readonly Rule[];
  readonly index: AccessIndex;
}

/** A text that cannot be read counts as one that grants nothing. Never throws. */
export function diffPolicies(before: string, after: string, locale: Locale = 'en'): PolicyDiff {
  const say = sayIn(locale);
  const first = sideOf(before);
  const second = sideOf(after);
  const requests = requestsToCompare(first, second);
  const effort = { filters: 0 };
  const { pairs } = requests;
  const widening = { first: first.index, second: second.index, pairs, effort };
  const narrowing = { first: second.index, second: first.index, pairs, effort };
  const widened = [...changes(widening, wideningText, say)];
  const narrowed = [...changes(narrowing, narrowingText, say)];
  if (effort.filters <= mostFilters && requests.complete && first.index.complete && second.index.complete)
    return { widened, narrowed };
  const unsure = say('diff.incomplete');
  return { widened: [...widened, unsure], narrowed: [...narrowed, unsure] };
}

function sideOf(text: string): Side {
  const rules = readPolicyAfresh(text).rules.filter(({ sound }) => sound);
  return { rules, index: indexAccess(rules) };
}

type Requests = ReadonlyMap<string, ReadonlySet<string>>;

/** The pairs that some rule of only one side touches; where it says `*`, every name that either side knows. */
function requestsToCompare(one: Side, other: Side): { pairs: Requests; complete: boolean } {
  const rules = onlyInOne(one.rules, other.rules);
  const allActions = new Set([
    '*',
    ...[one, other].flatMap((side) => side.rules.flatMap((rule) => [...valuesOf(rule.actions)])),
  ]);
  const allResources = new Set([
    '*',
    ...[one, other].flatMap((side) => side.rules.flatMap((rule) => [...valuesOf(rule.resources)])),
  ]);
  const pairs = new Map<string, Set<string>>();
  let count = 0;
  for (const rule of rules) {
    const actions = rule.anyAction ? allActions : valuesOf(rule.actions);
    const resources = rule.anyResource ? allResources : valuesOf(rule.resources);
    for (const action of actions) {
      count += resources.size;
      if (count > mostRequests) return { pairs, complete: false };
      const row = pairs.get(action) ?? new Set<string>();
      pairs.set(action, row);
      for (const resource of resources) row.add(resource);
    }
  }
  return { pairs, complete: true };
}

/** Rules that stand in both texts, word for word in meaning, change nothing and are left aside. */
function onlyInOne(one: readonly Rule[], other: readonly Rule[]): Rule[] {
  const ones = new Set(one.map(spellingOf));
  const others = new Set(other.map(spellingOf));
  return [
    ...one.filter((rule) => !others.has(spellingOf(rule))),
    ...other.filter((rule) => !ones.has(spellingOf(rule))),
  ];
}

function spellingOf(rule: Rule): string {
  const actions = [...valuesOf(rule.actions)].sort();
  const resources = [...valuesOf(rule.resources)].sort();
  return JSON.stringify([rule.effect, actions, resources, rule.condition?.canonical ?? null]);
}

function openingFor(index: AccessIndex, action: string, resource: string): Opening {
  const cells = cellsFor(index, action, resource);
  if (cells.some(({ deny }) => deny)) return { allowed: [], denied: [] };
  const conditional = cells.flatMap((cell) => [...cell.conditional.values()]);
  const clausesOf = (effect: string): Clause[] =>
    conditional.filter((rule) => rule.effect === effect).flatMap(clausesOfRule);
  const allowed = cells.some(({ allow }) => allow) ? [always] : clausesOf('ALLOW');
  return { allowed, denied: allowed.length > 0 ? clausesOf('DENY') : [] };
}

/** A condition that cannot be read stands for itself: equal to its like, comparable with nothing else. */
function clausesOfRule(rule: Rule): readonly Clause[] {
  const condition = rule.condition;
  if (!condition) return [always];
  return condition.narrows ? condition.clauses : [new Map([[unreadableProperty, [condition.canonical]]])];
}

const unreadableProperty = '\0condition';

/** What the second opening has beyond the first. */
interface Gain {
  readonly kind: 'new' | 'free' | 'more' | 'undenied';
  readonly clauses: readonly Clause[];
  /** Equal gains have equal keys. */
  readonly key: string;
}

function gainOf(first: Opening, second: Opening): Gain | null {
  if (second.allowed.length === 0) return null;
  if (first.allowed.length === 0) return gain('new', second.allowed);
  const more = notCovered(second.allowed, first.allowed);
  if (more.length > 0) return gain(more.includes(always) ? 'free' : 'more', more);
  const undenied = notCovered(first.denied, second.denied);
  return undenied.length > 0 ? gain('undenied', undenied) : null;
}

function gain(kind: Gain['kind'], clauses: readonly Clause[]): Gain {
  return { kind, clauses, key: JSON.stringify([kind, clauses.map(clauseKey).sort()]) };
}

function notCovered(clauses: readonly Clause[], by: readonly Clause[]): Clause[] {
  if (by.includes(always)) return [];
  const equal = new Set(by.map(clauseKey));
  const others = clauses.filter((clause) => !equal.has(clauseKey(clause)));
  if (others.length * by.length > mostFilterPairs) return others;
  return others.filter((clause) => !by.some((broad) => clauseCovers(broad, clause)));
}

const clauseKeys = new WeakMap<Clause, string>();

function clauseKey(clause: Clause): string {
  const known = clauseKeys.get(clause);
  if (known !== undefined) return known;
  const key = JSON.stringify(
    [...clause]
      .map(([property, values]) => [property, values.map((value) => JSON.stringify(value)).sort()])
      .sort(),
  );
  clauseKeys.set(clause, key);
  return key;
}

type TextOfGain = (use: string, gain: Gain, say: Say) => string;

const wideningText: TextOfGain = (use, gain, say) => {
  if (gain.kind === 'free') return say('diff.canFreely', { use });
  if (gain.clauses.includes(always)) return say('diff.can', { use });
  return say(gain.kind === 'new' ? 'diff.canWhere' : 'diff.canAlsoWhere', {
    use,
    condition: conditionText(gain, say),
  });
};

const narrowingText: TextOfGain = (use, gain, say) => {
  if (gain.kind === 'free') return say('diff.cannotFreely', { use });
  if (gain.kind === 'new') return say('diff.cannot', { use });
  return say('diff.cannotWhere', { use, condition: conditionText(gain, say) });
};

function conditionText({ clauses }: Gain, say: Say): string {
  const readable = clauses.filter((clause) => !clause.has(unreadableProperty));
  return readable.length > 0 ? describeClauses(readable, say) : say('condition.unreadable');
}

/** Two policies in one direction, with what it has cost so far to compare them. */
interface Comparison {
  readonly first: AccessIndex;
  readonly second: AccessIndex;
  readonly pairs: Requests;
  readonly effort: { filters: number };
}

/** One sentence for each action and kind of change, in the order of the alphabet, `*` first. */
function* changes(comparison: Comparison, textOf: TextOfGain, say: Say): Iterable<string> {
  const everyAction = gainsOf(comparison, '*');
  for (const action of [...comparison.pairs.keys()].sort()) {
    const gains = action === '*' ? everyAction : gainsOf(comparison, action);
    const grouped = new Map<string, { gain: Gain; resources: string[] }>();
    for (const [resource, gain] of gains) {
      const byStar = resource !== '*' && gains.get('*')?.key === gain.key;
      const byAnyAction = action !== '*' && everyAction.get(resource)?.key === gain.key;
      if (byStar || byAnyAction) continue;
      const group = grouped.get(gain.key) ?? { gain, resources: [] };
      group.resources.push(resource);
      grouped.set(gain.key, group);
    }
    for (const { gain, resources } of grouped.values()) {
      yield textOf(describeUse(action, resources, !gain.clauses.includes(always), say), gain, say);
    }
  }
}

function gainsOf({ first, second, pairs, effort }: Comparison, action: string): Map<string, Gain> {
  const gains = new Map<string, Gain>();
  for (const resource of [...(pairs.get(action) ?? [])].sort()) {
    if (effort.filters > mostFilters) break;
    const [before, after] = [openingFor(first, action, resource), openingFor(second, action, resource)];
    for (const { allowed, denied } of [before, after]) effort.filters += allowed.length + denied.length;
    const gain = gainOf(before, after);
    if (gain) gains.set(resource, gain);
  }
  return gains;
}
