import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseFault, parseFaults } from '../../sandbox/faults.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { ada, askAs } from './client.ts';
import type { Answer } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const create = `mutation { createToken(input: { type: ACCOUNT, name: "hurt", policy: "{\\"permissions\\":[]}" }) { id } }`;
const list =
  '{ tokens(search: { type: ACCOUNT }, limit: 5) { items { id } pageInfo { endCursor hasNextPage } } }';

const send = (query: string): Promise<Answer> => askAs(sandbox, ada, { query });
const isCreated = (): boolean => sandbox.account('acme').keys.some(({ name }) => name === 'hurt');

describe('how a fault is written', () => {
  it('has a name, an argument, a field and a number of times', () => {
    expect(parseFault('504:committed@createToken*2')).toEqual({
      name: '504',
      argument: 'committed',
      field: 'createToken',
      times: 2,
    });
    expect(parseFaults('drop, latency:50@tokens')).toHaveLength(2);
    expect(parseFaults('')).toEqual([]);
  });

  it('is refused with a sentence when unknown', () => {
    expect(() => parseFault('earthquake')).toThrow('Unknown fault "earthquake". Known faults: ');
  });
});

describe('faults that do nothing at the server', () => {
  it.each([
    ['401', 401, 'text/plain'],
    ['403', 403, 'text/plain'],
    ['404', 404, 'text/plain'],
    ['429:7', 429, 'text/plain'],
    ['502', 502, 'text/html'],
    ['503', 503, 'text/html'],
    ['504', 504, 'text/html'],
    ['html-200', 200, 'text/html'],
    ['429-in-200', 200, 'application/json'],
    ['error:BAD_USER_INPUT', 200, 'application/json'],
  ])('%s', async (fault, status, type) => {
    sandbox.failNext(fault, 'createToken');
    const answer = await send(create);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain(type);
    expect(isCreated()).toBe(false);
  });

  it('redirect to the sign-in page of the console', async () => {
    sandbox.failNext('login-redirect');
    const answer = await send(create);
    expect([answer.status, answer.headers.location]).toEqual([
      302,
      'https://acme.apps.us.jupiterone.io/login',
    ]);
  });

  it('send the 429 argument as Retry-After', async () => {
    sandbox.failNext('429:7');
    expect((await send(create)).headers['retry-after']).toBe('7');
  });

  it('close the socket without an answer', async () => {
    sandbox.failNext('drop');
    await expect(send(create)).rejects.toThrow('socket hang up');
    expect(isCreated()).toBe(false);
  });
});

describe('faults that come after the change is made', () => {
  it('lose the answer', async () => {
    sandbox.failNext('lost-answer', 'createToken');
    await expect(send(create)).rejects.toThrow('socket hang up');
    expect(isCreated()).toBe(true);
  });

  it('cut the answer off', async () => {
    sandbox.failNext('cut-short');
    await expect(send(create)).rejects.toThrow('aborted');
    sandbox.failNext('truncated');
    const answer = await send(create);
    expect(answer.status).toBe(200);
    expect(() => answer.json()).toThrow(SyntaxError);
  });

  it('come as a gateway’s page', async () => {
    sandbox.failNext('504:committed');
    expect((await send(create)).status).toBe(504);
    expect(isCreated()).toBe(true);
  });

  it('put an error beside the data', async () => {
    sandbox.failNext('data-and-errors');
    const { data, errors } = (await send(create)).json();
    expect(data.createToken.id).toBeTruthy();
    expect(errors).toHaveLength(1);
  });

  it('make one row null, or every page the first', async () => {
    sandbox.failNext('null-row');
    const { items } = (await send(list)).json().data.tokens;
    expect(items.filter((item: unknown) => item === null)).toHaveLength(1);
    sandbox.failNext('repeat-cursor');
    const first = (await send(list)).json().data.tokens;
    const again = (
      await send(list.replace('limit: 5', `limit: 5, cursor: "${first.pageInfo.endCursor}"`))
    ).json().data.tokens;
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(again.items).toEqual(first.items);
  });
});

describe('when a fault applies', () => {
  it('meets only its field', async () => {
    sandbox.setFault('503@revokeToken');
    expect((await send(list)).status).toBe(200);
  });

  it('meets a named operation', async () => {
    sandbox.setFault('503@LatchkeyList');
    expect((await send(list)).status).toBe(200);
    expect((await send(list.replace('{', 'query LatchkeyList {'))).status).toBe(503);
  });

  it('is over after its times, and cleared by a reset', async () => {
    sandbox.setFault('503*2');
    const statuses = [await send(list), await send(list), await send(list)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
    sandbox.setFault('503');
    sandbox.reset();
    expect((await send(list)).status).toBe(200);
  });

  it('never answers into a black hole, but the request is known to have come', async () => {
    sandbox.setFault('black-hole@createToken');
    const never = send(create).catch((error: Error) => error.message);
    const seen = await sandbox.waitForRequest(({ rootFields }) => rootFields.includes('createToken'));
    expect(seen.status).toBeNull();
    expect(isCreated()).toBe(false);
    await sandbox.close();
    expect(await never).toBe('socket hang up');
    sandbox = await startSandbox();
  });

  it('shows a request that still waits', async () => {
    sandbox.setFault('latency:800@createToken');
    const answer = send(create);
    const seen = await sandbox.waitForRequest(({ rootFields }) => rootFields.includes('createToken'));
    expect([seen.over, isCreated()]).toEqual([false, false]);
    expect((await answer).status).toBe(200);
    expect([seen.status, isCreated()]).toEqual([200, true]);
  });

  it('ends the session after so many requests', async () => {
    sandbox.setFault('session-expiry:2');
    const statuses = [await send(list), await send(list), await send(list)].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 401]);
  });
});
