/** What the fields of the schema answer. Fields that a dialect leaves out are dropped in `api.ts`. */
import { GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import type { Account, Definition, Group, Instance, Key, RateLimit, User, World } from '../world/world.ts';
import { mintKey } from '../world/mint-key.ts';
import { isAdmin, permissionsOf, recordAudit } from '../world/world.ts';
import { requireAccess, userOf } from './access.ts';
import type { Caller } from './access.ts';
import { businessError } from './errors.ts';
import { countEntities, runQuery } from './graph.ts';
import { pageOf } from './paging.ts';
import type { Page, PageRequest } from './paging.ts';
import { readPolicy } from './policy.ts';

export interface GraphqlContext {
  readonly world: World;
  readonly caller: Caller;
  readonly now: number;
  /** The largest page that lists give, whatever is asked for. */
  readonly pageCap: number;
}

type Resolver<Args> = (args: Args, context: GraphqlContext) => unknown;
type WireResolver = (source: unknown, args: never, context: GraphqlContext) => unknown;

const day = 86_400_000;
const longestLifetime = 365 * day;

/** A root field: the right to it is asked first. */
function root<Args>(name: string, resolve: Resolver<Args>): Record<string, WireResolver> {
  return {
    [name]: (_source, args, context) => {
      requireAccess(context.caller, name);
      return resolve(args as Args, context);
    },
  };
}

// Tokens

interface TokenInput {
  readonly name?: string | null;
  readonly category?: string | null;
  readonly policy?: string | null;
}

interface CreateTokenInput extends TokenInput {
  readonly type: Key['type'];
  readonly subject?: string | null;
  readonly expiresAt?: number | null;
}

function createToken(
  { token, input }: { readonly token?: TokenInput | null; readonly input?: CreateTokenInput | null },
  context: GraphqlContext,
): unknown {
  const wanted: TokenInput & Partial<CreateTokenInput> = input ?? token ?? {};
  if (wanted.type !== undefined && wanted.type !== 'ACCOUNT') {
    throw businessError(
      'BAD_USER_INPUT',
      `Tokens of type ${wanted.type} cannot be created here`,
      'token-service',
    );
  }
  const policy = wanted.policy ?? null;
  if (policy !== null && readPolicy(policy) === null) {
    throw businessError('BAD_USER_INPUT', 'policy must be a JSON document with permissions', 'token-service');
  }
  const { account } = context.caller;
  return addKey(context, {
    type: 'ACCOUNT',
    name: requireName(wanted.name),
    category: wanted.category ?? null,
    policy,
    subject: wanted.subject ?? `account:${account.id}`,
    userId: null,
    expiresAt: requireExpiry(wanted.expiresAt ?? context.now + longestLifetime, context.now),
  });
}

function createCurrentUserToken(
  { input }: { readonly input: { readonly name: string; readonly expiresAt: number } },
  context: GraphqlContext,
): unknown {
  const user = requireUser(context.caller);
  return addKey(context, {
    type: 'USER_API',
    name: requireName(input.name),
    category: null,
    policy: null,
    subject: `user:${user.id}`,
    userId: user.id,
    expiresAt: requireExpiry(input.expiresAt, context.now),
  });
}

function addKey(context: GraphqlContext, fields: Omit<Parameters<typeof mintKey>[1], 'createdAt'>): unknown {
  const { world, caller, now } = context;
  const key = mintKey(world.random, { ...fields, createdAt: now });
  caller.account.keys.push(key);
  audit(context, 'token', key.id, 'create', { name: key.name });
  return wireKey(caller.account, key, { masked: false });
}

function revokeToken({ id }: { readonly id: string }, context: GraphqlContext): unknown {
  const { account } = context.caller;
  const key = account.keys.find((each) => each.id === id);
  const user = userOf(context.caller);
  const mayRevoke = user === null || isAdmin(account, user) || key?.userId === user.id;
  if (!mayRevoke) throw businessError('FORBIDDEN', 'Not authorized to perform revokeToken', 'token-service');
  if (key === undefined) throw businessError('NOT_FOUND', `Token ${id} not found`, 'token-service');
  if (!key.revoked) audit(context, 'token', key.id, 'revoke', { name: key.name });
  key.revoked = true;
  return wireKey(account, key, { masked: true });
}

function requireName(name: string | null | undefined): string {
  const length = name?.trim().length ?? 0;
  if (length === 0 || length > 255) {
    throw businessError('BAD_USER_INPUT', 'name must be between 1 and 255 characters', 'token-service');
  }
  return name!;
}

function requireExpiry(expiresAt: number, now: number): number {
  if (expiresAt <= now)
    throw businessError('BAD_USER_INPUT', 'expiresAt must be in the future', 'token-service');
  if (expiresAt > now + longestLifetime) {
    throw businessError('BAD_USER_INPUT', 'expiresAt must be within 365 days', 'token-service');
  }
  return expiresAt;
}

/** A key as an answer carries it: the secret in full once, at creation; afterwards stars and the last ten characters. */
function wireKey(account: Account, key: Key, { masked }: { readonly masked: boolean }): unknown {
  const owner = account.users.find(({ id }) => id === key.userId) ?? null;
  return {
    id: key.id,
    name: key.name,
    category: key.category,
    policy: key.policy,
    revoked: key.revoked,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    secret: masked ? maskOf(key.secret) : key.secret,
    token: masked ? null : key.secret,
    type: key.type,
    subject: key.subject,
    accountId: account.id,
    userId: owner?.id ?? null,
    username: owner === null ? null : nickNameOf(owner),
    email: owner?.email ?? null,
    csrf: null,
  };
}

export function maskOf(secret: string): string {
  return `*********${secret.slice(-10)}`;
}

function wireKeyPage(account: Account, keys: readonly Key[], request: PageRequest, cap: number): unknown {
  const page = pageOf(keys, request, cap);
  const items = page.items.map((key) => wireKey(account, key, { masked: true }));
  return { items, tokens: items, pageInfo: page.pageInfo };
}

// People and groups

function wireAccount(account: Account): unknown {
  return {
    id: account.id,
    accountId: account.id,
    accountSubdomain: account.subdomain,
    accountName: account.name,
    accountOwner: account.owner,
    accountType: 'ENTERPRISE',
    status: 'ACTIVE',
    accountLogoUrl: null,
  };
}

function wireUser(account: Account, user: User): unknown {
  return {
    id: user.id,
    userId: user.id,
    email: user.email,
    accountId: account.id,
    nickName: nickNameOf(user),
    firstName: user.firstName,
    lastName: user.lastName,
    userAbacPermission: { subject: user.id, statement: [...permissionsOf(account, user)] },
    userGroups: (request: PageRequest, { pageCap }: GraphqlContext) =>
      wirePage(
        account.groups.filter(({ memberIds }) => memberIds.includes(user.id)),
        request,
        pageCap,
        (group) => wireGroup(account, group),
      ),
    // Legacy JWT keys; none of the seeded people has one any more.
    userApiKeys: (request: PageRequest, { pageCap }: GraphqlContext) => pageOf([], request, pageCap),
    tokens: (request: PageRequest, { pageCap }: GraphqlContext) =>
      wireKeyPage(
        account,
        account.keys.filter(({ userId }) => userId === user.id),
        request,
        pageCap,
      ),
  };
}

function nickNameOf(user: User): string {
  return user.email.slice(0, user.email.indexOf('@'));
}

function wireGroup(account: Account, group: Group): unknown {
  return {
    id: group.id,
    groupId: group.id,
    groupName: group.name,
    groupDescription: group.description,
    status: 'ACTIVE',
    groupQueryPolicy: { accountId: account.id, groupId: group.id, statement: group.queryPolicy },
    groupAbacPermission: { subject: group.id, statement: group.permissions },
  };
}

function wireV1Group(group: Group): unknown {
  return { id: group.id, name: group.name, description: group.description };
}

interface GroupInput {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly abacPermissions?: string[] | null;
  readonly queryPolicy?: unknown[] | null;
}

function createIamGroup(input: GroupInput & { readonly name: string }, context: GraphqlContext): unknown {
  const { account } = context.caller;
  if (account.groups.some(({ name }) => name === input.name)) {
    throw businessError('BAD_USER_INPUT', `A group named ${input.name} already exists`);
  }
  const group: Group = {
    id: context.world.random.uuid(),
    name: input.name,
    description: input.description ?? '',
    permissions: input.abacPermissions ?? [],
    queryPolicy: input.queryPolicy ?? [],
    memberIds: [],
  };
  account.groups.push(group);
  audit(context, 'group', group.id, 'create');
  return wireV1Group(group);
}

/** What is sent replaces what was there; what is left out stays. */
function updateIamGroup(input: GroupInput & { readonly id: string }, context: GraphqlContext): unknown {
  const group = requireGroup(context.caller.account, input.id);
  group.name = input.name ?? group.name;
  group.description = input.description ?? group.description;
  group.permissions = input.abacPermissions ?? group.permissions;
  group.queryPolicy = input.queryPolicy ?? group.queryPolicy;
  audit(context, 'group', group.id, 'update');
  return wireV1Group(group);
}

function deleteIamGroup({ name }: { readonly name: string }, context: GraphqlContext): unknown {
  const { groups } = context.caller.account;
  const index = groups.findIndex((group) => group.name === name);
  if (index < 0) throw businessError('NOT_FOUND', `Group ${name} does not exist`);
  const [removed] = groups.splice(index, 1);
  audit(context, 'group', removed!.id, 'delete');
  return { success: true };
}

interface Membership {
  readonly groupId: string;
  readonly userEmail: string;
}

function setMembership(
  { groupId, userEmail }: Membership,
  member: boolean,
  context: GraphqlContext,
): unknown {
  const { account } = context.caller;
  const group = requireGroup(account, groupId);
  const user = account.users.find(({ email }) => email === userEmail);
  if (user === undefined) throw businessError('BAD_USER_INPUT', `User ${userEmail} does not exist`);
  group.memberIds = group.memberIds.filter((id) => id !== user.id);
  if (member) group.memberIds.push(user.id);
  audit(context, 'group', group.id, member ? 'add-member' : 'remove-member', { email: userEmail });
  return { success: true };
}

function requireGroup(account: Account, idOrName: string): Group {
  const group = account.groups.find(({ id, name }) => id === idOrName || name === idOrName);
  if (group === undefined) throw businessError('NOT_FOUND', `Group ${idOrName} does not exist`);
  return group;
}

function requireUser(caller: Caller): User {
  const user = userOf(caller);
  if (user === null) throw businessError('BAD_USER_INPUT', 'This credential belongs to no user');
  return user;
}

// Integrations

interface InstanceSearch extends PageRequest {
  readonly definitionId?: string | null;
  readonly filter?: { readonly name?: string | null } | null;
}

function listInstances(search: InstanceSearch, { caller, pageCap }: GraphqlContext): unknown {
  const { account } = caller;
  const found = account.instances.filter(
    ({ definitionId, name }) =>
      (search.definitionId == null || search.definitionId === definitionId) &&
      (search.filter?.name == null || name.includes(search.filter.name)),
  );
  const { items, pageInfo } = pageOf(found, search, pageCap);
  return { instances: items.map((instance) => wireInstance(account, instance)), pageInfo };
}

function wireDefinition(account: Account, definition: Definition): unknown {
  return {
    id: definition.id,
    name: definition.title,
    type: definition.type,
    title: definition.title,
    integrationType: definition.type,
    integrationClass: definition.integrationClass,
    beta: false,
    repoWebLink: null,
    invocationPaused: false,
    integrationCategory: definition.integrationClass,
    totalInstanceCount: account.instances.filter(({ definitionId }) => definitionId === definition.id).length,
    description: definition.description,
  };
}

function wireInstance(account: Account, instance: Instance): unknown {
  const definition = account.definitions.find(({ id }) => id === instance.definitionId);
  return {
    id: instance.id,
    name: instance.name,
    accountId: account.id,
    integrationDefinitionId: instance.definitionId,
    integrationDefinition: definition === undefined ? null : wireDefinition(account, definition),
    description: instance.description,
    config: { '@tag': { AccountName: instance.name }, apiToken: '***masked***' },
    pollingInterval: instance.pollingInterval,
    pollingIntervalCronExpression: null,
    offsiteComplete: true,
    sourceIntegrationInstanceId: null,
    resourceGroupId: null,
    collectorPoolId: null,
    createdOn: instance.createdOn,
    createdBy: account.owner,
    updatedOn: instance.createdOn,
    updatedBy: account.owner,
    mostRecentJob: { status: instance.lastJobStatus, hasSkippedSteps: false, createDate: instance.lastJobAt },
  };
}

function requireInstance(account: Account, wanted: string): Instance {
  const instance = account.instances.find(({ id }) => id === wanted);
  if (instance === undefined) {
    throw businessError('NOT_FOUND', `Integration instance ${wanted} not found`, 'integrations');
  }
  return instance;
}

/** Unlike account keys these stay readable: the console's own Reveal button shows them again. */
function listInstanceTokens(
  { id, ...request }: PageRequest & { readonly id: string },
  { caller, pageCap }: GraphqlContext,
): unknown {
  const instance = requireInstance(caller.account, id);
  const tokens = caller.account.instanceTokens.filter(({ instanceId }) => instanceId === instance.id);
  const { items, pageInfo } = pageOf(tokens, request, pageCap);
  return { tokens: items.map(wireInstanceToken), pageInfo };
}

function wireInstanceToken(token: Account['instanceTokens'][number]): unknown {
  return { tokenId: token.id, token: token.secret, createdAt: token.createdAt, expiresAt: token.expiresAt };
}

function createInstanceToken({ id }: { readonly id: string }, context: GraphqlContext): unknown {
  const { account } = context.caller;
  const token = {
    id: context.world.random.uuid(),
    instanceId: requireInstance(account, id).id,
    secret: context.world.random.text(64, '0123456789abcdef'),
    createdAt: context.now,
    expiresAt: context.now + longestLifetime,
  };
  account.instanceTokens.push(token);
  audit(context, 'integration-token', token.id, 'create');
  return wireInstanceToken(token);
}

function revokeInstanceToken({ tokenId }: { readonly tokenId: string }, context: GraphqlContext): unknown {
  const { instanceTokens } = context.caller.account;
  const index = instanceTokens.findIndex(({ id }) => id === tokenId);
  if (index < 0) throw businessError('NOT_FOUND', `Token ${tokenId} not found`, 'integrations');
  instanceTokens.splice(index, 1);
  audit(context, 'integration-token', tokenId, 'revoke');
  return { success: true };
}

// Limits and permissions on single resources

const defaultRateLimit: RateLimit = { invocationWindowSeconds: 60, invocationCapacity: 1000 };

function rateLimitsOfAccount({ caller }: GraphqlContext): unknown {
  return {
    apiInvocationRateLimit: { rateLimitPolicy: { invocationWindowSeconds: 120, invocationCapacity: 2000 } },
    tokenRateLimits: ({ tokenId }: { readonly tokenId: string }) => ({
      apiInvocationRateLimit: {
        rateLimitPolicy: caller.account.tokenRateLimits.get(tokenId) ?? defaultRateLimit,
      },
    }),
  };
}

function changeRateLimit({ tokenId }: { readonly tokenId: string }, { caller }: GraphqlContext): unknown {
  const limits = caller.account.tokenRateLimits;
  return {
    apiInvocationRateLimit: {
      setRateLimitPolicy: ({ rateLimitPolicy }: { readonly rateLimitPolicy: RateLimit }) => {
        limits.set(tokenId, { ...rateLimitPolicy });
        return true;
      },
      clearRateLimitPolicy: () => limits.delete(tokenId),
    },
  };
}

const permissionIdentity = [
  'subjectType',
  'subjectId',
  'resourceArea',
  'resourceType',
  'resourceId',
] as const;
type PermissionFilter = { readonly [Part in (typeof permissionIdentity)[number]]?: string | null };
type ResourcePermission = Account['resourcePermissions'][number];

function samePermission(permission: ResourcePermission, filter: PermissionFilter): boolean {
  return permissionIdentity.every((part) => filter[part] == null || filter[part] === permission[part]);
}

function setResourcePermission(
  { input }: { readonly input: ResourcePermission },
  { caller }: GraphqlContext,
): unknown {
  const { resourcePermissions } = caller.account;
  const index = resourcePermissions.findIndex((each) => samePermission(each, input));
  if (index < 0) resourcePermissions.push({ ...input });
  else resourcePermissions[index] = { ...input };
  return { ...input };
}

function deleteResourcePermission(
  { input }: { readonly input: PermissionFilter },
  { caller }: GraphqlContext,
): unknown {
  const { resourcePermissions } = caller.account;
  const index = resourcePermissions.findIndex((each) => samePermission(each, input));
  if (index >= 0) resourcePermissions.splice(index, 1);
  return { success: index >= 0 };
}

// Shared

function wirePage<T>(
  all: readonly T[],
  request: PageRequest,
  cap: number,
  wire: (each: T) => unknown,
): Page<unknown> {
  const { items, pageInfo } = pageOf(all, request, cap);
  return { items: items.map(wire), pageInfo };
}

function audit(
  { world, caller, now }: GraphqlContext,
  resourceType: string,
  resourceId: string,
  category: string,
  data: Record<string, unknown> = {},
): void {
  const performedByUserId = userOf(caller)?.id ?? null;
  recordAudit(world, caller.account, {
    resourceType,
    resourceId,
    category,
    timestamp: now,
    performedByUserId,
    data,
  });
}

const long = new GraphQLScalarType({
  name: 'Long',
  serialize: Number,
  parseValue: (value) => requireLong(value),
  parseLiteral: (node: ValueNode) => requireLong(node.kind === Kind.INT ? Number(node.value) : null),
});

function requireLong(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new TypeError('Long cannot represent a value that is not a whole number');
}

export const resolvers = {
  Long: long,
  Query: {
    ...root<{ id: string }>('token', ({ id }, { caller }) => {
      const key = caller.account.keys.find((each) => each.id === id);
      if (key === undefined) throw businessError('NOT_FOUND', `Token ${id} not found`, 'token-service');
      return wireKey(caller.account, key, { masked: true });
    }),
    ...root<PageRequest & { search?: { type: Key['type']; subject?: string; subjectBeginsWith?: string } }>(
      'tokens',
      ({ search, ...request }, { caller, pageCap }) => {
        const found = caller.account.keys.filter(
          (key) =>
            (search?.type === undefined || key.type === search.type) &&
            (search?.subject == null || key.subject === search.subject) &&
            (search?.subjectBeginsWith == null || key.subject.startsWith(search.subjectBeginsWith)),
        );
        return wireKeyPage(caller.account, found, request, pageCap);
      },
    ),
    ...root('iamGetCurrentUser', (_, { caller }) => wireUser(caller.account, requireUser(caller))),
    ...root<{ user: string }>('iamGetUser', ({ user: wanted }, { caller }) => {
      const user = caller.account.users.find(({ id, email }) => id === wanted || email === wanted);
      if (user === undefined) throw businessError('NOT_FOUND', `User ${wanted} does not exist`);
      return wireUser(caller.account, user);
    }),
    ...root<PageRequest & { emailFilter?: string | null }>('iamGetUserList', (request, { caller, pageCap }) =>
      wirePage(
        caller.account.users.filter(({ email }) => email.includes(request.emailFilter ?? '')),
        request,
        pageCap,
        (user) => wireUser(caller.account, user),
      ),
    ),
    ...root('iamGetAccount', (_, { caller }) => wireAccount(caller.account)),
    ...root<{ group: string }>('iamGetGroup', ({ group }, { caller }) =>
      wireGroup(caller.account, requireGroup(caller.account, group)),
    ),
    ...root<PageRequest & { groupNameFilter?: string | null }>(
      'iamGetGroupList',
      (request, { caller, pageCap }) =>
        wirePage(
          caller.account.groups.filter(({ name }) => name.includes(request.groupNameFilter ?? '')),
          request,
          pageCap,
          (group) => wireGroup(caller.account, group),
        ),
    ),
    ...root<PageRequest>('iamGroups', (request, { caller, pageCap }) =>
      wirePage(caller.account.groups, request, pageCap, wireV1Group),
    ),
    ...root<PageRequest & { groupId: string }>('iamGroupUsers', (request, { caller, pageCap }) => {
      const group = requireGroup(caller.account, request.groupId);
      const members = caller.account.users.filter(({ id }) => group.memberIds.includes(id));
      return wirePage(members, request, pageCap, ({ id, email }) => ({ id, email }));
    }),
    ...root<PageRequest>('integrationDefinitions', (request, { caller, pageCap }) => {
      const { items, pageInfo } = pageOf(caller.account.definitions, request, pageCap);
      return { definitions: items.map((definition) => wireDefinition(caller.account, definition)), pageInfo };
    }),
    ...root<{ id?: string | null }>('integrationDefinition', ({ id: wanted }, { caller }) => {
      const definition = caller.account.definitions.find(({ id }) => id === wanted);
      return definition === undefined ? null : wireDefinition(caller.account, definition);
    }),
    ...root<{ integrationType: string }>('findIntegrationDefinition', ({ integrationType }, { caller }) => {
      const definition = caller.account.definitions.find(({ type }) => type === integrationType);
      return definition === undefined ? null : wireDefinition(caller.account, definition);
    }),
    ...root<{ id: string }>('integrationInstance', ({ id }, { caller }) =>
      wireInstance(caller.account, requireInstance(caller.account, id)),
    ),
    ...root<InstanceSearch>('integrationInstances', listInstances),
    ...root<InstanceSearch>('integrationInstancesV2', listInstances),
    ...root<PageRequest & { id: string }>('integrationInstanceTokens', listInstanceTokens),
    ...root<PermissionFilterArgs>('getResourcePermissions', ({ filter }, { caller }) =>
      caller.account.resourcePermissions.filter((permission) => samePermission(permission, filter)),
    ),
    ...root('accountRateLimits', (_, context) => rateLimitsOfAccount(context)),
    ...root<PageRequest>('getAuditEventsForAccount', (request, { caller, pageCap }) =>
      pageOf(caller.account.audit, request, pageCap),
    ),
    ...root<{ query: string }>('queryV1', ({ query }, { caller, world }) => ({
      ...runQuery(caller, query),
      url: null,
      cursor: null,
      correlationId: world.random.uuid(),
    })),
    ...root('allEntityCounts', (_, { caller }) => {
      const { classes, types } = countEntities(caller);
      return { classCounts: classes, typeCounts: types };
    }),
    ...root('getEntityCounts', (_, { caller }) => countEntities(caller)),
  },
  Mutation: {
    ...root('createToken', createToken),
    ...root('revokeToken', revokeToken),
    ...root('createCurrentUserToken', createCurrentUserToken),
    ...root('createIntegrationInstanceToken', createInstanceToken),
    ...root('revokeIntegrationInstanceToken', revokeInstanceToken),
    ...root('createIamGroup', createIamGroup),
    ...root('updateIamGroup', updateIamGroup),
    ...root('deleteIamGroup', deleteIamGroup),
    ...root<Membership>('addIamUserToGroupByEmail', (args, context) => setMembership(args, true, context)),
    ...root<Membership>('removeIamUserFromGroupByEmail', (args, context) =>
      setMembership(args, false, context),
    ),
    ...root('setResourcePermission', setResourcePermission),
    ...root('deleteResourcePermission', deleteResourcePermission),
    ...root('tokenRateLimits', changeRateLimit),
  },
};

interface PermissionFilterArgs {
  readonly filter: PermissionFilter;
}
