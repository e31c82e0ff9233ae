/**
 * Which rules speak about a request, looked up instead of searched. A request is a literal action on a literal
 * resource; only a lone `*` in a rule stands for all (documented). That DENY beats ALLOW is inferred from one of J1's
 * samples (Sep 2022); that what nothing allows is denied is likewise expected, not documented.
 */
import type { Clause } from './condition.ts';
import { valuesOf, type Policy, type Rule } from './model.ts';

/** What rules say of one action and resource pair. */
export interface Cell {
  /** The first rule of each effect without a condition. */
  allow: Rule | null;
  deny: Rule | null;
  /** Rules with a condition, one for each different condition. */
  readonly conditional: Map<string, Rule>;
}

export interface AccessIndex {
  /** action → resource → what is said of exactly this pair; both may be `*`. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
  /** False where the policy names more pairs than are looked at; the index then lacks some. */
  readonly complete: boolean;
}

/** A policy of 10,000 ordinary rules names a few hundred thousand pairs. */
const mostPairs = 500_000;

export function indexAccess(rules: Iterable<Rule>): AccessIndex {
  const cells = new Map<string, Map<string, Cell>>();
  let pairs = 0;
  for (const rule of rules) {
    const resources = valuesOf(rule.resources);
    for (const action of valuesOf(rule.actions)) {
      pairs += resources.size;
      if (pairs > mostPairs) return { cells, complete: false };
      const row = cells.get(action) ?? new Map<string, Cell>();
      cells.set(action, row);
      for (const resource of resources) addTo(row, resource, rule);
    }
  }
  return { cells, complete: true };
}

function addTo(row: Map<string, Cell>, resource: string, rule: Rule): void {
  const cell = row.get(resource) ?? { allow: null, deny: null, conditional: new Map<string, Rule>() };
  row.set(resource, cell);
  const key = `${rule.effect} ${rule.condition?.canonical ?? ''}`;
  if (rule.condition) {
    if (!cell.conditional.has(key)) cell.conditional.set(key, rule);
  } else if (rule.effect === 'DENY') cell.deny ??= rule;
  else cell.allow ??= rule;
}

/** The cells that speak about a request: its own, and those of `*`. At most four. */
export function cellsFor(index: AccessIndex, action: string, resource: string): Cell[] {
  const actions = action === '*' ? ['*'] : [action, '*'];
  const resources = resource === '*' ? ['*'] : [resource, '*'];
  return actions.flatMap((eachAction) =>
    resources.flatMap((eachResource) => index.cells.get(eachAction)?.get(eachResource) ?? []),
  );
}

/** The unconditional DENY that covers a request, if any. */
export function denialOf(index: AccessIndex, action: string, resource: string): Rule | null {
  return cellsFor(index, action, resource).find(({ deny }) => deny)?.deny ?? null;
}

export function indexDenials(policy: Policy): AccessIndex {
  return indexAccess(policy.rules.filter((rule) => rule.sound && rule.effect === 'DENY'));
}

/** Whether every object that meets the narrow clause meets the broad one as well. */
export function clauseCovers(broad: Clause, narrow: Clause): boolean {
  return [...broad].every(([property, allowed]) => {
    const asked = narrow.get(property);
    const enough = new Set(allowed);
    return asked !== undefined && asked.every((value) => enough.has(value));
  });
}
