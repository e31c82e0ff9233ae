/**
 * What a bearer key may do, decided by the policy it was created with. J1 publishes the language but not how
 * it is enforced: that a DENY beats an ALLOW follows from one documented sample, that nothing matched means
 * refused is inferred, and the action of most GraphQL fields is named nowhere, so those need `*` on `*`.
 */
export interface Condition {
  readonly stringEquals?: Readonly<Record<string, unknown>>;
  readonly queryFilters?: readonly Readonly<Record<string, unknown>>[];
}

export interface Rule {
  readonly effect: 'ALLOW' | 'DENY';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Condition;
}

export interface Demand {
  readonly action: string;
  readonly resource: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** The rules of a policy text, or null where the text is not a policy. */
export function readPolicy(text: string | null): readonly Rule[] | null {
  if (text === null) return null;
  try {
    const { permissions } = JSON.parse(text) as { permissions?: unknown };
    return Array.isArray(permissions) && permissions.every(isRule) ? permissions : null;
  } catch {
    return null;
  }
}

/** Which action on which resource a root field asks for. */
export function demandOf(rootField: string, accountId: string): Demand {
  switch (rootField) {
    case 'queryV1':
    case 'allEntityCounts':
    case 'getEntityCounts':
      return { action: 'query:ReadGraphData', resource: '*' };
    case 'iamGetAccount':
      return { action: 'query:GetAccountEntity', resource: `account:${accountId}` };
    default:
      return { action: `undocumented:${rootField}`, resource: '*' };
  }
}

/** Whether the rules let the demand pass. A conditional DENY takes rows away (see `mayRead`) but refuses nothing. */
export function isAllowed(rules: readonly Rule[], demand: Demand): boolean {
  const matching = rules.filter((rule) => matches(rule, demand));
  if (matching.some((rule) => rule.effect === 'DENY' && rule.condition === undefined)) return false;
  return matching.some((rule) => rule.effect === 'ALLOW');
}

/** Whether one graph row is readable under the conditions of the rules. */
export function mayRead(rules: readonly Rule[], row: Row): boolean {
  const matching = rules.filter((rule) => matches(rule, { action: 'query:ReadGraphData', resource: '*' }));
  const holds = (effect: Rule['effect']): boolean =>
    matching.some((rule) => rule.effect === effect && conditionHolds(rule.condition, row));
  return !holds('DENY') && holds('ALLOW');
}

/** A group's query policy or a key's `queryFilters`: objects are alternatives, properties inside one all apply. */
export function filtersHold(filters: readonly Row[], row: Row): boolean {
  return filters.some((filter) =>
    Object.entries(filter).every(([property, wanted]) => hasValue(row, property, wanted)),
  );
}

function matches(rule: Rule, { action, resource }: Demand): boolean {
  return includes(rule.actions, action) && includes(rule.resources, resource);
}

/** Only a lone `*` stands for everything; `dashboard:*` is an ordinary name that nothing has. */
function includes(names: readonly string[], name: string): boolean {
  return names.includes('*') || names.includes(name);
}

function conditionHolds(condition: Condition | undefined, row: Row): boolean {
  if (condition === undefined) return true;
  const { stringEquals, queryFilters } = condition;
  if (stringEquals !== undefined && !filtersHold([stringEquals], row)) return false;
  return queryFilters === undefined || filtersHold(queryFilters, row);
}

function hasValue(row: Row, property: string, wanted: unknown): boolean {
  const actual = listOf(row[property]);
  return listOf(wanted).some((value) => actual.includes(value));
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function isRule(value: unknown): value is Rule {
  const rule = value as Partial<Rule> | null;
  return (
    typeof rule === 'object' &&
    rule !== null &&
    (rule.effect === 'ALLOW' || rule.effect === 'DENY') &&
    isTextList(rule.actions) &&
    isTextList(rule.resources) &&
    (rule.condition === undefined || (typeof rule.condition === 'object' && rule.condition !== null))
  );
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
