/** Who is asking, and whether they may: people by the permissions of their groups, keys by their policy. */
import type { Account, Key, User } from '../world/world.ts';
import { permissionsOf } from '../world/world.ts';
import { businessError } from './errors.ts';
import { demandOf, isAllowed, readPolicy } from './policy.ts';

export type Caller =
  | { readonly kind: 'user'; readonly account: Account; readonly user: User; readonly bucket: string }
  | { readonly kind: 'key'; readonly account: Account; readonly key: Key; readonly bucket: string }
  | { readonly kind: 'instance-key'; readonly account: Account; readonly bucket: string };

/** Permissions that are enough for a field; any one of them will do, `accessAdmin` always does. Inferred throughout. */
const permissionsFor: Readonly<Record<string, readonly string[]>> = {
  // Every signed-in user may know who and where they are.
  iamGetAccount: ['any'],
  iamGetCurrentUser: ['any'],
  accountRateLimits: ['any'],
  createCurrentUserToken: ['apiKeyUser'],
  // Own keys only: the resolver looks whose key it is.
  revokeToken: ['any'],
  queryV1: ['readGraph', 'writeGraph', 'fullReadAccess'],
  allEntityCounts: ['readGraph', 'writeGraph', 'fullReadAccess'],
  getEntityCounts: ['readGraph', 'writeGraph', 'fullReadAccess'],
  integrationDefinitions: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  integrationDefinition: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  findIntegrationDefinition: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  integrationInstance: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  integrationInstances: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  integrationInstancesV2: ['accessIntegrations', 'adminIntegrations', 'fullReadAccess'],
  integrationInstanceTokens: ['adminIntegrations'],
  createIntegrationInstanceToken: ['adminIntegrations'],
  revokeIntegrationInstanceToken: ['adminIntegrations'],
};

/** Refuses, in the gateway's words, a root field that the caller has no right to. */
export function requireAccess(caller: Caller, rootField: string): void {
  if (!hasAccess(caller, rootField)) {
    throw businessError('FORBIDDEN', `Not authorized to perform ${rootField}`);
  }
}

function hasAccess(caller: Caller, rootField: string): boolean {
  switch (caller.kind) {
    case 'instance-key':
      // Integration keys only synchronize data, which is no part of this API.
      return false;
    case 'key': {
      const owner = ownerOf(caller.account, caller.key);
      if (caller.key.type === 'USER_API')
        return owner !== null && userHasAccess(caller.account, owner, rootField);
      const rules = readPolicy(caller.key.policy);
      return rules !== null && isAllowed(rules, demandOf(rootField, caller.account.id));
    }
    case 'user':
      return userHasAccess(caller.account, caller.user, rootField);
  }
}

function userHasAccess(account: Account, user: User, rootField: string): boolean {
  const held = permissionsOf(account, user);
  const enough = permissionsFor[rootField] ?? [];
  return (
    held.has('accessAdmin') || enough.includes('any') || enough.some((permission) => held.has(permission))
  );
}

/** The person behind a caller, where there is one: the signed-in user, or the owner of a user key. */
export function userOf(caller: Caller): User | null {
  switch (caller.kind) {
    case 'user':
      return caller.user;
    case 'key':
      return ownerOf(caller.account, caller.key);
    case 'instance-key':
      return null;
  }
}

function ownerOf(account: Account, key: Key): User | null {
  return account.users.find(({ id }) => id === key.userId) ?? null;
}
