/**
 * The condition of a rule. Two documented forms: `queryFilters` (May 2023), a list of filters of which any one must
 * hold, each asking for all its properties, a list of values standing for alternatives; and the older
 * `stringEquals`, one set of properties. Both mean: a graph object is readable only if it has them.
 */
import type { Node } from 'jsonc-parser';
import { canonical } from './canonical.ts';
import { escapeSegment, keyOf, valueOf } from './pointer.ts';
import type { PolicyTextKey } from './text.ts';

export type FilterValue = string | number | boolean;

/** Properties that must all hold, each with the values that will do. */
export type Clause = ReadonlyMap<string, readonly FilterValue[]>;

export interface ConditionFault {
  readonly key: PolicyTextKey;
  readonly pointer: string;
  readonly what: string;
}

export interface Condition {
  readonly node: Node;
  readonly pointer: string;
  readonly operators: readonly string[];
  /** Any one of them lets a graph object be read. Empty where the condition cannot be read. */
  readonly clauses: readonly Clause[];
  readonly faults: readonly ConditionFault[];
  /** Readable and asking for something. Only such a condition is trusted to narrow a rule. */
  readonly narrows: boolean;
  readonly canonical: string;
}

export function readCondition(node: Node, pointer: string): Condition {
  const reader = new ConditionReader();
  const clauses = reader.read(node, pointer);
  const faulty = reader.faults.length > 0;
  return {
    node,
    pointer,
    operators: node.type === 'object' ? (node.children ?? []).map(keyOf) : [],
    clauses: faulty ? [] : clauses,
    faults: reader.faults,
    narrows: !faulty && clauses.length > 0,
    canonical: canonical(node),
  };
}

class ConditionReader {
  readonly faults: ConditionFault[] = [];

  read(node: Node, pointer: string): Clause[] {
    if (node.type !== 'object') return this.fault('E11.notObject', pointer);
    if ((node.children ?? []).length === 0) return this.fault('E11.emptyCondition', pointer);
    let filters: Clause[] | null = null;
    let equals: Clause | null = null;
    for (const property of node.children ?? []) {
      const operator = keyOf(property);
      const value = valueOf(property);
      const at = `${pointer}/${escapeSegment(operator)}`;
      if (operator === 'queryFilters') filters = this.filters(value, at);
      else if (operator === 'stringEquals') equals = this.equals(value, at);
      else this.fault('E11.operator', at, operator);
    }
    if (!equals) return filters ?? [];
    const required = equals;
    return filters ? filters.map((filter) => new Map([...filter, ...required])) : [required];
  }

  private fault(key: PolicyTextKey, pointer: string, what = ''): Clause[] {
    this.faults.push({ key, pointer, what });
    return [];
  }

  private filters(node: Node | undefined, pointer: string): Clause[] {
    if (node?.type !== 'array') return this.fault('E11.filtersNotList', pointer);
    const filters = node.children ?? [];
    if (filters.length === 0) return this.fault('E11.noFilters', pointer);
    return filters.flatMap((filter, index) => this.filter(filter, `${pointer}/${index}`));
  }

  private filter(node: Node, pointer: string): Clause[] {
    if (node.type !== 'object') return this.fault('E11.filterNotObject', pointer);
    if ((node.children ?? []).length === 0) return this.fault('E11.emptyFilter', pointer);
    return [this.properties(node, pointer, true)];
  }

  private equals(node: Node | undefined, pointer: string): Clause | null {
    if (node?.type !== 'object') this.fault('E11.equalsNotObject', pointer);
    else if ((node.children ?? []).length === 0) this.fault('E11.emptyFilter', pointer);
    else return this.properties(node, pointer, false);
    return null;
  }

  private properties(object: Node, pointer: string, lists: boolean): Clause {
    const clause = new Map<string, readonly FilterValue[]>();
    for (const property of object.children ?? []) {
      const key = keyOf(property);
      const at = `${pointer}/${escapeSegment(key)}`;
      const value = valueOf(property);
      const values = value?.type === 'array' && lists ? (value.children ?? []) : value ? [value] : [];
      const readable = values.map((each) => each.value as unknown).filter(isFilterValue);
      if (values.length === 0 || readable.length < values.length) this.fault('E11.value', at, key);
      else clause.set(key, readable);
    }
    return clause;
  }
}

/** NUL and half characters cannot be told apart once they have travelled; no property has such a value. */
function isFilterValue(value: unknown): value is FilterValue {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return typeof value === 'number' || typeof value === 'boolean';
}
