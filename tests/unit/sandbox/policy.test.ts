import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { askWithKey, policyOf } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const allow = { effect: 'ALLOW', actions: ['*'], resources: ['*'] };
const readGraph = { effect: 'ALLOW', actions: ['query:ReadGraphData'], resources: ['*'] };
const denyGraph = { ...readGraph, effect: 'DENY' };

const findAll = '{ queryV1(query: "FIND *") { data } }';
const listTokens = '{ tokens(search: { type: ACCOUNT }) { items { id } } }';
const account = '{ iamGetAccount { accountName } }';

/** `ok`, or the error code, that a key with these rules gets. */
async function tryWith(query: string, ...rules: unknown[]): Promise<string> {
  const { secret } = sandbox.addKey('acme', { name: 'tried', policy: policyOf(...rules) });
  const { errors } = (await askWithKey(sandbox, secret, { query })).json();
  return errors === undefined ? 'ok' : errors[0].extensions.code;
}

/** The `_type` of every row that a key with these rules finds. */
async function typesFoundWith(...rules: unknown[]): Promise<string[]> {
  const { secret } = sandbox.addKey('acme', { name: 'reader', policy: policyOf(...rules) });
  const answer = await askWithKey(sandbox, secret, { query: findAll });
  return answer.json().data.queryV1.data.map(({ entity }: { entity: { _type: string } }) => entity._type);
}

describe('what a key may do is what its policy says', () => {
  it.each([
    ['an admin policy allows a listing', listTokens, [allow], 'ok'],
    ['no rule at all allows nothing', findAll, [], 'FORBIDDEN'],
    ['graph read allows a query', findAll, [readGraph], 'ok'],
    ['graph read allows no listing of keys', listTokens, [readGraph], 'FORBIDDEN'],
    ['DENY beats ALLOW whatever the order', findAll, [denyGraph, allow], 'FORBIDDEN'],
    ['a DENY leaves other actions alone', listTokens, [allow, denyGraph], 'ok'],
    [
      'a partial wildcard is an ordinary name',
      findAll,
      [{ ...readGraph, actions: ['query:*'] }],
      'FORBIDDEN',
    ],
    [
      'a rule on one resource does not reach all',
      findAll,
      [{ ...readGraph, resources: ['entity:1'] }],
      'FORBIDDEN',
    ],
    ['names are case-sensitive', findAll, [{ ...readGraph, actions: ['query:readgraphdata'] }], 'FORBIDDEN'],
  ])('%s', async (_what, query, rules, expected) => {
    expect(await tryWith(query, ...rules)).toBe(expected);
  });

  it('lets a rule name the account it may read', async () => {
    const { id } = sandbox.account('acme');
    const rule = { effect: 'ALLOW', actions: ['query:GetAccountEntity'], resources: [`account:${id}`] };
    expect(await tryWith(account, rule)).toBe('ok');
    expect(await tryWith(account, { ...rule, resources: ['account:another'] })).toBe('FORBIDDEN');
  });

  it('lets a key without a readable policy do nothing', async () => {
    const { secret } = sandbox.addKey('acme', { name: 'odd', policy: 'not a policy' });
    const answer = await askWithKey(sandbox, secret, { query: findAll });
    expect(answer.json().errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('lets an integration key do nothing here', async () => {
    const { secret } = sandbox
      .account('acme')
      .instanceTokens.find(({ expiresAt }) => expiresAt > sandbox.now())!;
    const answer = await askWithKey(sandbox, secret, { query: findAll });
    expect(answer.json().errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('conditions narrow the rows', () => {
  it('shows only rows that one of the query filters fits', async () => {
    const types = await typesFoundWith({
      ...readGraph,
      condition: { queryFilters: [{ _class: ['CodeRepo'] }, { _type: 'slack_user' }] },
    });
    expect([...new Set(types)].sort()).toEqual(['github_repo', 'slack_user']);
  });

  it('wants every property inside one filter', async () => {
    const types = await typesFoundWith({
      ...readGraph,
      condition: { queryFilters: [{ _class: 'User', _integrationType: 'aws' }] },
    });
    expect(types).toEqual(['aws_iam_user']);
  });

  it('understands stringEquals', async () => {
    const types = await typesFoundWith({
      ...readGraph,
      condition: { stringEquals: { _integrationType: 'slack' } },
    });
    expect(types.sort()).toEqual(['slack_channel', 'slack_user']);
  });

  it('takes away what a conditional DENY names', async () => {
    const types = await typesFoundWith(readGraph, {
      ...denyGraph,
      condition: { queryFilters: [{ _type: ['jupiterone_api_token', 'jupiterone_account'] }] },
    });
    expect(types).not.toContain('jupiterone_api_token');
    expect(types).toContain('aws_instance');
  });
});

it('shows keys in the graph by name and expiry, with no part of a secret', async () => {
  const { secret } = sandbox.addKey('acme', { name: 'reader', policy: policyOf(readGraph) });
  const answer = await askWithKey(sandbox, secret, {
    query: '{ queryV1(query: "FIND jupiterone_api_token") { data } }',
  });
  const { keys } = sandbox.account('acme');
  expect(answer.text).toContain('splunk-prod');
  for (const key of keys) expect(answer.text).not.toContain(key.secret.slice(-10));
});
