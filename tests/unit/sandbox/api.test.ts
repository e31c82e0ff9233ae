import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { acme, ada, ask, askAs, askWithKey, cookieOf, ned } from './client.ts';

const day = 86_400_000;
const listTokens =
  'query List($limit: Int, $cursor: String) { tokens(search: { type: ACCOUNT }, limit: $limit, cursor: $cursor) { items { id name secret token policy } pageInfo { endCursor hasNextPage } } }';
const createToken =
  'mutation Create($input: CreateIamTokenInput) { createToken(input: $input) { id name secret token expiresAt createdAt revoked } }';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

function create(fields: Record<string, unknown>, email = ada): ReturnType<typeof askAs> {
  return askAs(sandbox, email, {
    query: createToken,
    variables: { input: { type: 'ACCOUNT', name: 'made', policy: '{"permissions":[]}', ...fields } },
  });
}

describe('credentials', () => {
  it('answers a missing or wrong credential with 401, plain text, and no rate headers', async () => {
    for (const headers of [{}, { Authorization: 'Bearer nonsense' }] as Record<string, string>[]) {
      const answer = await ask(sandbox, {
        host: 'graphql.us.jupiterone.io',
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: '{"query":"{ __typename }"}',
      });
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.text).toBe('Unauthorized');
      expect(answer.headers['ratelimit-limit']).toBeUndefined();
    }
  });

  it('answers hosts that are not its own with 421', async () => {
    expect((await ask(sandbox, { host: 'example.com' })).status).toBe(421);
    expect((await ask(sandbox, { host: 'apps.us.jupiterone.io.example.com' })).status).toBe(421);
  });

  it('stops honouring a key that is revoked or past its expiry', async () => {
    const key = sandbox.addKey('acme', {
      name: 'short',
      policy: '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}',
      expiresAt: sandbox.now() + day,
    });
    const probe = { query: '{ __typename }' };
    expect((await askWithKey(sandbox, key.secret, probe)).status).toBe(200);
    sandbox.setNow(2 * day);
    expect((await askWithKey(sandbox, key.secret, probe)).status).toBe(401);
    sandbox.setNow(0);
    sandbox.revokeKey('acme', 'short');
    expect((await askWithKey(sandbox, key.secret, probe)).status).toBe(401);
  });

  it('refuses an account header that names another account, in either spelling', async () => {
    const other = sandbox.account('globex').id;
    for (const name of ['JupiterOne-Account', 'LifeOmic-Account']) {
      const answer = await askAs(
        sandbox,
        ada,
        { query: '{ iamGetAccount { accountId } }' },
        { [name]: other },
      );
      expect(answer.json().errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const own = sandbox.account('acme').id;
    const answer = await askAs(
      sandbox,
      ada,
      { query: '{ iamGetAccount { accountId } }' },
      { 'JupiterOne-Account': own },
    );
    expect(answer.json().data.iamGetAccount.accountId).toBe(own);
  });

  it('lets someone without accessAdmin neither list nor create account tokens', async () => {
    const listed = await askAs(sandbox, ned, { query: listTokens });
    const created = await create({}, ned);
    for (const answer of [listed, created]) {
      expect(answer.status).toBe(200);
      expect(answer.json().errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', serviceName: 'iam' });
      expect(answer.json().errors[0].extensions.exception.stacktrace.length).toBeGreaterThan(0);
    }
  });

  it('lets nobody without apiKeyUser create a key of their own', async () => {
    const query = `mutation { createCurrentUserToken(input: { name: "mine", expiresAt: ${sandbox.now() + day} }) { id } }`;
    expect((await askAs(sandbox, ned, { query })).json().errors[0].extensions.code).toBe('FORBIDDEN');
    expect(
      (await askAs(sandbox, 'tomas@acme.example', { query })).json().data.createCurrentUserToken.id,
    ).toBeTruthy();
  });
});

describe('tokens', () => {
  it('pages through more keys than the cap lets through at once, each exactly once', async () => {
    sandbox.reset({ keys: 2_345 });
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const answer = await askAs(sandbox, ada, { query: listTokens, variables: { limit: 5_000, cursor } });
      const { items, pageInfo } = answer.json().data.tokens;
      sizes.push(items.length);
      seen.push(...items.map(({ id }: { id: string }) => id));
      cursor = pageInfo.endCursor;
      expect(pageInfo.hasNextPage).toBe(cursor !== null);
    } while (cursor !== null);
    expect(sizes).toEqual([1_000, 1_000, 345]);
    expect(new Set(seen).size).toBe(2_345);
  });

  it('refuses a cursor that it did not make', async () => {
    const answer = await askAs(sandbox, ada, { query: listTokens, variables: { cursor: 'nonsense' } });
    expect(answer.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('gives the whole secret once, at creation, and stars afterwards', async () => {
    const created = (await create({ expiresAt: sandbox.now() + day })).json().data.createToken;
    expect(created.secret).toMatch(/^[A-Za-z0-9]{76}$/);
    expect(created.token).toBe(created.secret);
    const listed = await askAs(sandbox, ada, { query: listTokens });
    expect(listed.text).not.toContain(created.secret);
    const row = listed.json().data.tokens.items.find(({ id }: { id: string }) => id === created.id);
    expect(row).toMatchObject({ token: null, secret: `*********${created.secret.slice(-10)}` });
  });

  it.each([
    ['in the past', -1],
    ['more than 365 days away', 365 * day + 60_000],
  ])('refuses an expiry that is %s', async (_what, left) => {
    const before = sandbox.account('acme').keys.length;
    const answer = await create({ expiresAt: sandbox.now() + left });
    expect(answer.status).toBe(200);
    expect(answer.json().errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(sandbox.account('acme').keys).toHaveLength(before);
  });

  it('keeps a revoked key in the list, marked', async () => {
    const { id } = (await create({})).json().data.createToken;
    await askAs(sandbox, ada, { query: `mutation { revokeToken(id: "${id}") { id revoked } }` });
    const listed = await askAs(sandbox, ada, {
      query: '{ tokens(search: { type: ACCOUNT }, limit: 1000) { items { id revoked } } }',
    });
    expect(listed.json().data.tokens.items).toContainEqual({ id, revoked: true });
  });

  it('answers for a key that it does not know with NOT_FOUND beside null', async () => {
    const answer = await askAs(sandbox, ada, { query: 'mutation { revokeToken(id: "nowhere") { id } }' });
    expect(answer.json()).toMatchObject({
      data: { revokeToken: null },
      errors: [{ path: ['revokeToken'], extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

describe('limits', () => {
  it('counts a unit for each root field and tells what is left', async () => {
    const answer = await askAs(sandbox, ada, {
      query: '{ a: iamGetAccount { id } b: iamGetAccount { id } }',
    });
    expect(answer.headers).toMatchObject({
      'ratelimit-limit': '1000',
      'ratelimit-remaining': '998',
      'ratelimit-requested': '2',
      'ratelimit-reset': '1',
    });
  });

  it('drops a whole request with 429 when a session is over its limit', async () => {
    const cookie = cookieOf(sandbox, acme, ada);
    const many = Array.from({ length: 1_001 }, (_, index) => `f${index}: __typename`).join(' ');
    const post = (query: string) =>
      ask(sandbox, {
        host: acme,
        path: '/api/graphql',
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie },
        body: JSON.stringify({ query }),
      });
    const refused = await post(`{ ${many} }`);
    expect(refused.status).toBe(429);
    expect(refused.headers['ratelimit-remaining']).toBe('1000');
    expect((await post('{ __typename }')).status).toBe(200);
  });

  it('takes an array of operations on the api host', async () => {
    const key = sandbox.addKey('acme', { name: 'batch' });
    const answer = await ask(sandbox, {
      host: 'api.us.jupiterone.io',
      path: '/graphql',
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key.secret}` },
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ a: __typename }' }]),
    });
    expect(answer.json()).toEqual([{ data: { __typename: 'Query' } }, { data: { a: 'Query' } }]);
  });

  it('lets a signed-in client read the schema', async () => {
    const answer = await askAs(sandbox, ada, { query: '{ __type(name: "IamToken") { fields { name } } }' });
    expect(answer.json().data.__type.fields.map(({ name }: { name: string }) => name)).toContain('secret');
  });
});

describe('groups and integrations', () => {
  it('replaces a group’s permissions with what is sent and leaves the rest', async () => {
    const { id } = sandbox.account('acme').groups.find(({ name }) => name === 'Analysts')!;
    await askAs(sandbox, ada, {
      query: `mutation { updateIamGroup(id: "${id}", abacPermissions: ["readGraph", "apiKeyUser"]) { id } }`,
    });
    const answer = await askAs(sandbox, ada, {
      query: `{ iamGetGroup(group: "${id}") { groupName groupAbacPermission { statement } } }`,
    });
    expect(answer.json().data.iamGetGroup).toEqual({
      groupName: 'Analysts',
      groupAbacPermission: { statement: ['readGraph', 'apiKeyUser'] },
    });
  });

  it('keeps an instance’s keys readable, makes one for a year, and forgets it once revoked', async () => {
    const { id } = sandbox.account('acme').instances[0]!;
    const list = `{ integrationInstanceTokens(id: "${id}") { tokens { tokenId token createdAt expiresAt } } }`;
    const made = await askAs(sandbox, ada, {
      query: `mutation { createIntegrationInstanceToken(id: "${id}") { tokenId token createdAt expiresAt } }`,
    });
    const token = made.json().data.createIntegrationInstanceToken;
    expect(token.expiresAt - token.createdAt).toBe(365 * day);
    const listed = await askAs(sandbox, ada, { query: list });
    expect(listed.json().data.integrationInstanceTokens.tokens).toEqual([token]);
    await askAs(sandbox, ada, {
      query: `mutation { revokeIntegrationInstanceToken(tokenId: "${token.tokenId}") { success } }`,
    });
    const after = await askAs(sandbox, ada, { query: list });
    expect(after.json().data.integrationInstanceTokens.tokens).toEqual([]);
  });
});
