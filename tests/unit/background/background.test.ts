import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Rig } from '../rig/rig.ts';
import { account, acme, create, creationOf, reveal, revoke } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const created = (name: string) =>
  rig.extension.calls.flatMap((call) =>
    call.name === 'alarms.create' && call.args[0] === name ? [call.args[1] as Record<string, number>] : [],
  );
const alarms = async () => (await fakeBrowser.alarms.getAll()).map(({ name }) => name).toSorted();

describe('the alarms', () => {
  test('are one, every quarter of an hour, where nothing waits', async () => {
    await rig.start();
    expect(await alarms()).toEqual(['tick']);
    expect(created('tick')).toEqual([{ periodInMinutes: 15, delayInMinutes: 15 }]);
  });

  test('are not made anew at each start, or they would never come', async () => {
    for (let count = 0; count < 5; count += 1) {
      await rig.start();
      await rig.advance(4 * 60_000);
      await rig.kill();
    }
    expect(created('tick')).toHaveLength(1);
  });

  test('are made again where an update or a restart has dropped them', async () => {
    await rig.start();
    await rig.restartBrowser();
    expect(await alarms()).toEqual(['tick']);
  });

  test('never are more than two, and never sooner than browsers allow', async () => {
    await acme(rig);
    await create(rig);
    await create(rig, { name: 'second' });
    await revoke(rig, 'key-1');
    for (let count = 0; count < 40; count += 1) {
      await rig.advance(20_000);
      expect((await alarms()).length).toBeLessThanOrEqual(2);
    }
    expect(created('deadline').length).toBeGreaterThan(0);
    expect(await alarms()).toEqual(['tick']);
  });

  test('name the moment at which a secret’s time is over', async () => {
    await acme(rig);
    await create(rig);
    await rig.advance(5000);
    const [{ until }] = await rig.stored<[{ until: number }]>('secrets', 'session');
    expect(created('deadline').at(-1)).toEqual({ when: until });
  });

  test('do not fire in a circle where storage refuses to let go of what is over', async () => {
    await acme(rig);
    const id = await create(rig);
    await rig.advance(5000);
    rig.extension.writeError = () => new Error('full');
    rig.extension.calls.length = 0;
    await rig.advance(7 * 60_000);
    expect(created('deadline').length).toBeGreaterThan(0);
    expect(created('deadline').length).toBeLessThan(10);
    // It is not counted or given out any more for all that.
    expect(rig.extension.badge.title).not.toMatch(/not yet saved/);
    expect(await reveal(rig, id)).toBeNull();
  });

  test('wake a background that has nothing to do into doing nothing', async () => {
    await rig.start();
    await rig.kill();
    await rig.advance(60 * 60_000);
    expect(rig.j1.requests).toHaveLength(0);
    expect(rig.extension.calls.filter(({ name }) => name.startsWith('tabs.'))).toEqual([]);
  });
});

describe('the badge', () => {
  test('is worked out anew at each start', async () => {
    await acme(rig);
    rig.j1.addToken('acme', { id: 'soon', name: 'soon', expiresAt: Date.now() + 3 * 86_400_000 });
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    await rig.advance(10);
    expect(rig.extension.badge.text).toBe('1');
    await rig.kill();
    rig.extension.badge.text = '';
    rig.extension.badge.title = '';
    await rig.start();
    expect(rig.extension.badge.text).toBe('1');
    expect(rig.extension.badge.title).toMatch(/soon/);
  });

  test('changes as time goes by, with nobody there', async () => {
    const page = await acme(rig);
    rig.j1.addToken('acme', { id: 'k', name: 'k', expiresAt: Date.now() + 25 * 60 * 60_000 });
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    page.close();
    await rig.advance(10);
    expect(rig.extension.badge.text).toBe('1');
    await rig.advance(2 * 60 * 60_000);
    expect(rig.extension.badge.text).toBe('!');
  });

  test('says that data is old after a day', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(25 * 60 * 60_000);
    expect(rig.extension.badge.text).toBe('?');
  });

  test('forgets an account that was forgotten', async () => {
    await acme(rig);
    rig.j1.addToken('acme', { id: 'soon', name: 'soon', expiresAt: Date.now() + 3 * 86_400_000 });
    await rig.get('keys.refresh', { account, tabId: null, reason: 'user' });
    await rig.get('accounts.forget', { account });
    await rig.advance(10);
    expect(rig.extension.badge.text).toBe('');
  });
});

describe('forgetting an account', () => {
  test('leaves nothing of it but the log', async () => {
    await acme(rig);
    await create(rig);
    await rig.advance(5000);
    await rig.get('accounts.forget', { account });
    const local = JSON.parse(await rig.everything('local')) as Record<string, unknown>;
    expect(Object.keys(local).filter((name) => name.includes('us/acme'))).toEqual([]);
    delete local['activity'];
    expect(JSON.stringify(local)).not.toMatch(/acme/i);
    expect(await rig.stored('secrets', 'session')).toEqual([]);
  });

  test('is refused while a change is under way, whose outcome would be lost', async () => {
    await acme(rig);
    rig.j1.fault({ on: 'create', ran: true, delayMs: 5000 });
    const id = await create(rig);
    await rig.advance(500);
    const answer = await rig.run(rig.ask('accounts.forget', { account }));
    expect(answer).toEqual({ ok: false, problem: { code: 'busy' } });
    await rig.advance(10_000);
    expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
  });
});

describe('putting a row away', () => {
  test('works for what is over and not for what is under way', async () => {
    await acme(rig);
    const id = await revoke(rig, 'key-1');
    await rig.get('changes.dismiss', { id });
    expect(await rig.stored<object[]>('revocations')).toHaveLength(1);
    await rig.advance(15_000);
    await rig.get('changes.dismiss', { id });
    expect(await rig.stored<object[]>('revocations')).toHaveLength(0);
  });
});

describe('installing and added hosts', () => {
  const scripts = () => rig.extension.calls.filter(({ name }) => name === 'scripting.executeScript');

  test('puts the script into console tabs that are open, and into no other', async () => {
    await rig.start();
    const page = rig.openConsole('acme');
    rig.extension.addTab('https://evil.example/', false);
    rig.wake(() => rig.extension.events.installed.fire({ reason: 'install' }));
    await rig.advance(10);
    expect(scripts().map(({ args }) => args)).toEqual([
      [{ target: { tabId: page.tab.id }, files: ['content-scripts/console.js'] }],
    ]);
  });

  test('registers the script for a host that the user added, again after an update, and never twice', async () => {
    await rig.start();
    for (const origin of ['https://apps.dev.jupiterone.io/*', 'https://*.apps.dev.jupiterone.io/*']) {
      rig.extension.granted.add(origin);
    }
    rig.wake(() => rig.extension.events.permissionsAdded.fire({}));
    await rig.advance(10);
    expect(rig.extension.registered).toMatchObject([
      {
        id: 'added-hosts',
        matches: ['https://apps.dev.jupiterone.io/*', 'https://*.apps.dev.jupiterone.io/*'],
        allFrames: false,
      },
    ]);
    rig.extension.registered = [];
    rig.wake(() => rig.extension.events.installed.fire({ reason: 'update' }));
    await rig.advance(10);
    expect(rig.extension.registered).toHaveLength(1);
    rig.extension.granted.clear();
    rig.wake(() => rig.extension.events.permissionsRemoved.fire({}));
    await rig.advance(10);
    expect(rig.extension.registered).toEqual([]);
  });
});

test('local storage is closed to content scripts where the browser can', async () => {
  await rig.start();
  expect(rig.extension.calls).toContainEqual({
    name: 'storage.local.setAccessLevel',
    args: [{ accessLevel: 'TRUSTED_CONTEXTS' }],
  });
});

test('every listener is there before anything is awaited', () => {
  rig.wake(() => undefined);
  const missing = Object.entries(rig.extension.events).filter(([, event]) => event.listeners.length === 0);
  expect(missing.map(([name]) => name)).toEqual([]);
});

test('a start with storage that refuses everything still answers, and sets its alarm', async () => {
  await acme(rig);
  await revoke(rig, 'key-1');
  await rig.kill();
  await fakeBrowser.alarms.clearAll();
  rig.extension.writeError = () => new Error('full');
  await rig.start();
  expect(await rig.run(rig.ask('changes.check', { id: 'x' }))).toEqual({ ok: true, reply: {} });
  expect(await alarms()).toContain('tick');
});
