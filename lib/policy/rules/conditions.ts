/** J1-E11, W07, W08, W09: conditions that J1 can read, that have an effect, and that some object can meet. */
import type { Node } from 'jsonc-parser';
import type { Clause, Condition, ConditionFault } from '../condition.ts';
import { ruleNumber } from '../describe.ts';
import {
  finding,
  fixBy,
  perRule,
  type Check,
  type CheckContext,
  type Finding,
  type Fix,
} from '../findings.ts';
import { escapeSegment, keyOf, valueOf } from '../pointer.ts';
import { plain, show } from '../show.ts';
import { over, rawText, splice } from '../splice.ts';

export const readableCondition = perRule(function* readableCondition(rule, context) {
  const { text, say } = context;
  for (const property of rule.node.children ?? []) {
    const key = keyOf(property);
    // `Condition` is AWS's word, which J1-E06 speaks about.
    if (key === 'condition' || key === 'Condition' || !/^conditions?$/i.test(key)) continue;
    const name = property.children?.[0];
    const fix =
      name && !rule.condition && readable(valueOf(property))
        ? fixBy(say('E11.fix.key'), () => splice(text, [over(name, '"condition"')]))
        : undefined;
    yield finding(
      'J1-E11',
      `${rule.pointer}/${escapeSegment(key)}`,
      say('E11.key', { key: plain(key) }),
      fix,
    );
  }
  const faults = rule.condition?.faults ?? [];
  for (const fault of faults) {
    const fix = faults.length === 1 ? listFix(fault, rule.condition, context) : undefined;
    yield finding('J1-E11', fault.pointer, say(fault.key, { what: show(fault.what) }), fix);
  }
});

function readable(node: Node | undefined): boolean {
  return node?.type === 'object' && (node.children ?? []).length > 0;
}

/** One filter given without its list: brackets are all that is missing. */
function listFix(
  fault: ConditionFault,
  condition: Condition | null,
  { text, say }: CheckContext,
): Fix | undefined {
  const property = (condition?.node.children ?? []).find((each) => keyOf(each) === 'queryFilters');
  const node = property && valueOf(property);
  if (fault.key !== 'E11.filtersNotList' || node?.type !== 'object' || !holdsOnlyFilterValues(node))
    return undefined;
  return fixBy(say('E11.fix.list'), () => splice(text, [over(node, `[${rawText(text, node)}]`)]));
}

function holdsOnlyFilterValues(object: Node): boolean {
  const values = (object.children ?? []).map(valueOf);
  const scalar = (node: Node | undefined): boolean =>
    node?.type === 'string'
      ? !/[\0\p{Cs}]/u.test(String(node.value))
      : node?.type === 'number' || node?.type === 'boolean';
  return (
    values.length > 0 &&
    values.every((node) =>
      node?.type === 'array'
        ? (node.children ?? []).length > 0 && (node.children ?? []).every(scalar)
        : scalar(node),
    )
  );
}

/** Inferred: J1 describes conditions by what graph objects can be read, so other actions are not narrowed. */
export const conditionHasEffect = perRule(function* conditionHasEffect(rule, { say }) {
  if (!rule.condition?.narrows || rule.anyAction || rule.actions.length === 0) return;
  if (rule.actions.some(({ value }) => value === 'query:ReadGraphData')) return;
  yield finding('J1-W07', rule.condition.pointer, say('W07', { rule: ruleNumber(rule.index) }));
});

/** A filter value with its place in the text. */
interface PlacedValue {
  readonly property: string;
  readonly value: unknown;
  readonly pointer: string;
  readonly node: Node;
}

function* filterValues(condition: Condition): Iterable<PlacedValue> {
  for (const operator of condition.node.children ?? []) {
    const value = valueOf(operator);
    const at = `${condition.pointer}/${escapeSegment(keyOf(operator))}`;
    if (value?.type === 'object') yield* valuesIn(value, at);
    for (const [index, filter] of (value?.type === 'array' ? (value.children ?? []) : []).entries()) {
      if (filter.type === 'object') yield* valuesIn(filter, `${at}/${index}`);
    }
  }
}

function* valuesIn(filter: Node, pointer: string): Iterable<PlacedValue> {
  for (const member of filter.children ?? []) {
    const property = keyOf(member);
    const node = valueOf(member);
    const at = `${pointer}/${escapeSegment(property)}`;
    if (node?.type === 'array') {
      for (const [index, each] of (node.children ?? []).entries()) {
        yield { property, value: each.value, pointer: `${at}/${index}`, node: each };
      }
    } else if (node) yield { property, value: node.value, pointer: at, node };
  }
}

/** The account's names by their lower-case form. */
type KnownNames = ReadonlyMap<string, string>;

function namesByLowerCase(names: readonly string[] | undefined): KnownNames | undefined {
  return names && new Map(names.map((name) => [name.toLowerCase(), name]));
}

export const knownClassesAndTypes: Check = function* knownClassesAndTypes(context) {
  const classes = namesByLowerCase(context.facts.classes);
  const types = namesByLowerCase(context.facts.types);
  for (const { condition } of context.policy.rules) {
    if (!condition?.narrows) continue;
    for (const value of filterValues(condition)) {
      if (value.property === '_class' && classes) yield* unknownName(value, classes, 'W08.class', context);
      if (value.property === '_type' && types) yield* unknownName(value, types, 'W08.type', context);
    }
  }
};

function* unknownName(
  { value, pointer, node }: PlacedValue,
  known: KnownNames,
  key: 'W08.class' | 'W08.type',
  { text, say }: CheckContext,
): Iterable<Finding> {
  if (typeof value !== 'string') return;
  const near = known.get(value.toLowerCase());
  const what = show(value);
  if (near === undefined) yield finding('J1-W08', pointer, say(key, { what }));
  else if (near !== value) {
    const title = say('names.fix', { value: show(near) });
    const fix = fixBy(title, () => splice(text, [over(node, JSON.stringify(near))]));
    yield finding('J1-W08', pointer, say('W08.near', { what, near: show(near) }), fix);
  }
}

/**
 * Parts of type names that go with a class, for telling a filter that nothing can meet (`User` and `aws_instance`).
 * Inferred from J1's naming of types; a pair that none of these words speaks about is left alone.
 */
const typeWords: Readonly<Record<string, readonly string[]>> = {
  User: ['user', 'member', 'identity', 'account_owner'],
  Person: ['person', 'employee', 'people', 'contact'],
  Host: ['instance', 'host', 'vm', 'virtual_machine', 'server', 'machine', 'device', 'computer', 'node'],
  Device: ['device', 'computer', 'machine', 'endpoint', 'host', 'workstation', 'laptop', 'phone'],
  DataStore: ['bucket', 'storage', 'store', 'database', 'table', 'db', 'volume', 'disk'],
  Database: ['database', 'db', 'table', 'rds', 'redshift', 'cluster'],
  CodeRepo: ['repo', 'project'],
  Function: ['function', 'lambda'],
  Network: ['vpc', 'subnet', 'network', 'vnet', 'internet'],
  Firewall: ['security_group', 'firewall', 'acl', 'waf'],
  UserGroup: ['group', 'team', 'department'],
  AccessRole: ['role'],
  AccessPolicy: ['policy'],
};

function classesOf(type: string): string[] {
  return Object.keys(typeWords).filter((name) => typeWords[name]?.some((word) => type.includes(word)));
}

/** A class and a type that cannot go together, if that is so for every class and type that the filter names. */
function contradicts(clause: Clause): { name: string; type: string } | null {
  const names = (clause.get('_class') ?? []).map(String);
  const types = (clause.get('_type') ?? []).map(String);
  const [name, type] = [names[0], types[0]];
  if (name === undefined || type === undefined) return null;
  const fitting = types.map((each) => classesOf(each.toLowerCase()));
  const fit = new Set(fitting.flat());
  const spokenFor =
    fitting.every((classes) => classes.length > 0) && names.every((each) => Object.hasOwn(typeWords, each));
  return spokenFor && !names.some((each) => fit.has(each)) ? { name, type } : null;
}

export const satisfiableFilters = perRule(function* satisfiableFilters(rule, { say }) {
  const condition = rule.condition;
  if (!condition?.narrows) return;
  const listed = condition.operators.includes('queryFilters');
  for (const [index, clause] of condition.clauses.entries()) {
    const odd = contradicts(clause);
    if (!odd) continue;
    const pointer = listed
      ? `${condition.pointer}/queryFilters/${index}`
      : `${condition.pointer}/stringEquals`;
    yield finding('J1-W09', pointer, say('W09', { name: plain(odd.name), type: plain(odd.type) }));
  }
});
