/** Rules, resources and conditions in plain words, shared by the explanation, the simulator and the diff. */
import type { Clause, Condition } from './condition.ts';
import { plain, show, showWord } from './show.ts';
import { isTextKey, type PolicyTextKey, type Say } from './text.ts';
import { isKnownType, knownAction, typeWord } from './vocabulary.ts';

const listedTargets = 3;
const listedValues = 5;
const listedProperties = 4;
const listedClauses = 3;

/** A rule's number as people count. */
export function ruleNumber(index: number): string {
  return String(index + 1);
}

/** `dashboard:7` → "dashboard 7"; `*` → "everything". */
export function describeResource(resource: string, say: Say): string {
  if (resource === '*') return say('target.all');
  const colon = resource.indexOf(':');
  const type = resource.slice(0, colon);
  if (colon < 0 || !isKnownType(type)) return show(resource);
  return say('target.one', { type: typeWord(type, say), id: plain(resource.slice(colon + 1)) });
}

export function describeResources(resources: readonly string[], say: Say): string {
  return listed(resources, listedTargets, (resource) => describeResource(resource, say), say);
}

/** "a, b and c", or the first few and the number of the others. */
function listed<T>(items: readonly T[], most: number, word: (item: T) => string, say: Say): string {
  if (items.length > most + 1) {
    const first = items.slice(0, most).map(word).join(', ');
    return say('list.more', { first, count: items.length - most });
  }
  const words = items.map(word);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : say('list.and', { first: words.join(', '), last });
}

/** What an action on some resources comes to: "view dashboard 7". For everything, `resources` begins with `*`. */
export function describeUse(
  action: string,
  resources: readonly string[],
  filtered: boolean,
  say: Say,
): string {
  const targets = describeResources(resources, say);
  const everywhere = resources[0] === '*';
  if (action === '*') return say(everywhere ? 'use.any.all' : 'use.any.some', { targets });
  if (!knownAction(action)) {
    return say(everywhere ? 'use.unknown.all' : 'use.unknown.some', { action: showWord(action), targets });
  }
  const form = everywhere ? (filtered ? 'filtered' : 'all') : 'some';
  const key = `use.${action}.${form}`;
  const fallback = `use.${action}.all`;
  if (isTextKey(key)) return say(key, { targets });
  return isTextKey(fallback) ? say(fallback, { targets }) : showWord(action);
}

/** What a denial takes away: "view any dashboard". */
export function describeRefusal(action: string, resources: readonly string[], say: Say): string {
  const key = `refuse.${action === '*' ? 'any' : action}.${resources[0] === '*' ? 'all' : 'some'}`;
  if (isTextKey(key)) return say(key, { targets: describeResources(resources, say) });
  return describeUse(action, resources, false, say);
}

const propertyWords: Readonly<Record<string, PolicyTextKey>> = {
  _class: 'property.class',
  _type: 'property.type',
  _integrationType: 'property.integrationType',
  _integrationClass: 'property.integrationClass',
  _integrationInstanceId: 'property.integrationInstance',
};

function describeValue(value: string | number | boolean): string {
  const text = String(value);
  return /^[\w.:-]+$/.test(text) ? plain(text) : show(text);
}

function describeClause(clause: Clause, say: Say): string {
  const parts = [...clause].slice(0, listedProperties).map(([name, values]) => {
    const key = Object.hasOwn(propertyWords, name) ? propertyWords[name] : undefined;
    const property = key ? say(key) : plain(name);
    const [only] = values;
    if (values.length === 1 && only !== undefined) {
      return say('condition.is', { property, value: describeValue(only) });
    }
    const texts = values.slice(0, listedValues).map(describeValue).join(', ');
    const more = values.length - listedValues;
    if (more > 0) return say('condition.oneOfMany', { property, values: texts, count: more });
    return say('condition.oneOf', { property, values: texts });
  });
  const all = parts.reduce((first, last) => say('condition.and', { first, last }));
  const more = clause.size - listedProperties;
  return more > 0 ? say('condition.andMore', { first: all, count: more }) : all;
}

export function describeClauses(clauses: readonly Clause[], say: Say): string {
  const words = clauses.slice(0, listedClauses).map((clause) => describeClause(clause, say));
  const all = words.reduce((first, last) => say('condition.or', { first, last }));
  const more = clauses.length - listedClauses;
  return more > 0 ? say('condition.orMore', { first: all, count: more }) : all;
}

/** What must hold: "class is Host and type is aws_instance, or class is User". */
export function describeCondition(condition: Condition, say: Say): string {
  return condition.narrows ? describeClauses(condition.clauses, say) : say('condition.unreadable');
}
