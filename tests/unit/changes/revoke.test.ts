import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inventory } from '../../../lib/storage/records.ts';
import { gatewayPage, json } from '../rig/fake-j1.ts';
import { Rig } from '../rig/rig.ts';
import { account, acme, confirmation, revocationOf, revoke } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const posts = () => rig.j1.of('revoke');
const isRevoked = (id: string) => rig.j1.accounts.get('acme')!.tokens.find((key) => key.id === id)!.revoked;

describe('the ten seconds', () => {
  test('pass before anything at all is sent', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(9999 - 250);
    expect(rig.j1.requests).toHaveLength(0);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'waiting' });
    await rig.advance(2000);
    expect(posts()).toHaveLength(1);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked', problem: null });
    expect(isRevoked('key-2')).toBe(true);
  });

  test('can be taken back, and then nothing is ever sent', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(9000);
    expect(await rig.get('revocations.undo', { id })).toEqual({ undone: true });
    await rig.advance(60_000);
    expect(posts()).toHaveLength(0);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'undone' });
  });

  test('cannot be taken back once they are over', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(12_000);
    expect(await rig.get('revocations.undo', { id })).toEqual({ undone: false });
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
  });

  test('in which the background dies send nothing, and the row says so by itself', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(5000);
    await rig.kill();
    await rig.advance(60_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'not-sent' });
    expect(posts()).toHaveLength(0);
  });

  test('in which the browser dies send nothing either', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(5000);
    await rig.restartBrowser();
    await rig.advance(60_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'not-sent' });
    expect(isRevoked('key-2')).toBe(false);
  });
});

describe('the plan', () => {
  test('wants the name typed for a key that may do everything', async () => {
    await acme(rig);
    rig.j1.addToken('acme', {
      id: 'admin',
      name: 'Admin key',
      policy: '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}',
    });
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    const plan = await rig.get('changes.plan', {
      account,
      windowId: null,
      change: { kind: 'revoke', keyId: 'admin' },
    });
    expect(plan.mustTypeName).toBe(true);
    for (const typedName of [null, '', 'admin key', 'Admin key ']) {
      const answer = await rig.run(rig.ask('changes.apply', { ...confirmation(plan.id), typedName }));
      expect(answer).toMatchObject({ ok: false, problem: { code: 'not-confirmed' } });
    }
    await rig.get('changes.apply', { ...confirmation(plan.id), typedName: 'Admin key' });
    await rig.advance(15_000);
    expect(isRevoked('admin')).toBe(true);
  });

  test('is not made for a key that is not on the list', async () => {
    await acme(rig);
    const change = { kind: 'revoke', keyId: 'nobody' } as const;
    const answer = await rig.run(rig.ask('changes.plan', { account, windowId: null, change }));
    expect(answer).toEqual({ ok: false, problem: { code: 'not-found' } });
  });

  test('for a key that is being revoked already is refused as busy, and may be used later', async () => {
    await acme(rig);
    const plans = [];
    for (let count = 0; count < 2; count += 1) {
      plans.push(
        await rig.get('changes.plan', {
          account,
          windowId: null,
          change: { kind: 'revoke', keyId: 'key-2' },
        }),
      );
    }
    const first = await rig.get('changes.apply', confirmation(plans[0]!.id));
    const busy = await rig.run(rig.ask('changes.apply', confirmation(plans[1]!.id)));
    expect(busy).toEqual({ ok: false, problem: { code: 'busy' } });
    await rig.get('revocations.undo', { id: first.id });
    const second = await rig.get('changes.apply', confirmation(plans[1]!.id));
    await rig.advance(15_000);
    expect(await revocationOf(rig, second.id)).toMatchObject({ state: 'revoked' });
    expect(posts()).toHaveLength(1);
  });
});

describe('the outcome', () => {
  test.each([
    ['the answer is lost', { ran: true, answer: gatewayPage(504) }],
    ['no answer comes in time', { ran: true, delayMs: 40_000 }],
    [
      'the server says that it failed although it did not',
      {
        ran: true,
        answer: json({ data: null, errors: [{ message: 'boom', path: ['revokeToken'] }] }),
      },
    ],
    ['the server answers with nothing', { ran: true, answer: json({ data: { revokeToken: null } }) }],
  ])('is "revoked" by what is read afterwards, where %s', async (_, fault) => {
    await acme(rig);
    rig.j1.fault({ on: 'revoke', ...fault });
    const id = await revoke(rig, 'key-2');
    await rig.advance(60_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked', problem: null });
    expect(posts()).toHaveLength(1);
  });

  test('shows in the stored list although the list cannot be read anew', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'keys', times: Infinity, answer: gatewayPage(503) });
    const id = await revoke(rig, 'key-2');
    await rig.advance(60_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
    const stored = await rig.stored<Inventory>(`inventory:${account}`);
    expect(stored?.rows.filter(({ revoked }) => revoked).map((row) => row.id)).toEqual(['key-2']);
  });

  test('is "revoked" for a key that was revoked already', async () => {
    await acme(rig);
    rig.j1.accounts.get('acme')!.tokens[1]!.revoked = true;
    const id = await revoke(rig, 'key-2');
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
  });

  test('is "revoked" for a key that is gone', async () => {
    await acme(rig);
    const acmeAccount = rig.j1.accounts.get('acme')!;
    acmeAccount.tokens = acmeAccount.tokens.filter((key) => key.id !== 'key-2');
    const id = await revoke(rig, 'key-2');
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
  });

  test('is read from the list where the API cannot be asked for one key', async () => {
    rig.j1.knows.oneKey = false;
    await acme(rig);
    const id = await revoke(rig, 'key-2');
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
  });

  test('is "failed" with the reason where the key is still alive', async () => {
    await acme(rig);
    rig.j1.fault({
      on: 'revoke',
      answer: json({
        data: null,
        errors: [{ message: 'x', path: ['revokeToken'], extensions: { code: 'FORBIDDEN' } }],
      }),
    });
    const id = await revoke(rig, 'key-2');
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'no-right' } });
  });

  test('is not "revoked" on the word of the mutation alone', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'revoke', answer: json({ data: { revokeToken: { id: 'key-2', revoked: true } } }) });
    const id = await revoke(rig, 'key-2');
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'unconfirmed' });
  });

  test('is not "revoked" because a list stopped before the key', async () => {
    rig.j1.knows.oneKey = false;
    rig.j1.pageLimit = 2;
    await acme(rig, 6);
    rig.j1.fault({ on: 'revoke', answer: json({ data: { revokeToken: { id: 'key-6', revoked: true } } }) });
    const id = await revoke(rig, 'key-6');
    await rig.advance(9000);
    rig.j1.tamper = (page) => ({ ...page, pageInfo: { endCursor: '2', hasNextPage: true } });
    await rig.advance(30_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'unconfirmed' });
  });

  test('is not "revoked" because the key’s row could not be read', async () => {
    rig.j1.knows.oneKey = false;
    await acme(rig);
    rig.j1.fault({ on: 'revoke', answer: json({ data: { revokeToken: { id: 'key-2', revoked: true } } }) });
    const id = await revoke(rig, 'key-2');
    rig.j1.tamper = (page) => ({
      ...page,
      items: page.items.map((item) => ((item as { id: string }).id === 'key-2' ? { id: null } : item)),
    });
    await rig.advance(30_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'unconfirmed' });
  });

  test('that nobody could read is "unconfirmed", and can be looked up again', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'revoke', ran: true, answer: gatewayPage(502) });
    rig.j1.fault({ on: 'one-key', answer: gatewayPage(503) });
    const id = await revoke(rig, 'key-2');
    await rig.advance(30_000);
    expect(await revocationOf(rig, id)).toMatchObject({
      state: 'unconfirmed',
      problem: { code: 'unavailable' },
    });
    await rig.get('changes.check', { id });
    await rig.advance(10_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
    expect(posts()).toHaveLength(1);
  });

  test('is looked up by the next background where the last one died while sending', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'revoke', ran: true, delayMs: 5000 });
    const id = await revoke(rig, 'key-2');
    await rig.advance(12_000);
    await rig.kill();
    await rig.start();
    await rig.advance(10_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
    expect(posts()).toHaveLength(1);
  });

  test('is in the stored list, and in the log', async () => {
    await acme(rig);
    await revoke(rig, 'key-2');
    await rig.advance(15_000);
    const { rows } = await rig.stored<{ rows: { id: string; revoked: boolean }[] }>(`inventory:${account}`);
    expect(rows.find(({ id }) => id === 'key-2')).toMatchObject({ revoked: true });
    const log = await rig.stored<object[]>('activity');
    expect(log).toMatchObject([{ action: 'revoke', outcome: 'done', keyId: 'key-2' }]);
  });
});

describe('the session', () => {
  test('of another person sends nothing', async () => {
    const page = await acme(rig);
    const id = await revoke(rig, 'key-2');
    page.cookie = { account: 'acme', person: { userId: 'user-bob', email: '' } };
    await rig.advance(20_000);
    expect(await revocationOf(rig, id)).toMatchObject({
      state: 'not-sent',
      problem: { code: 'wrong-account' },
    });
    expect(posts()).toHaveLength(0);
  });

  test('that ended waits for the sign-in and then gives ten new seconds', async () => {
    const page = await acme(rig);
    const { cookie } = page;
    const id = await revoke(rig, 'key-2');
    page.cookie = null;
    await rig.advance(15_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'signed-out' });
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(8000);
    expect(posts()).toHaveLength(0);
    await rig.advance(5000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
  });

  test('that ended is not waited for beyond ten minutes', async () => {
    const page = await acme(rig);
    const id = await revoke(rig, 'key-2');
    page.cookie = null;
    await rig.advance(15_000);
    await rig.advance(11 * 60_000);
    await rig.kill();
    await rig.start();
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'not-sent', problem: { code: 'signed-out' } });
  });

  test('is of a tab opened for it where there is none, and that is closed again', async () => {
    const page = await acme(rig);
    const id = await revoke(rig, 'key-2');
    page.close();
    await rig.advance(30_000);
    expect(await revocationOf(rig, id)).toMatchObject({ state: 'revoked' });
    expect(rig.extension.tabs).toHaveLength(0);
  });
});
