import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionsFrom } from '../../sandbox/flags.ts';
import { lineOf } from '../../sandbox/request-log.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { createRandom } from '../../sandbox/world/random.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import type { World } from '../../sandbox/world/world.ts';
import { ada, ask, askAs, askWithKey, acme } from './client.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 0, 15);

function world(seed: number, keys: number): World {
  return createWorld({ seed, keys, now, random: createRandom(seed) });
}

describe('the seeds', () => {
  it('are the same for the same seed and clock, and others for another', () => {
    expect(world(1, 40).accounts).toEqual(world(1, 40).accounts);
    expect(world(2, 40).accounts[0]?.id).not.toBe(world(1, 40).accounts[0]?.id);
  });

  it('keep everything else where it is when there are more keys', () => {
    const few = world(1, 12).accounts;
    const many = world(1, 500).accounts;
    few.forEach((account, index) => {
      expect(many[index]?.id).toBe(account.id);
      expect(many[index]?.instances).toEqual(account.instances);
      expect(many[index]?.keys.slice(0, 12)).toEqual(account.keys.slice(0, 12));
    });
  });

  it('hold keys in every state', () => {
    const keys = world(1, 12).accounts[0]!.keys.filter(({ type }) => type === 'ACCOUNT');
    const left = keys.filter(({ revoked }) => !revoked).map(({ expiresAt }) => expiresAt - now);
    const within = (from: number, to: number): number =>
      left.filter((each) => each > from && each <= to).length;
    expect(keys).toHaveLength(12);
    expect(keys.filter(({ revoked }) => revoked)).toHaveLength(1);
    expect(within(-Infinity, 0)).toBe(2);
    expect(within(0, day)).toBe(1);
    expect(within(day, 7 * day)).toBe(2);
    expect(within(7 * day, 30 * day)).toBe(2);
    expect(
      keys.every(({ createdAt, expiresAt }) => createdAt < now && expiresAt - createdAt <= 365 * day),
    ).toBe(true);
  });

  it('never give one name to the keys of two accounts', () => {
    const names = world(1, 100).accounts.map(({ keys }) =>
      keys.filter(({ type }) => type === 'ACCOUNT').map(({ name }) => name),
    );
    const [first, second] = names;
    expect(first!.filter((name) => second!.includes(name))).toEqual([]);
  });
});

describe('the log', () => {
  it('holds who asked for what, and no secret, cookie or variable', async () => {
    const lines: string[] = [];
    const sandbox = await startSandbox({ onRequest: (request) => lines.push(lineOf(request)) });
    const { secret, name } = sandbox.account('acme').keys[0]!;
    await askWithKey(sandbox, secret, { query: 'query Probe { __typename }' });
    const created = await askAs(sandbox, ada, {
      query: 'mutation Make($input: CreateIamTokenInput) { createToken(input: $input) { id secret } }',
      variables: { input: { type: 'ACCOUNT', name: 'hidden-name', policy: '{"permissions":[]}' } },
    });
    const cookie = sandbox.signIn(acme, ada).split(';')[0]!.split('=')[1]!;
    await ask(sandbox, {
      host: acme,
      path: `/settings?token=${secret}`,
      headers: { Cookie: `j1_session_us_acme=${cookie}` },
    });
    const kept = JSON.stringify(sandbox.requests) + lines.join('\n');
    expect(sandbox.requests[0]).toMatchObject({
      caller: `key ${name}`,
      operationName: 'Probe',
      hadBearer: true,
      status: 200,
    });
    expect(sandbox.requests[1]).toMatchObject({
      caller: `session ${ada}`,
      account: 'acme',
      rootFields: ['createToken'],
      fields: ['createToken', 'id', 'secret'],
    });
    for (const hidden of [secret, created.json().data.createToken.secret, cookie, 'hidden-name']) {
      expect(kept).not.toContain(hidden);
    }
    await sandbox.close();
  });
});

describe('the command line', () => {
  it('reads its flags', () => {
    expect(
      optionsFrom([
        '--port',
        '0',
        '--dialect',
        'docsG1',
        '--console-api',
        'cors',
        '--keys',
        '500',
        '--signed-in',
      ]),
    ).toMatchObject({
      port: 0,
      dialect: 'docsG1',
      consoleApi: 'cors',
      keys: 500,
      signedIn: true,
    });
  });

  it.each([
    [['--colour', 'red'], "Unknown option '--colour'"],
    [['--dialect', 'latin'], '--dialect takes one of schema2023, docsG1, docsG2, current, not "latin".'],
    [['--port', 'x'], '--port takes a whole number from 0 to 65535, not "x".'],
    [['--faults', 'flood'], 'Unknown fault "flood"'],
    [['extra'], "Unexpected argument 'extra'"],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => optionsFrom(args)).toThrow(sentence);
  });
});

it('imports nothing from the extension, so that the two cannot share a mistake', () => {
  const folder = new URL('../../sandbox/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ts|js)$/.test(name),
  );
  expect(sources.length).toBeGreaterThan(20);
  for (const name of sources) {
    const imports = [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g),
    ];
    for (const [, from] of imports)
      expect(`${name}: ${from}`).not.toMatch(/\/(lib|components|entrypoints)\//);
  }
});
