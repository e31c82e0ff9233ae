/** The accounts that the stand-in starts with. Times are laid out around `now`, everything else follows the seed. */
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { mintKey } from './mint-key.ts';
import type {
  Account,
  Definition,
  Entity,
  Group,
  Instance,
  InstanceToken,
  Key,
  Region,
  User,
} from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface AccountSeed {
  readonly subdomain: string;
  readonly name: string;
  readonly region: Region;
}

const accountSeeds: readonly AccountSeed[] = [
  { subdomain: 'acme', name: 'Acme Security', region: 'us' },
  { subdomain: 'globex', name: 'Globex', region: 'us' },
  { subdomain: 'initech', name: 'Initech Europe', region: 'eu' },
  { subdomain: 'hooli', name: 'Hooli Dev', region: 'dev' },
  { subdomain: 'wayne', name: 'Wayne Federal', region: 'fedramp' },
];

type PolicyName = keyof typeof policies;

const policies = {
  admin: { permissions: [{ effect: 'ALLOW', actions: ['*'], resources: ['*'] }] },
  readGraph: { permissions: [{ effect: 'ALLOW', actions: ['query:ReadGraphData'], resources: ['*'] }] },
  devices: {
    permissions: [
      {
        effect: 'ALLOW',
        actions: ['query:ReadGraphData'],
        resources: ['*'],
        condition: { queryFilters: [{ _class: ['Host', 'Device'] }] },
      },
    ],
  },
  oneAccount: {
    permissions: [
      {
        effect: 'ALLOW',
        actions: ['query:ReadGraphData'],
        resources: ['*'],
        condition: { stringEquals: { _integrationType: 'aws' } },
      },
    ],
  },
  dashboards: {
    permissions: [
      { effect: 'ALLOW', actions: ['dashboard:View'], resources: ['*'] },
      { effect: 'ALLOW', actions: ['query:ReadGraphData'], resources: ['*'] },
    ],
  },
  compliance: {
    permissions: [
      {
        effect: 'ALLOW',
        actions: ['compliance:GetStandard', 'compliance:GetSummary'],
        resources: ['*'],
      },
    ],
  },
  sync: {
    permissions: [
      { effect: 'ALLOW', actions: ['persister:Synchronize', 'persister:GetEntityRawData'], resources: ['*'] },
    ],
  },
  parameters: {
    permissions: [
      {
        effect: 'ALLOW',
        actions: ['parameters:GetParameter', 'parameters:GetParameterList'],
        resources: ['*'],
      },
      { effect: 'DENY', actions: ['parameters:DeleteParameter'], resources: ['*'] },
    ],
  },
  everythingButGraph: {
    permissions: [
      { effect: 'ALLOW', actions: ['*'], resources: ['*'] },
      { effect: 'DENY', actions: ['query:ReadGraphData'], resources: ['*'] },
    ],
  },
} as const;

interface KeySeed {
  readonly name: string;
  readonly policy: PolicyName;
  readonly lifetime: number;
  /** Time from now to the expiry; negative for keys that have expired. */
  readonly left: number;
  readonly revoked?: boolean;
}

/** The first twelve, chosen so that every state a key can be in is there. */
const keySeeds: readonly KeySeed[] = [
  { name: 'splunk-prod', policy: 'readGraph', lifetime: 90 * day, left: 5 * hour },
  { name: 'terraform-ci', policy: 'admin', lifetime: 365 * day, left: 212 * day + 3 * hour },
  { name: 'dashboards-tv', policy: 'dashboards', lifetime: 180 * day, left: 4 * day + 2 * hour },
  { name: 'siem-export', policy: 'devices', lifetime: 60 * day, left: 6 * day + 20 * hour },
  { name: 'vanta-evidence', policy: 'compliance', lifetime: 365 * day, left: 19 * day + 7 * hour },
  { name: 'asset-sync-eks', policy: 'sync', lifetime: 90 * day, left: 27 * day + 11 * hour },
  { name: 'jira-triage-bot', policy: 'readGraph', lifetime: 30 * day, left: -3 * day },
  { name: 'quarterly-audit-q2', policy: 'compliance', lifetime: 90 * day, left: -41 * day },
  { name: 'contractor-poc', policy: 'admin', lifetime: 365 * day, left: 150 * day, revoked: true },
  { name: 'aws-inventory', policy: 'oneAccount', lifetime: 365 * day, left: 301 * day },
  { name: 'params-rotator', policy: 'parameters', lifetime: 180 * day, left: 88 * day },
  { name: 'soar-playbooks', policy: 'everythingButGraph', lifetime: 365 * day, left: 340 * day },
];

const systems = [
  'splunk',
  'terraform',
  'tines',
  'servicenow',
  'grafana',
  'snowflake',
  'backstage',
  'slackbot',
];
const stages = ['prod', 'staging', 'ci', 'nightly', 'eu', 'us', 'dr', 'sandbox'];

const definitionSeeds: readonly Omit<Definition, 'id'>[] = [
  {
    type: 'aws',
    title: 'AWS',
    integrationClass: ['Infrastructure', 'CSP'],
    description: 'Amazon Web Services accounts, resources and configuration.',
  },
  {
    type: 'github',
    title: 'GitHub',
    integrationClass: ['CodeRepo', 'ITS'],
    description: 'GitHub organizations, repositories and pull requests.',
  },
  {
    type: 'slack',
    title: 'Slack',
    integrationClass: ['CommunicationsService'],
    description: 'Slack teams, users and channels.',
  },
  {
    type: 'custom',
    title: 'Custom',
    integrationClass: ['Custom'],
    description: 'Bring your own data with the integration SDK.',
  },
];

const instanceSeeds: readonly { type: string; names: readonly string[] }[] = [
  { type: 'aws', names: ['aws-production', 'aws-sandbox'] },
  { type: 'github', names: ['github-org'] },
  { type: 'slack', names: ['slack-workspace'] },
  { type: 'custom', names: ['hr-roster', 'badge-readers'] },
];

const entitySeeds: readonly (readonly [
  type: string,
  classes: readonly string[],
  name: string,
  integration: string,
])[] = [
  ['aws_account', ['Account'], 'aws-production', 'aws'],
  ['aws_instance', ['Host'], 'web-1', 'aws'],
  ['aws_instance', ['Host'], 'web-2', 'aws'],
  ['aws_s3_bucket', ['DataStore'], 'audit-logs', 'aws'],
  ['aws_iam_user', ['User'], 'deploy', 'aws'],
  ['github_repo', ['CodeRepo'], 'platform', 'github'],
  ['github_repo', ['CodeRepo'], 'website', 'github'],
  ['github_user', ['User'], 'ada-l', 'github'],
  ['slack_user', ['User'], 'ada', 'slack'],
  ['slack_channel', ['Channel'], 'incidents', 'slack'],
  ['user_endpoint', ['Device', 'Host'], 'ada-macbook', 'custom'],
];

export function seedAccounts(seed: number, keys: number, now: number): Account[] {
  return accountSeeds.map((account) => seedAccount(account, seed, keys, now));
}

function seedAccount(account: AccountSeed, seed: number, keyCount: number, now: number): Account {
  const random = createRandom(seed, account.subdomain);
  const keyRandom = createRandom(seed, `${account.subdomain} keys`);
  const id = random.uuid();
  const users = seedUsers(account.subdomain, random);
  const [ada] = users;
  const definitions = definitionSeeds.map((definition) => ({ ...definition, id: random.uuid() }));
  const instances = seedInstances(definitions, random, now);
  return {
    id,
    subdomain: account.subdomain,
    name: account.name,
    region: account.region,
    owner: ada!.email,
    users,
    groups: seedGroups(users, random),
    keys: [...seedAccountKeys(account, id, keyRandom, keyCount, now), ...seedUserKeys(users, random, now)],
    definitions,
    instances,
    instanceTokens: seedInstanceTokens(instances, random, now),
    entities: seedEntities(account, id, instances, random),
    audit: [
      {
        id: random.uuid(),
        resourceType: 'group',
        resourceId: 'Administrators',
        category: 'update',
        timestamp: now - 9 * day,
        performedByUserId: ada!.id,
        data: {},
      },
    ],
    tokenRateLimits: new Map(),
    resourcePermissions: [],
  };
}

function seedUsers(subdomain: string, random: Random): User[] {
  const people = [
    ['ada', 'Ada', 'Okafor'],
    ['ned', 'Ned', 'Larsen'],
    ['ines', 'Ines', 'Moreau'],
    ['tomas', 'Tomas', 'Varga'],
  ] as const;
  return people.map(([login, firstName, lastName]) => ({
    id: random.uuid(),
    email: `${login}@${subdomain}.example`,
    firstName,
    lastName,
  }));
}

function seedGroups([ada, ned, ines, tomas]: User[], random: Random): Group[] {
  const group = (
    name: string,
    description: string,
    permissions: string[],
    members: (User | undefined)[],
    queryPolicy: unknown[] = [],
  ): Group => ({
    id: random.uuid(),
    name,
    description,
    permissions,
    queryPolicy,
    memberIds: members.flatMap((user) => (user === undefined ? [] : [user.id])),
  });
  return [
    group('Administrators', 'Full access to every app', ['accessAdmin', 'apiKeyUser'], [ada]),
    group(
      'Analysts',
      'Read the graph and the dashboards',
      ['readGraph', 'readQuestions', 'accessLanding', 'accessAssets', 'accessInsights', 'accessIntegrations'],
      [ned, ines],
    ),
    group(
      'Integrations Team',
      'Sets up integrations and may hold API keys',
      ['readGraph', 'adminIntegrations', 'apiKeyUser'],
      [tomas],
    ),
    group(
      'Auditors',
      'Compliance evidence only',
      ['accessCompliance', 'accessPolicies'],
      [ines],
      [{ _class: ['Root'] }],
    ),
  ];
}

function seedAccountKeys(
  account: AccountSeed,
  accountId: string,
  random: Random,
  count: number,
  now: number,
): Key[] {
  // The accounts other than the first carry their own name, so that a row in the wrong place shows.
  const prefix = account === accountSeeds[0] ? '' : `${account.subdomain}-`;
  return Array.from({ length: count }, (_, index) => {
    const seed = keySeeds[index] ?? madeUpKey(index, random);
    const expiresAt = now + seed.left;
    const key = mintKey(random, {
      type: 'ACCOUNT',
      name: `${prefix}${seed.name}`,
      category: null,
      policy: JSON.stringify(policies[seed.policy], null, 2),
      subject: `account:${accountId}`,
      userId: null,
      createdAt: expiresAt - seed.lifetime,
      expiresAt,
    });
    key.revoked = seed.revoked ?? false;
    return key;
  });
}

function madeUpKey(index: number, random: Random): KeySeed {
  const lifetime = random.pick([30, 60, 90, 180, 365]) * day;
  const expired = random.below(10) === 0;
  const left = expired ? -(1 + random.below(60 * 24)) * hour : hour + random.below(lifetime - hour);
  return {
    name: `${random.pick(systems)}-${random.pick(stages)}-${index + 1}`,
    policy: random.pick(Object.keys(policies) as PolicyName[]),
    lifetime,
    left,
    revoked: random.below(20) === 0,
  };
}

function seedUserKeys(users: User[], random: Random, now: number): Key[] {
  const userKey = (user: User, name: string, lifetime: number, left: number): Key =>
    mintKey(random, {
      type: 'USER_API',
      name,
      category: null,
      policy: null,
      subject: `user:${user.id}`,
      userId: user.id,
      createdAt: now + left - lifetime,
      expiresAt: now + left,
    });
  const [ada, , , tomas] = users;
  return [
    userKey(ada!, 'ada-laptop', 60 * day, 12 * day),
    userKey(ada!, 'ada-notebook', 365 * day, 200 * day),
    userKey(tomas!, 'tomas-sdk', 90 * day, 2 * day),
  ];
}

function seedInstances(definitions: Definition[], random: Random, now: number): Instance[] {
  return instanceSeeds.flatMap(({ type, names }) => {
    const definition = definitions.find((each) => each.type === type)!;
    return names.map((name) => ({
      id: random.uuid(),
      definitionId: definition.id,
      name,
      description: `${definition.title} for ${name}`,
      pollingInterval: random.pick(['ONE_DAY', 'ONE_HOUR', 'DISABLED']),
      createdOn: now - (90 + random.below(400)) * day,
      lastJobAt: now - random.below(24) * hour,
      lastJobStatus: random.pick(['COMPLETED', 'COMPLETED', 'FAILED']),
    }));
  });
}

function seedInstanceTokens(instances: Instance[], random: Random, now: number): InstanceToken[] {
  const withKeys = ['hr-roster', 'badge-readers', 'aws-sandbox'];
  const ages = [30 * day, 351 * day, 200 * day];
  return instances
    .filter(({ name }) => withKeys.includes(name))
    .map((instance, index) => {
      const createdAt = now - ages[index % ages.length]!;
      return {
        id: random.uuid(),
        instanceId: instance.id,
        secret: random.text(64, '0123456789abcdef'),
        createdAt,
        expiresAt: createdAt + 365 * day,
      };
    });
}

function seedEntities(seed: AccountSeed, accountId: string, instances: Instance[], random: Random): Entity[] {
  const root: Entity = {
    _id: random.uuid(),
    _type: 'jupiterone_account',
    _class: ['Account', 'Root'],
    displayName: seed.name,
    _accountId: accountId,
  };
  const rows = entitySeeds.map(([type, classes, name, integration]) => ({
    _id: random.uuid(),
    _type: type,
    _class: [...classes],
    displayName: name,
    _accountId: accountId,
    _integrationType: integration,
    _integrationInstanceId: instances.find(({ name: each }) => each.startsWith(integration))?.id ?? null,
  }));
  return [root, ...rows];
}
