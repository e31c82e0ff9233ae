/**
 * A policy as the rest of the room looks at it: rules over the syntax tree, each part knowing its place in the text.
 * It leaves out nothing and repairs nothing; what is odd stays visible to the checks.
 */
import type { Node } from 'jsonc-parser';
import { canonical, canonicalSet } from './canonical.ts';
import { readCondition, type Condition } from './condition.ts';
import { foldLookalikes } from './near.ts';
import { readJson, type JsonText } from './parse.ts';
import { keyOf, valueOf } from './pointer.ts';

export type Effect = 'ALLOW' | 'DENY';

/** One string of `actions` or `resources`. */
export interface Entry {
  readonly value: string;
  readonly pointer: string;
  readonly node: Node;
}

export interface Rule {
  readonly index: number;
  readonly pointer: string;
  readonly node: Node;
  readonly fields: ReadonlyMap<string, Node>;
  /** Exactly as J1 wants it, or `null`. */
  readonly effect: Effect | null;
  /** What the writer meant (`"Allow"`, a look-alike letter): judged by the security checks, never obeyed. */
  readonly intent: Effect | null;
  /** The strings of the list; a lone string counts as a list of one, so that it is judged as well. */
  readonly actions: readonly Entry[];
  readonly resources: readonly Entry[];
  readonly anyAction: boolean;
  readonly anyResource: boolean;
  /** Effect, actions and resources are all as documented, so that J1 can be expected to read the rule. */
  readonly sound: boolean;
  readonly condition: Condition | null;
}

export interface Policy {
  readonly json: JsonText;
  /** The whole text is strict JSON without repeated keys. */
  readonly readable: boolean;
  /** The outermost value, if readable. */
  readonly root: Node | undefined;
  /** The value of `permissions`, whatever it is. */
  readonly permissions: Node | undefined;
  /** One for each object in `permissions`. */
  readonly rules: readonly Rule[];
}

let latest: Policy | undefined;

/**
 * Reads a policy text; never throws. The latest answer is kept, because every surface asks several questions about
 * the same text (lint, grade, explanation, a matrix of simulations) after each keystroke.
 */
export function readPolicy(text: string): Policy {
  if (latest?.json.text !== text) latest = readPolicyAfresh(text);
  return latest;
}

/** The same without touching the kept answer, for looking at other keys' policies in between. */
export function readPolicyAfresh(text: string): Policy {
  const json = readJson(text);
  const readable = json.problems.length === 0;
  const root = readable ? json.root : undefined;
  const permissions = root?.type === 'object' ? fieldsOf(root).get('permissions') : undefined;
  const items = permissions?.type === 'array' ? (permissions.children ?? []) : [];
  const rules = items.flatMap((node, index) => (node.type === 'object' ? [readRule(node, index)] : []));
  return { json, readable, root, permissions, rules };
}

export function fieldsOf(object: Node): Map<string, Node> {
  const fields = new Map<string, Node>();
  for (const property of object.children ?? []) {
    const value = valueOf(property);
    if (value) fields.set(keyOf(property), value);
  }
  return fields;
}

function readRule(node: Node, index: number): Rule {
  const pointer = `/permissions/${index}`;
  const fields = fieldsOf(node);
  const written: unknown = fields.get('effect')?.value;
  const effect = isEffect(written) ? written : null;
  const actions = entriesOf(fields.get('actions'), `${pointer}/actions`);
  const resources = entriesOf(fields.get('resources'), `${pointer}/resources`);
  const condition = fields.get('condition');
  return {
    index,
    pointer,
    node,
    fields,
    effect,
    intent: effect ?? intendedEffect(written),
    actions,
    resources,
    anyAction: actions.some(({ value }) => value === '*'),
    anyResource: resources.some(({ value }) => value === '*'),
    sound:
      effect !== null && isListOfStrings(fields.get('actions')) && isListOfStrings(fields.get('resources')),
    condition: condition ? readCondition(condition, `${pointer}/condition`) : null,
  };
}

function isEffect(value: unknown): value is Effect {
  return value === 'ALLOW' || value === 'DENY';
}

/** `"Allow"`, `" deny "` or a Cyrillic letter: near enough to know what was meant. */
export function intendedEffect(value: unknown): Effect | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const folded = foldLookalikes(value).trim().toUpperCase();
  return isEffect(folded) ? folded : null;
}

function entriesOf(node: Node | undefined, pointer: string): Entry[] {
  if (node?.type === 'string') return [{ value: String(node.value), pointer, node }];
  if (node?.type !== 'array') return [];
  return (node.children ?? []).flatMap((child, index) =>
    child.type === 'string'
      ? [{ value: String(child.value), pointer: `${pointer}/${index}`, node: child }]
      : [],
  );
}

function isListOfStrings(node: Node | undefined): boolean {
  return node?.type === 'array' && (node.children ?? []).every((child) => child.type === 'string');
}

export function valuesOf(entries: readonly Entry[]): Set<string> {
  return new Set(entries.map(({ value }) => value));
}

/** The syntax nodes of entries or rules. */
export function nodesOf(items: readonly { readonly node: Node }[]): Node[] {
  return items.map(({ node }) => node);
}

/** A rule's condition narrows it in a way that can be read. */
export function isNarrowed(rule: Rule): boolean {
  return rule.condition?.narrows ?? false;
}

interface CanonicalParts {
  readonly actions: string;
  readonly resources: string;
  /** Every other key. */
  readonly rest: string;
}

const knownParts = new WeakMap<Rule, CanonicalParts>();

/** The parts of a rule as comparable text: equal parts mean the same, whatever their spelling and order. */
export function canonicalParts(rule: Rule): CanonicalParts {
  const known = knownParts.get(rule);
  if (known) return known;
  const rest = (rule.node.children ?? [])
    .filter((property) => keyOf(property) !== 'actions' && keyOf(property) !== 'resources')
    .map((property) => `${JSON.stringify(keyOf(property))}:${canonical(valueOf(property))}`)
    .sort()
    .join(',');
  const actions = canonicalSet(valuesOf(rule.actions));
  const resources = canonicalSet(valuesOf(rule.resources));
  const parts = { actions, resources, rest };
  knownParts.set(rule, parts);
  return parts;
}

export function canonicalRule(rule: Rule): string {
  const { actions, resources, rest } = canonicalParts(rule);
  return `${actions} ${resources} ${rest}`;
}
