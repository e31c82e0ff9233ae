/** As much J1QL as the extension and the console use: `FIND <class|type|*> [AS a] [RETURN a.x, …] [LIMIT n]`. */
import type { Account, Entity } from '../world/world.ts';
import { permissionsOf } from '../world/world.ts';
import { userOf } from './access.ts';
import type { Caller } from './access.ts';
import { businessError } from './errors.ts';
import { filtersHold, mayRead, readPolicy } from './policy.ts';
import type { Row } from './policy.ts';

const shape =
  /^\s*find\s+(?<what>\*|\w+)(?:\s+(?:as|that)\s+(?<alias>\w+))?(?:\s+return\s+(?<fields>[\w.,\s]+?))?(?:\s+limit\s+(?<limit>\d+))?\s*$/i;

export function runQuery(
  caller: Caller,
  query: string,
): { readonly type: string; readonly data: unknown; readonly totalCount: number } {
  const parts = shape.exec(query)?.groups;
  if (parts === undefined) {
    throw businessError('BAD_USER_INPUT', 'Error parsing query: expected FIND', 'query');
  }
  const found = visibleRows(caller).filter((row) => isA(row, parts['what']!));
  const rows = parts['limit'] === undefined ? found : found.slice(0, Number(parts['limit']));
  if (parts['fields'] !== undefined) {
    return {
      type: 'table',
      data: rows.map((row) => pickFields(row, parts['fields']!)),
      totalCount: rows.length,
    };
  }
  return { type: 'list', data: rows.map(asListItem), totalCount: rows.length };
}

/** Numbers of entities by class and by type, as far as the caller may see them. */
export function countEntities(caller: Caller): {
  classes: Record<string, number>;
  types: Record<string, number>;
} {
  const rows = visibleRows(caller);
  return { classes: count(rows.flatMap((row) => row._class)), types: count(rows.map((row) => row._type)) };
}

function visibleRows(caller: Caller): Entity[] {
  const rows = [...caller.account.entities, ...keyRows(caller.account)];
  if (caller.kind === 'key' && caller.key.type !== 'USER_API') {
    const rules = readPolicy(caller.key.policy) ?? [];
    return rows.filter((row) => mayRead(rules, row));
  }
  const filters = groupFiltersOf(caller);
  return filters === null ? rows : rows.filter((row) => filtersHold(filters, row));
}

/** The query policies of a user's groups; null where some group that may read the graph has none and nothing is filtered. */
function groupFiltersOf(caller: Caller): Row[] | null {
  const user = userOf(caller);
  if (user === null) return null;
  if (permissionsOf(caller.account, user).has('accessAdmin')) return null;
  const groups = caller.account.groups.filter(({ memberIds }) => memberIds.includes(user.id));
  const readers = groups.filter(({ permissions }) => permissions.includes('readGraph'));
  return readers.some(({ queryPolicy }) => queryPolicy.length === 0)
    ? null
    : groups.flatMap(({ queryPolicy }) => queryPolicy as Row[]);
}

/** J1 ingests account keys into its own graph, with their names and expiry but without any part of the secret. */
function keyRows(account: Account): Entity[] {
  return account.keys
    .filter(({ type, revoked }) => type === 'ACCOUNT' && !revoked)
    .map((key) => ({
      _id: key.id,
      _type: 'jupiterone_api_token',
      _class: ['AccessKey'],
      _accountId: account.id,
      displayName: key.name,
      createdOn: key.createdAt,
      expiresOn: key.expiresAt,
    }));
}

function isA(row: Entity, what: string): boolean {
  return what === '*' || row._type === what || row._class.includes(what);
}

function asListItem(row: Entity): unknown {
  const { _id, _type, _class, displayName, ...rest } = row;
  return { id: _id, entity: { _id, _type, _class, displayName }, properties: { displayName, ...rest } };
}

function pickFields(row: Entity, fields: string): Record<string, unknown> {
  const names = fields.split(',').map((field) => field.trim());
  return Object.fromEntries(names.map((name) => [name, row[name.slice(name.indexOf('.') + 1)] ?? null]));
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
