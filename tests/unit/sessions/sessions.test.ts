import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account, ConsoleTab } from '../../../lib/storage/records.ts';
import { gatewayPage, json, signedOut } from '../rig/fake-j1.ts';
import { ada, bob, Rig } from '../rig/rig.ts';
import { account, acme, create, creationOf } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const accounts = () => rig.stored<Account[]>('accounts');
const tabs = () => rig.stored<ConsoleTab[]>('tabs', 'session');
const refresh = () => rig.get('keys.refresh', { account, tabId: null, reason: 'user' });

describe('the address that takes the session', () => {
  test('is found once with the cheapest question, and remembered', async () => {
    rig.j1.addAccount('acme', 'Acme');
    await rig.run(rig.openConsole('acme').hello());
    await rig.advance(61_000);
    expect(rig.j1.of('probe')).toHaveLength(1);
    expect((await accounts())[0]).toMatchObject({ address: 'path' });
    await rig.kill();
    await refresh();
    expect(rig.j1.of('probe')).toHaveLength(1);
  });

  test('is the GraphQL host where the console’s own origin has none', async () => {
    rig.j1.addAccount('acme', 'Acme');
    const page = rig.openConsole('acme');
    page.addresses = ['graphql'];
    await rig.run(page.hello());
    await rig.advance(61_000);
    expect((await accounts())[0]).toMatchObject({ address: 'graphql', problem: null });
    const id = await create(rig);
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created' });
    expect(rig.j1.of('create')[0]).toMatchObject({ address: 'graphql' });
  });

  test('is looked for anew once it no longer takes the session', async () => {
    const page = await acme(rig);
    page.addresses = ['graphql'];
    expect((await refresh()).problem?.code).toBe('session-unusable');
    expect((await accounts())[0]).toMatchObject({ address: null });
    expect((await refresh()).problem).toBeNull();
    expect((await accounts())[0]).toMatchObject({ address: 'graphql' });
  });

  test('is looked for anew after a creation found it useless, and nothing was sent', async () => {
    const page = await acme(rig);
    page.addresses = ['graphql'];
    const failed = await create(rig);
    await rig.advance(5000);
    expect(await creationOf(rig, failed)).toMatchObject({
      state: 'failed',
      problem: { code: 'session-unusable' },
    });
    const id = await create(rig);
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created' });
  });

  test.each([
    ['neither exists', [], null, 'session-unusable'],
    ['the page shows a sign-in form', [], 'form', 'signed-out'],
  ] as const)('is none where %s', async (_, addresses, form, code) => {
    rig.j1.addAccount('acme', 'Acme');
    const page = rig.openConsole('acme');
    page.addresses = addresses;
    page.looksSignedOut = form !== null;
    await rig.run(page.hello());
    const reply = await rig.get('keys.refresh', { account: null, tabId: page.tab.id, reason: 'user' });
    expect(reply).toEqual({ account: null, problem: { code } });
  });

  test.each([
    ['signed out', signedOut, 'signed-out'],
    ['a gateway that is down', gatewayPage(503), 'unavailable'],
    ['a pause', json({}, 429), 'rate-limited'],
  ])('is not given up for %s', async (_, answer, code) => {
    rig.j1.addAccount('acme', 'Acme');
    const page = rig.openConsole('acme');
    rig.j1.fault({ on: 'probe', answer, times: 2 });
    await rig.run(page.hello());
    await rig.advance(1000);
    const reply = await rig.get('keys.refresh', { account: null, tabId: page.tab.id, reason: 'user' });
    if (code === 'rate-limited') {
      await rig.advance(60_000);
      const later = await rig.get('keys.refresh', { account: null, tabId: page.tab.id, reason: 'user' });
      expect(later.problem).toBeNull();
    } else expect([null, code]).toContain(reply.problem?.code ?? null);
  });
});

describe('the console tab', () => {
  test('that shows a sign-in form is not asked', async () => {
    const page = await acme(rig);
    page.looksSignedOut = true;
    const id = await create(rig);
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'signed-out' });
    expect(rig.j1.requests).toHaveLength(0);
  });

  test('that is signed in is used even if another one of the account is not', async () => {
    const page = await acme(rig);
    const second = rig.openConsole('acme');
    await rig.run(second.hello());
    page.looksSignedOut = true;
    expect((await refresh()).problem).toBeNull();
    expect(new Set(rig.j1.requests.map(({ tabId }) => tabId))).toEqual(new Set([second.tab.id]));
  });

  test('that does not answer is passed over for one that does', async () => {
    const page = await acme(rig);
    const second = rig.openConsole('acme');
    await rig.run(second.hello());
    await rig.advance(1000);
    page.answering = false;
    expect((await refresh()).problem).toBeNull();
    expect(rig.j1.requests.at(-1)!.tabId).toBe(second.tab.id);
  });

  test('of another account on the same host is told by who answers, and refused', async () => {
    rig.j1.addAccount('acme', 'Acme');
    rig.j1.addAccount('globex', 'Globex');
    const host = 'apps.us.jupiterone.io';
    const page = rig.openConsole('acme', { host });
    await rig.run(page.hello());
    await rig.advance(61_000);
    page.cookie = { account: 'globex', person: bob };
    const id = await create(rig);
    await rig.advance(5000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'failed', problem: { code: 'wrong-account' } });
    expect(rig.j1.of('create')).toHaveLength(0);
    expect((await accounts()).map(({ key }) => key)).toEqual(['us/acme', 'us/globex']);
  });

  test('is forgotten when it is closed, and known again by its first word', async () => {
    const page = await acme(rig);
    expect(await tabs()).toMatchObject([{ tabId: page.tab.id, account, viewerId: ada.userId }]);
    page.close();
    await rig.advance(10);
    expect(await tabs()).toEqual([]);
    const next = rig.openConsole('acme');
    await rig.run(next.hello());
    expect(await tabs()).toMatchObject([{ tabId: next.tab.id, host: page.host }]);
  });

  test('keeps what was known of its session until it shows a sign-in form', async () => {
    const page = await acme(rig);
    await rig.run(page.report('page.changed'));
    expect((await tabs())[0]).toMatchObject({ account });
    page.looksSignedOut = true;
    await rig.run(page.report('page.changed'));
    expect((await tabs())[0]).toMatchObject({ account: null, viewerId: null });
  });

  test('keeps the account’s name where a later answer has none', async () => {
    await acme(rig);
    rig.j1.knows.account = false;
    await refresh();
    expect((await accounts())[0]).toMatchObject({ name: 'Acme', subdomain: 'acme' });
  });
});

describe('"open console"', () => {
  test('brings the account’s tab to the front, or opens one', async () => {
    const page = await acme(rig);
    rig.openConsole('globex');
    await rig.get('accounts.open', { account });
    expect(page.tab.active).toBe(true);
    page.close();
    await rig.advance(10);
    await rig.get('accounts.open', { account });
    expect(rig.extension.calls.at(-1)).toEqual({
      name: 'tabs.create',
      args: [{ url: 'https://acme.apps.us.jupiterone.io/', active: true }],
    });
  });
});
