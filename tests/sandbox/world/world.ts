/**
 * Everything the stand-in remembers: accounts with people, groups, keys, integrations and graph rows. Plain
 * mutable data; who may read or change it is decided in `graphql/`.
 */
import type { Random } from './random.ts';
import { seedAccounts } from './seed.ts';

export type Region = 'us' | 'eu' | 'dev' | 'fedramp';
export type TokenType = 'ACCOUNT' | 'RESOURCE' | 'USER_API';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface Group {
  readonly id: string;
  name: string;
  description: string;
  /** Permission strings such as `accessAdmin`, in the order in which they were sent. */
  permissions: string[];
  queryPolicy: unknown[];
  memberIds: string[];
}

export interface Key {
  readonly id: string;
  readonly type: TokenType;
  readonly name: string;
  readonly category: string | null;
  /** The policy as it was sent, not parsed; null for user keys. */
  readonly policy: string | null;
  readonly secret: string;
  readonly subject: string;
  readonly userId: string | null;
  readonly createdAt: number;
  expiresAt: number;
  revoked: boolean;
}

export interface Definition {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly integrationClass: string[];
  readonly description: string;
}

export interface Instance {
  readonly id: string;
  readonly definitionId: string;
  readonly name: string;
  readonly description: string;
  readonly pollingInterval: string;
  readonly createdOn: number;
  readonly lastJobAt: number;
  readonly lastJobStatus: string;
}

export interface InstanceToken {
  readonly id: string;
  readonly instanceId: string;
  readonly secret: string;
  readonly createdAt: number;
  expiresAt: number;
}

export interface RateLimit {
  readonly invocationWindowSeconds: number;
  readonly invocationCapacity: number;
}

export interface AuditEvent {
  readonly id: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly category: string;
  readonly timestamp: number;
  readonly performedByUserId: string | null;
  readonly data: Record<string, unknown>;
}

export interface Entity {
  readonly _id: string;
  readonly _type: string;
  readonly _class: string[];
  readonly displayName: string;
  readonly [property: string]: unknown;
}

export interface ResourcePermission {
  subjectType: string;
  subjectId: string;
  resourceArea: string;
  resourceType: string;
  resourceId: string;
  canCreate: boolean;
  canRead: boolean;
  canUpdate: boolean;
  canDelete: boolean;
}

export interface Account {
  readonly id: string;
  /** Label before `.apps.<region>.jupiterone.io`. */
  readonly subdomain: string;
  readonly name: string;
  readonly region: Region;
  readonly owner: string;
  readonly users: User[];
  readonly groups: Group[];
  readonly keys: Key[];
  readonly definitions: Definition[];
  readonly instances: Instance[];
  readonly instanceTokens: InstanceToken[];
  readonly entities: Entity[];
  readonly audit: AuditEvent[];
  readonly tokenRateLimits: Map<string, RateLimit>;
  readonly resourcePermissions: ResourcePermission[];
}

export interface World {
  readonly accounts: readonly Account[];
  readonly random: Random;
}

export interface WorldOptions {
  readonly seed: number;
  /** Account keys per account. */
  readonly keys: number;
  /** The moment the seeds are laid out around, epoch milliseconds. */
  readonly now: number;
  /** Where ids and secrets come from while the stand-in runs; it outlives a reset, so that no id comes twice. */
  readonly random: Random;
}

export function createWorld({ seed, keys, now, random }: WorldOptions): World {
  return { random, accounts: seedAccounts(seed, keys, now) };
}

export function isAdmin(account: Account, user: User): boolean {
  return permissionsOf(account, user).has('accessAdmin');
}

/** A user's effective permissions: the union over the groups. */
export function permissionsOf(account: Account, user: User): ReadonlySet<string> {
  return new Set(
    account.groups.filter((group) => group.memberIds.includes(user.id)).flatMap((group) => group.permissions),
  );
}

/** An account by its subdomain or id; throws, since only tests ask. */
export function accountNamed(world: World, name: string): Account {
  const account = world.accounts.find(({ subdomain, id }) => subdomain === name || id === name);
  if (account === undefined) throw new Error(`no account "${name}" in the stand-in`);
  return account;
}

export function recordAudit(
  world: World,
  account: Account,
  event: Pick<AuditEvent, 'resourceType' | 'resourceId' | 'category' | 'timestamp' | 'performedByUserId'> & {
    readonly data?: Record<string, unknown>;
  },
): void {
  account.audit.unshift({ data: {}, ...event, id: world.random.uuid() });
}
