import { buildASTSchema } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialects, typeDefsOf } from '../../sandbox/graphql/dialects.ts';
import type { Dialect } from '../../sandbox/graphql/dialects.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { ada, askAs, policyOf } from './client.ts';

function fieldsOf(dialect: Dialect, type: string): string[] {
  const schema = buildASTSchema(typeDefsOf(dialect));
  return Object.keys((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {});
}

function argumentsOf(dialect: Dialect, mutation: string): string[] {
  const schema = buildASTSchema(typeDefsOf(dialect));
  return (schema.getMutationType()?.getFields()[mutation]?.args ?? []).map(({ name }) => name);
}

describe('the dialects differ only as public sources say', () => {
  it.each(dialects)('%s is a valid schema', (dialect) => {
    expect(fieldsOf(dialect, 'Query')).toContain('tokens');
  });

  it('schema2023 has both forms of createToken and both fields for the secret', () => {
    expect(argumentsOf('schema2023', 'createToken')).toEqual(['token', 'input']);
    expect(fieldsOf('schema2023', 'IamToken')).toEqual(expect.arrayContaining(['secret', 'token']));
  });

  it('docsG1 knows neither the input argument nor the secret field', () => {
    expect(argumentsOf('docsG1', 'createToken')).toEqual(['token']);
    expect(fieldsOf('docsG1', 'IamToken')).not.toContain('secret');
    expect(fieldsOf('docsG1', 'IamToken')).toContain('token');
  });

  it('docsG2 has no token field', () => {
    expect(fieldsOf('docsG2', 'IamToken')).not.toContain('token');
    expect(fieldsOf('docsG2', 'IamToken')).toContain('secret');
  });

  it('current names groups, accounts and users anew and gives a group an id', () => {
    expect(fieldsOf('current', 'IamGroupNode')).toEqual([]);
    expect(fieldsOf('current', 'IamGroup')).toEqual(expect.arrayContaining(['id', 'groupName']));
    expect(fieldsOf('schema2023', 'IamGroupNode')).not.toContain('id');
    expect(fieldsOf('current', 'Query')).toContain('integrationInstancesV2');
    expect(fieldsOf('schema2023', 'Query')).not.toContain('integrationInstancesV2');
  });
});

describe('a running dialect', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ dialect: 'docsG1' });
  });
  afterAll(() => sandbox.close());

  it('refuses the input form as a validation error, with nothing created', async () => {
    const before = sandbox.account('acme').keys.length;
    const answer = await askAs(sandbox, ada, {
      query: `mutation { createToken(input: { type: ACCOUNT, name: "a", policy: "{}" }) { id secret } }`,
    });
    expect(answer.status).toBe(400);
    const errors: { message: string; extensions: { code: string } }[] = answer.json().errors;
    expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['Unknown argument "input" on field "Mutation.createToken".', 'GRAPHQL_VALIDATION_FAILED'],
      ['Cannot query field "secret" on type "IamToken".', 'GRAPHQL_VALIDATION_FAILED'],
    ]);
    expect(sandbox.account('acme').keys).toHaveLength(before);
  });

  it('creates by the documented form, returns the whole token once, and expires it after a year', async () => {
    const policy = policyOf({ effect: 'ALLOW', actions: ['query:ReadGraphData'], resources: ['*'] });
    const answer = await askAs(sandbox, ada, {
      query: `mutation Create($token: TokenInput) { createToken(token: $token) { id token createdAt expiresAt } }`,
      variables: { token: { name: 'docs', category: 'tags', policy } },
    });
    const { token, createdAt, expiresAt } = answer.json().data.createToken;
    expect(token).toMatch(/^[A-Za-z0-9]{76}$/);
    expect(expiresAt - createdAt).toBe(365 * 86_400_000);
  });
});
