import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatewayPage, json, signedOut, validationError } from '../rig/fake-j1.ts';
import { ada, Rig } from '../rig/rig.ts';
import {
  account,
  acme,
  adminPolicy,
  confirmation,
  create,
  creationOf,
  planCreate,
  reveal,
  secretOf,
} from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const creates = () => rig.j1.of('create');
const keysNamed = (name: string) => rig.j1.accounts.get('acme')!.tokens.filter((key) => key.name === name);

describe('a creation that goes well', () => {
  test('asks who is signed in, then posts once, then reads the list back', async () => {
    await acme(rig);
    const id = await create(rig);
    await rig.advance(5000);
    expect(rig.j1.requests.map(({ operation }) => operation)).toEqual(['identity', 'create', 'keys']);
    const row = await creationOf(rig, id);
    expect(row).toMatchObject({
      state: 'created',
      readBack: true,
      secret: 'shown',
      extraKeyIds: [],
      problem: null,
    });
    expect(row.expiresAt).toBe(row.wantedExpiresAt);
    expect((await reveal(rig, id))?.secret).toBe(secretOf(rig, row.keyId!));
  });

  test('keeps the name as it was typed', async () => {
    await acme(rig);
    const name = 'Ünïcode  key · 2026 <b>';
    await create(rig, { name });
    await rig.advance(5000);
    expect(creates()[0]!.variables['input']).toMatchObject({ name });
  });

  test('shows the key in the stored list without its secret', async () => {
    await acme(rig);
    const id = await create(rig);
    await rig.advance(5000);
    const { keyId } = await creationOf(rig, id);
    const { rows } = await rig.stored<{ rows: { id: string }[] }>(`inventory:${account}`);
    expect(rows.map((row) => row.id)).toContain(keyId);
    expect(await rig.everything('local')).not.toContain(secretOf(rig, keyId!));
  });

  test('goes on where the popup that asked for it is gone, and the background was stopped', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 3000 });
    const id = await create(rig);
    await rig.advance(500);
    await rig.kill();
    await rig.advance(6000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown', readBack: true });
    expect(creates()).toHaveLength(1);
  });
});

describe('a plan', () => {
  test('is carried out once, however often it is pressed', async () => {
    await acme(rig);
    const plan = await planCreate(rig);
    const presses = [1, 2, 3].map(() => rig.get('changes.apply', confirmation(plan.id, plan.mustAccept)));
    const ids = (await Promise.all(presses)).map(({ id }) => id);
    await rig.advance(10_000);
    expect(new Set(ids).size).toBe(1);
    expect(creates()).toHaveLength(1);
  });

  test('is void after ten minutes', async () => {
    await acme(rig);
    const plan = await planCreate(rig);
    await rig.advance(10 * 60_000);
    const answer = await rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)));
    expect(answer).toEqual({ ok: false, problem: { code: 'plan-expired' } });
    expect(creates()).toHaveLength(0);
  });

  test('is void once its row was put away', async () => {
    await acme(rig);
    const plan = await planCreate(rig);
    const { id } = await rig.get('changes.apply', confirmation(plan.id, plan.mustAccept));
    await rig.advance(5000);
    await rig.get('changes.dismiss', { id });
    const again = await rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)));
    expect(again).toEqual({ ok: false, problem: { code: 'plan-expired' } });
    expect(creates()).toHaveLength(1);
  });

  test('whose background died between the press and the row sets nothing off later', async () => {
    await acme(rig);
    const plan = await planCreate(rig);
    rig.extension.writeError = (_, items) => {
      if (!('creations' in items)) return null;
      void rig.kill();
      return new Error('too late');
    };
    await expect(rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)))).rejects.toThrow(
      'closed',
    );
    rig.extension.writeError = null;
    const again = await rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)));
    expect(again).toEqual({ ok: false, problem: { code: 'plan-expired' } });
    await rig.advance(120_000);
    expect(creates()).toHaveLength(0);
  });

  test('is still good when the browser’s storage refused its row, and nothing was sent', async () => {
    await acme(rig);
    const plan = await planCreate(rig);
    rig.extension.writeError = (_, items) => ('creations' in items ? new Error('quota exceeded') : null);
    const refused = await rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)));
    expect(refused).toEqual({ ok: false, problem: { code: 'storage' } });
    expect(creates()).toHaveLength(0);
    rig.extension.writeError = null;
    await rig.get('changes.apply', confirmation(plan.id, plan.mustAccept));
    await rig.advance(5000);
    expect(creates()).toHaveLength(1);
  });

  test('wants each security finding accepted, whatever the surface says', async () => {
    await acme(rig);
    const plan = await planCreate(rig, { policy: adminPolicy });
    expect(plan.mustAccept.length).toBeGreaterThan(0);
    for (const accepted of [[], plan.mustAccept.slice(1), ['J1-S99']]) {
      const answer = await rig.run(rig.ask('changes.apply', confirmation(plan.id, accepted)));
      expect(answer).toMatchObject({ ok: false, problem: { code: 'not-confirmed' } });
    }
    await rig.advance(5000);
    expect(creates()).toHaveLength(0);
  });

  test.each([
    ['an empty name', { name: '  ' }],
    ['a policy that is no JSON', { policy: '{' }],
    ['a policy that grants nothing', { policy: '{"permissions":[]}' }],
    ['no days', { days: 0 }],
    ['more than a year', { days: 366 }],
    ['half a day', { days: 1.5 }],
  ])('is not made for %s', async (_, over) => {
    await acme(rig);
    const change = { kind: 'create', name: 'ci', policy: adminPolicy, days: 30, ...over } as const;
    const answer = await rig.run(rig.ask('changes.plan', { account, windowId: null, change }));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-input' } });
  });

  test('names the other account whose console is in front, and wants that seen', async () => {
    await acme(rig);
    rig.j1.addAccount('globex', 'Globex');
    const other = rig.openConsole('globex');
    await rig.run(other.hello());
    await rig.advance(61_000);
    const change = { kind: 'create', name: 'ci', policy: adminPolicy, days: 30 } as const;
    const plan = await rig.get('changes.plan', { account, windowId: 1, change });
    expect(plan.otherInFront).toEqual({ name: 'Globex', region: 'us' });
    const unseen = await rig.run(rig.ask('changes.apply', confirmation(plan.id, plan.mustAccept)));
    expect(unseen).toMatchObject({ ok: false, problem: { code: 'not-confirmed', detail: 'Globex' } });
    await rig.get('changes.apply', { ...confirmation(plan.id, plan.mustAccept), otherInFrontSeen: true });
    await rig.advance(5000);
    expect(keysNamed('ci')).toHaveLength(1);
    expect(rig.j1.accounts.get('globex')!.tokens).toHaveLength(0);
  });
});

describe('another form', () => {
  test('is sent only after a validation error, and the key is made once', async () => {
    rig.j1.knows.input = false;
    rig.j1.knows.secret = false;
    await acme(rig);
    const id = await create(rig);
    await rig.advance(10_000);
    expect(creates().map(({ ran }) => ran)).toEqual([false, true]);
    expect(creates()[1]!.variables).toMatchObject({ token: { category: 'tags', name: 'ci-deploy' } });
    const row = await creationOf(rig, id);
    expect(row).toMatchObject({
      state: 'created',
      secret: 'shown',
      sending: { form: 'token', field: 'token' },
    });
    // The server picks the expiry of that form; the row says which.
    expect(row.expiresAt).not.toBe(row.wantedExpiresAt);
  });

  test('is remembered when the background is stopped between the two', async () => {
    rig.j1.knows.secret = false;
    const page = await acme(rig);
    page.holdAnswers = true;
    const id = await create(rig);
    await rig.advance(1000);
    await rig.kill();
    page.release();
    await rig.advance(10_000);
    expect(creates().map(({ ran }) => ran)).toEqual([false, true]);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
  });

  test('is sent once even if the validation error is told twice at once', async () => {
    const page = await acme(rig);
    page.holdAnswers = true;
    rig.j1.knows.secret = false;
    const id = await create(rig);
    await rig.advance(1000);
    const { requestId } = (await creationOf(rig, id)).sending;
    const answer = validationError('Cannot query field "secret" on type "IamToken".');
    const told = [1, 2, 3].map(() => rig.tell({ type: 'page.answer', requestId, answer }, page.sender()));
    expect(await rig.run(Promise.all(told))).toEqual([{ kind: 'ok' }, { kind: 'ok' }, { kind: 'ok' }]);
    page.release();
    await rig.advance(20_000);
    expect(creates().filter(({ ran }) => ran)).toHaveLength(1);
    expect(creates()).toHaveLength(2);
  });
});

describe('a refusal', () => {
  test.each([
    ['403', gatewayPage(403), 'no-right'],
    ['429', json({}, 429, { 'retry-after': '5' }), 'rate-limited'],
    [
      'bad input',
      json({
        data: null,
        errors: [{ message: 'no', path: ['createToken'], extensions: { code: 'BAD_USER_INPUT' } }],
      }),
      'bad-input',
    ],
  ] as const)('by %s fails with its reason, and nothing is sent again', async (_, answer, code) => {
    await acme(rig);
    rig.j1.fault({ on: 'create', answer });
    const id = await create(rig);
    await rig.advance(120_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code }, keyId: null });
    expect(creates()).toHaveLength(1);
  });

  test('is written into the log once, even if it is told twice', async () => {
    const page = await acme(rig);
    page.holdAnswers = true;
    const id = await create(rig);
    await rig.advance(1000);
    const { requestId } = (await creationOf(rig, id)).sending;
    for (let count = 0; count < 2; count += 1) {
      await rig.run(rig.tell({ type: 'page.answer', requestId, answer: gatewayPage(403) }, page.sender()));
    }
    await rig.advance(1000);
    const log = await rig.stored<{ outcome: string; problem: string }[]>('activity');
    expect(log.map(({ outcome, problem }) => [outcome, problem])).toEqual([['failed', 'no-right']]);
  });
});

describe('a lost answer', () => {
  const losses = [
    ['502', { answer: gatewayPage(502) }],
    ['504 HTML', { answer: gatewayPage(504) }],
    ['HTML', { answer: { ...gatewayPage(200) } }],
    ['the network', { answer: { kind: 'network' } }],
    [
      'a server error',
      { answer: json({ data: null, errors: [{ message: 'boom', path: ['createToken'] }] }) },
    ],
    ['no answer in time', { delayMs: 40_000 }],
  ] as const;

  test.each(losses)('by %s is found on the list, and its secret is said to be lost', async (_, loss) => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, ...loss });
    const id = await create(rig);
    await rig.advance(60_000);
    const row = await creationOf(rig, id);
    expect(row).toMatchObject({ state: 'created', secret: 'lost', readBack: true });
    expect(row.keyId).toBe(keysNamed('ci-deploy')[0]!.id);
    expect(await reveal(rig, id)).toBeNull();
    expect(creates()).toHaveLength(1);
  });

  test.each(losses.slice(0, 5))('by %s, where nothing was made, is so by two lists', async (_, loss) => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: false, ...loss });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created', keyId: null, secret: 'none' });
    const lists = rig.j1.of('keys').map(({ at }) => at);
    expect(lists).toHaveLength(2);
    expect(lists[1]! - lists[0]!).toBeGreaterThanOrEqual(5000);
    expect(creates()).toHaveLength(1);
  });

  test('is unknown, not "not created", where the list cannot be read', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    rig.j1.fault({ on: 'keys', answer: gatewayPage(503), times: 9 });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'unknown', problem: { code: 'unavailable' } });
    rig.j1.faults.length = 0;
    await rig.get('changes.check', { id });
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created' });
  });

  test.each([
    ['a cursor that repeats', { pageInfo: { endCursor: 'again', hasNextPage: true } }],
    ['a row that cannot be read', { items: [{ name: 'ci-deploy' }] }],
  ])('is unknown where the list has %s', async (_, oddity) => {
    await acme(rig);
    rig.j1.tamper = (page) => ({ ...page, ...oddity });
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(120_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'unknown' });
  });

  test('leaves older keys of the same name alone', async () => {
    await acme(rig, 0);
    rig.j1.addToken('acme', { name: 'ci-deploy', id: 'cached' });
    const page = rig.pages[0]!;
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    // One that the cached list does not have, made before the server's time at the sending.
    rig.j1.addToken('acme', { name: 'ci-deploy', id: 'elsewhere', createdAt: Date.now() - 60_000 });
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created' });
    expect(page.heard.length).toBeGreaterThan(0);
  });

  test('is told by the server’s clock, not by ours', async () => {
    rig.j1.aheadMs = -24 * 60 * 60_000;
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
  });

  test('is told by the newest known key where the server’s clock cannot be read', async () => {
    rig.j1.readableDate = false;
    await acme(rig);
    const newest = Math.max(...rig.j1.accounts.get('acme')!.tokens.map(({ createdAt }) => createdAt));
    rig.j1.addToken('acme', { name: 'ci-deploy', createdAt: newest - 60_000 });
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({
      state: 'not-created',
      sending: { serverTime: newest },
    });
  });

  test('still takes an answer that comes late, secret and all', async () => {
    const page = await acme(rig);
    page.mute = true;
    rig.j1.fault({ on: 'create', ran: true });
    page.holdAnswers = true;
    const id = await create(rig);
    await rig.advance(110_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
    const { requestId } = (await creationOf(rig, id)).sending;
    const key = keysNamed('ci-deploy')[0]!;
    const answer = json({
      data: { createToken: { id: key.id, secret: key.secret, expiresAt: key.expiresAt } },
    });
    await rig.run(rig.tell({ type: 'page.answer', requestId, answer }, page.sender()));
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown', extraKeyIds: [] });
    expect((await reveal(rig, id))?.secret).toBe(key.secret);
  });

  test('is not given up while the page may still be waiting for it', async () => {
    const page = await acme(rig);
    // The page hears the request but its word of it is lost; J1 takes twenty seconds.
    page.mute = true;
    rig.j1.fault({ on: 'create', ran: true, delayMs: 20_000 });
    const id = await create(rig);
    await rig.advance(15_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'sent' });
    page.mute = false;
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
  });

  test('is looked for at once where nobody in the page took the request', async () => {
    const page = await acme(rig);
    page.deaf = true;
    const id = await create(rig);
    await rig.advance(15_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created', problem: { code: 'tab-lost' } });
    expect(creates()).toHaveLength(0);
  });

  test('is not looked for because the page shows something else meanwhile', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 10_000 });
    const id = await create(rig);
    await rig.advance(500);
    await rig.run(page.report('page.changed'));
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'sent' });
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
  });

  test('is not looked for any longer once a late answer is in', async () => {
    const page = await acme(rig);
    page.deaf = true;
    const id = await create(rig);
    await rig.advance(3000);
    const { requestId } = (await creationOf(rig, id)).sending;
    const answer = json({ data: { createToken: { id: 'key-9', secret: 'L'.repeat(76) } } });
    const lists = rig.j1.of('keys').length;
    await rig.run(rig.tell({ type: 'page.answer', requestId, answer }, page.sender()));
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', keyId: 'key-9', secret: 'shown' });
    // One more, for the read-back.
    expect(rig.j1.of('keys')).toHaveLength(lists + 1);
  });

  test('leaves a key of the same name alone that the list had just before', async () => {
    await acme(rig, 0);
    rig.j1.addToken('acme', { name: 'ci-deploy', createdAt: Date.now() });
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created', keyId: null });
  });

  test('is looked for at once when the console tab is closed', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 20_000 });
    const id = await create(rig);
    await rig.advance(500);
    page.close();
    await rig.advance(20_000);
    // Nobody had another tab open: one was opened for it and closed again.
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('is looked for twice through one tab, where one has to be opened', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', delayMs: 20_000, answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(500);
    page.close();
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created', sending: { openedTabId: null } });
    expect(rig.extension.calls.filter(({ name }) => name === 'tabs.create')).toHaveLength(1);
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('is looked for again after the sign-in, where nobody was signed in', async () => {
    const page = await acme(rig);
    const { cookie } = page;
    rig.j1.fault({ on: 'create', ran: true, answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(500);
    page.cookie = null;
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'unknown', problem: { code: 'signed-out' } });
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
  });

  test('is looked for at once when the console tab is loaded anew', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 20_000 });
    const id = await create(rig);
    await rig.advance(500);
    await rig.run(page.reload());
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
  });
});

describe('an answer', () => {
  const good = { data: { createToken: { id: 'forged', secret: 'F'.repeat(76) } } };

  test('from another tab, or to another question, changes nothing', async () => {
    const page = await acme(rig);
    page.holdAnswers = true;
    const id = await create(rig);
    await rig.advance(1000);
    const other = rig.openConsole('acme', { front: false });
    const { requestId } = (await creationOf(rig, id)).sending;
    await rig.run(rig.tell({ type: 'page.answer', requestId, answer: json(good) }, other.sender()));
    await rig.run(
      rig.tell({ type: 'page.answer', requestId: crypto.randomUUID(), answer: json(good) }, page.sender()),
    );
    expect(await creationOf(rig, id)).toMatchObject({ state: 'sent', keyId: null });
    expect(await rig.everything('session')).not.toContain('FFFF');
  });

  test('that is told again is acknowledged and changes nothing', async () => {
    const page = await acme(rig);
    page.holdAnswers = true;
    const id = await create(rig);
    await rig.advance(1000);
    const { requestId } = (await creationOf(rig, id)).sending;
    const key = keysNamed('ci-deploy')[0]!;
    const answer = json({ data: { createToken: { id: key.id, secret: key.secret } } });
    const tell = () => rig.tell({ type: 'page.answer', requestId, answer }, page.sender());
    expect(await rig.run(Promise.all([tell(), tell()]))).toEqual([{ kind: 'ok' }, { kind: 'ok' }]);
    await rig.advance(3000);
    expect(await rig.stored<unknown[]>('secrets', 'session')).toHaveLength(1);
    await rig.get('secrets.saved', { creationId: id });
    expect(await rig.run(tell())).toEqual({ kind: 'ok' });
    await rig.advance(3000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'saved' });
    expect(await rig.everything('session')).not.toContain(key.secret);
    expect(await rig.stored<unknown[]>('activity')).toHaveLength(1);
  });

  test('that could not be kept is not acknowledged, so that the page tells it again', async () => {
    await acme(rig);
    let refusals = 2;
    rig.extension.writeError = (area, items) => {
      if (area !== 'session' || !('secrets' in items) || refusals === 0) return null;
      refusals -= 1;
      return new Error('Session storage quota bytes exceeded. Values were not stored.');
    };
    const id = await create(rig);
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
    expect(creates()).toHaveLength(1);
  });

  test('without a secret leaves a key whose secret is lost', async () => {
    await acme(rig);
    rig.j1.fault({
      on: 'create',
      ran: true,
      answer: json({ data: { createToken: { id: 'key-4', secret: null } } }),
    });
    const id = await create(rig);
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', keyId: 'key-4', secret: 'lost' });
  });
});

describe('a second key', () => {
  test('that one request brought about is offered for revocation', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: 'twice' });
    const id = await create(rig);
    await rig.advance(10_000);
    const row = await creationOf(rig, id);
    const [first, second] = keysNamed('ci-deploy');
    expect(row).toMatchObject({ keyId: second!.id, extraKeyIds: [first!.id], secret: 'shown' });
  });

  test('is offered as well where the answer was lost', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: 'twice', answer: gatewayPage(502) });
    const id = await create(rig);
    await rig.advance(20_000);
    const { keyId, extraKeyIds } = await creationOf(rig, id);
    expect([keyId, ...extraKeyIds].toSorted()).toEqual(
      keysNamed('ci-deploy')
        .map((key) => key.id)
        .toSorted(),
    );
  });

  test('is found after the background was stopped right after the answer', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', ran: 'twice' });
    rig.j1.fault({ on: 'keys', delayMs: 5000 });
    const id = await create(rig);
    await rig.advance(2500);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', readBack: false });
    await rig.kill();
    await rig.run(page.report('page.changed'));
    await rig.advance(10_000);
    const { extraKeyIds, readBack } = await creationOf(rig, id);
    expect(extraKeyIds).toHaveLength(1);
    expect(readBack).toBe(true);
  });

  test('of the same name that the user made on purpose is nobody’s extra', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 1000 });
    rig.j1.fault({ on: 'create', ran: true, delayMs: 8000 });
    const first = await create(rig);
    const second = await create(rig);
    await rig.advance(30_000);
    const rows = [await creationOf(rig, first), await creationOf(rig, second)];
    expect(rows.map(({ state, extraKeyIds }) => [state, extraKeyIds])).toEqual([
      ['created', []],
      ['created', []],
    ]);
    expect(rows[0]!.keyId).not.toBe(rows[1]!.keyId);
  });

  test('is not taken for the lost one of an earlier try', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', answer: gatewayPage(502) });
    rig.j1.fault({ on: 'keys', answer: gatewayPage(503), times: 3 });
    const first = await create(rig);
    await rig.advance(60_000);
    expect(await creationOf(rig, first)).toMatchObject({ state: 'unknown' });
    const second = await create(rig);
    await rig.advance(10_000);
    expect(await creationOf(rig, second)).toMatchObject({ state: 'created', secret: 'shown' });
    await rig.get('changes.check', { id: first });
    await rig.advance(30_000);
    expect(await creationOf(rig, first)).toMatchObject({ state: 'not-created', keyId: null });
  });
});

describe('the session', () => {
  test('of another person than was shown is refused, and nothing is sent', async () => {
    const page = await acme(rig);
    const plan = await planCreate(rig);
    page.cookie = { account: 'acme', person: { userId: 'user-bob', email: 'bob@acme.example' } };
    const { id } = await rig.get('changes.apply', confirmation(plan.id, plan.mustAccept));
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'wrong-account' } });
    expect(creates()).toHaveLength(0);
  });

  test('of another account than was shown is refused, and nothing is sent', async () => {
    const page = await acme(rig);
    rig.j1.addAccount('globex');
    const plan = await planCreate(rig);
    page.cookie = { ...page.cookie!, account: 'globex' };
    const { id } = await rig.get('changes.apply', confirmation(plan.id, plan.mustAccept));
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'wrong-account' } });
    expect(creates()).toHaveLength(0);
  });

  test.each([
    ['chromium', 'wrong-account'],
    ['firefox', 'no-container-tab'],
  ] as const)(
    'of another account in a tab that was opened for it is refused, and in %s the reason is %s',
    async (kind, code) => {
      rig.extension.kind = kind;
      const page = await acme(rig);
      rig.j1.addAccount('globex');
      page.close();
      rig.onOpen = (opened) => {
        opened.cookie = { account: 'globex', person: ada };
        void opened.hello();
      };
      const id = await create(rig);
      await rig.advance(30_000);
      expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code } });
      expect(creates()).toHaveLength(0);
    },
  );

  async function untilSignedOut() {
    const page = await acme(rig);
    const { cookie } = page;
    page.cookie = null;
    const id = await create(rig);
    await rig.advance(3000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'signed-out', problem: { code: 'signed-out' } });
    expect(creates()).toHaveLength(0);
    return { page, cookie: cookie!, id };
  }

  test('that ended is waited for, and the creation goes on after the sign-in', async () => {
    const { page, cookie, id } = await untilSignedOut();
    await rig.advance(60_000);
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
    expect(creates()).toHaveLength(1);
  });

  test('that ended is waited for by a background that was stopped meanwhile', async () => {
    const { page, cookie, id } = await untilSignedOut();
    await rig.kill();
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created' });
  });

  test('of another account after the sign-in is refused', async () => {
    const { page, cookie, id } = await untilSignedOut();
    rig.j1.addAccount('globex');
    page.cookie = { ...cookie, account: 'globex' };
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'wrong-account' } });
    expect(creates()).toHaveLength(0);
  });

  test('that ended is not waited for longer than ten minutes', async () => {
    const { page, cookie, id } = await untilSignedOut();
    await rig.advance(11 * 60_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'signed-out' } });
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(creates()).toHaveLength(0);
  });

  test('that ended between the question and the post sends the key once after the sign-in', async () => {
    const page = await acme(rig);
    rig.j1.fault({ on: 'create', answer: signedOut });
    const id = await create(rig);
    await rig.advance(3000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'signed-out' });
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(creates().map(({ ran }) => ran)).toEqual([false, true]);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
  });

  test('that waits for a sign-in can be given up, and then nothing is sent', async () => {
    const { page, cookie, id } = await untilSignedOut();
    await rig.get('changes.dismiss', { id });
    page.cookie = cookie;
    await rig.run(page.reload());
    await rig.advance(5000);
    expect(creates()).toHaveLength(0);
  });
});

describe('without a console tab', () => {
  async function withoutTab(): Promise<string> {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    rig.extension.calls.length = 0;
    return create(rig);
  }

  test('one is opened in the background, and closed again', async () => {
    const id = await withoutTab();
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown', readBack: true });
    expect(rig.extension.calls.filter(({ name }) => name.startsWith('tabs.'))).toEqual([
      { name: 'tabs.create', args: [{ url: 'https://acme.apps.us.jupiterone.io/', active: false }] },
      { name: 'tabs.remove', args: [expect.any(Number)] },
    ]);
  });

  test('one that the user looks at meanwhile is left open', async () => {
    const id = await withoutTab();
    await rig.advance(1600);
    rig.extension.activate(rig.extension.tabs[0]!.id);
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created' });
    expect(rig.extension.tabs).toHaveLength(1);
  });

  test('one that never speaks is closed, and nothing was sent', async () => {
    rig.onOpen = () => undefined;
    const id = await withoutTab();
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'no-tab' } });
    expect(rig.extension.tabs).toHaveLength(0);
    expect(creates()).toHaveLength(0);
  });

  test('one that is sent to a sign-in page is left open for the sign-in', async () => {
    rig.onOpen = ({ tab }) => {
      tab.url = 'https://login.example/';
    };
    const id = await withoutTab();
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'signed-out' });
    const opened = rig.pages.at(-1)!;
    await rig.run(opened.reload('https://acme.apps.us.jupiterone.io/home'));
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('a background that was stopped while the tab loads does not open a second one', async () => {
    const id = await withoutTab();
    await rig.advance(500);
    await rig.kill();
    await rig.start();
    await rig.advance(20_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
    expect(rig.extension.calls.filter(({ name }) => name === 'tabs.create')).toHaveLength(1);
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('and without access to its host, that is what is said', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    rig.extension.withheld.add(`https://${page.host}/*`);
    const id = await create(rig);
    await rig.advance(30_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'host-withheld' } });
  });
});

describe('two creations', () => {
  test('in one account are sent one after the other, the second knowing the first', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 8000 });
    const first = await create(rig, { name: 'same' });
    const second = await create(rig, { name: 'same' });
    await rig.advance(5000);
    expect(creates()).toHaveLength(1);
    await rig.advance(30_000);
    const { keyId } = await creationOf(rig, first);
    expect((await creationOf(rig, second)).sending.knownIds).toContain(keyId);
    expect(creates()).toHaveLength(2);
  });
});
