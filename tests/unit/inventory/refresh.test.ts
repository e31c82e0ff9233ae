import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Digest, Inventory } from '../../../lib/storage/records.ts';
import { gatewayPage, json, signedOut } from '../rig/fake-j1.ts';
import { Rig } from '../rig/rig.ts';
import { account, acme, startTime } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const inventory = () => rig.stored<Inventory>(`inventory:${account}`);
const digest = () => rig.stored<Digest>(`digest:${account}`);
const refresh = (reason: 'popup' | 'panel' | 'user') =>
  rig.get('keys.refresh', { account, tabId: null, reason });
const limits = () => rig.j1.requests.map(({ variables }) => variables['limit']).filter(Boolean);
/** J1 takes a while for each further page. */
const slowly = () => rig.j1.fault({ on: 'more-keys', ran: true, delayMs: 1000, times: 99 });
const units = () =>
  rig.j1.requests.flatMap(({ at, units: count }) => Array.from({ length: count }, () => at));
const mostIn = (windowMs: number) =>
  Math.max(...units().map((start) => units().filter((at) => at >= start && at < start + windowMs).length));

describe('a refresh by the user', () => {
  test('replies with the first page and reads on, in pages that double', async () => {
    await acme(rig, 3000);
    rig.j1.addTokens('acme', 1);
    slowly();
    expect(await rig.run(rig.ask('keys.refresh', { account, tabId: null, reason: 'user' }))).toEqual({
      ok: true,
      reply: { account, problem: null },
    });
    expect(limits()).toEqual([100, 200]);
    expect(await inventory()).toMatchObject({ complete: false });
    expect((await rig.stored<{ loaded: number }>(`refresh:${account}`, 'session')).loaded).toBe(100);
    await rig.advance(10_000);
    expect(limits()).toEqual([100, 200, 400, 800, 1000, 1000]);
    const { rows, complete } = await inventory();
    expect([rows.length, complete]).toEqual([3001, true]);
    expect(await rig.stored(`refresh:${account}`, 'session')).toBeNull();
  });

  test('keeps to what the server gives where that is less', async () => {
    rig.j1.pageLimit = 150;
    await acme(rig, 500);
    await refresh('user');
    await rig.advance(10_000);
    expect((await inventory()).rows).toHaveLength(500);
    expect(Math.max(...(limits() as number[]))).toBeLessThanOrEqual(300);
  });

  test('goes back to pages of a hundred where the server refuses larger ones', async () => {
    rig.j1.refusesAbove = 100;
    await acme(rig, 450);
    await rig.advance(10 * 60_000);
    rig.j1.requests.length = 0;
    await refresh('user');
    await rig.advance(10_000);
    expect(limits()).toEqual([100, 200, 100, 100, 100, 100]);
    expect(await inventory()).toMatchObject({ complete: true, problem: null });
  });

  test('never spends more than five units in a second', async () => {
    await acme(rig, 5000);
    await refresh('user');
    await rig.advance(20_000);
    expect((await inventory()).rows).toHaveLength(5000);
    expect(mostIn(1000)).toBeLessThanOrEqual(5);
  });

  test('leaves half of what remains to the console', async () => {
    await acme(rig, 1000);
    rig.j1.remaining = 1;
    await refresh('user');
    await rig.advance(30_000);
    expect(rig.j1.requests).toHaveLength(1);
    rig.j1.remaining = 500;
    await rig.advance(60_000);
    expect((await inventory()).rows).toHaveLength(1000);
  });

  test('can be stopped, keeps what it has and what was known before', async () => {
    await acme(rig, 3000);
    await rig.advance(20 * 60_000);
    rig.j1.requests.length = 0;
    for (const token of rig.j1.accounts.get('acme')!.tokens) token.name = 'renamed';
    slowly();
    await refresh('user');
    await rig.get('keys.cancelRefresh', { account });
    await rig.advance(30_000);
    const { rows, complete, problem } = await inventory();
    expect([complete, problem]).toEqual([false, null]);
    expect(rows).toHaveLength(3000);
    expect(rows.filter(({ name }) => name === 'renamed')).toHaveLength(300);
  });

  test('that fails on a later page keeps the rows and says why', async () => {
    await acme(rig, 300);
    rig.j1.fault({ on: 'more-keys', answer: gatewayPage(502) });
    await refresh('user');
    await rig.advance(5000);
    expect(await inventory()).toMatchObject({
      complete: false,
      problem: { code: 'unavailable', status: 502 },
    });
    expect((await inventory()).rows).toHaveLength(300);
  });

  test('waits out a 429 between pages and then goes on', async () => {
    await acme(rig, 300);
    rig.j1.fault({ on: 'more-keys', answer: json({}, 429, { 'retry-after': '20' }) });
    await refresh('user');
    await rig.advance(19_000);
    expect(rig.j1.of('more-keys')).toHaveLength(1);
    await rig.advance(10_000);
    expect(await inventory()).toMatchObject({ complete: true, problem: null });
  });

  test('asks for one page three times at most', async () => {
    await acme(rig, 300);
    rig.j1.fault({ on: 'more-keys', answer: json({}, 429), times: 9 });
    await refresh('user');
    await rig.advance(5 * 60_000);
    expect(rig.j1.of('more-keys')).toHaveLength(3);
    expect(await inventory()).toMatchObject({ complete: false, problem: { code: 'rate-limited' } });
  });

  test('is told of a pause at once, and nothing is sent in it', async () => {
    await acme(rig);
    rig.j1.fault({
      on: 'keys',
      answer: json({ errors: [{ message: 'HTTP 429' }] }, 200, { 'ratelimit-reset': '30' }),
    });
    expect((await refresh('user')).problem).toMatchObject({ code: 'rate-limited', retryAfterMs: 30_000 });
    await rig.advance(10_000);
    expect((await refresh('user')).problem?.code).toBe('rate-limited');
    expect(rig.j1.requests).toHaveLength(1);
    await rig.advance(20_000);
    expect((await refresh('user')).problem).toBeNull();
  });

  test('stops at a cursor that comes twice, and does not call the list whole', async () => {
    await acme(rig, 300);
    rig.j1.tamper = (page) => ({ ...page, pageInfo: { endCursor: '100', hasNextPage: true } });
    await refresh('user');
    await rig.advance(30_000);
    expect(await inventory()).toMatchObject({ complete: false, problem: { code: 'unexpected-answer' } });
    expect(rig.j1.requests.length).toBeLessThan(4);
  });

  test('drops everything where a row belongs to another account, and says so', async () => {
    await acme(rig, 300);
    await rig.advance(60_000);
    const before = (await inventory()).rows;
    rig.j1.tamper = (page, { operation }) =>
      operation === 'keys'
        ? { ...page, items: page.items.map((item) => ({ ...(item as object), name: 'fresh' })) }
        : { ...page, items: [...page.items, { id: 'x', name: 'theirs', accountId: 'globex' }] };
    await refresh('user');
    await rig.advance(10_000);
    expect(await inventory()).toMatchObject({ complete: false, problem: { code: 'wrong-account' } });
    expect((await inventory()).rows).toEqual(before);
  });

  test('drops a first page of another account’s rows', async () => {
    await acme(rig);
    const before = (await inventory()).rows;
    rig.j1.tamper = (page) => ({ ...page, items: [{ id: 'x', name: 'theirs', accountId: 'globex' }] });
    expect((await refresh('user')).problem).toEqual({ code: 'wrong-account' });
    expect((await inventory()).rows).toEqual(before);
  });

  test('counts a broken row and keeps the others', async () => {
    await acme(rig);
    rig.j1.tamper = (page) => ({ ...page, items: [...page.items, { name: 'no id' }, null] });
    await refresh('user');
    expect(await inventory()).toMatchObject({ complete: true, unreadable: 2 });
    expect((await inventory()).rows).toHaveLength(3);
  });

  test('opens a console tab where there is none, and closes it again', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    expect((await refresh('user')).problem).toBeNull();
    await rig.advance(1000);
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('closes a tab that it opened in vain', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    rig.onOpen = () => undefined;
    expect((await refresh('user')).problem).toEqual({ code: 'no-tab' });
    expect(rig.extension.tabs).toHaveLength(0);
  });

  test('of an account does not take another one’s answer for it', async () => {
    const page = await acme(rig);
    rig.j1.addAccount('globex', 'Globex');
    page.cookie = { ...page.cookie!, account: 'globex' };
    expect(await refresh('user')).toEqual({ account, problem: { code: 'wrong-account' } });
    expect((await inventory()).rows).toHaveLength(3);
    expect(await rig.stored('inventory:us/globex')).toBeUndefined();
  });

  test('keeps the rows where the browser withholds the host, and says so', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    rig.extension.withheld.add(`https://${page.host}/*`);
    expect((await refresh('user')).problem).toEqual({ code: 'host-withheld' });
    expect((await inventory()).rows).toHaveLength(3);
  });

  test('without the right to list says so beside the rows', async () => {
    await acme(rig);
    const forbidden = json({
      data: { tokens: null },
      errors: [{ message: 'x', path: ['tokens'], extensions: { code: 'FORBIDDEN' } }],
    });
    rig.j1.fault({ on: 'keys', answer: forbidden });
    rig.j1.fault({ on: 'more-keys', answer: forbidden });
    expect(await refresh('user')).toMatchObject({ account, problem: { code: 'no-right' } });
    await rig.advance(100);
    expect(await inventory()).toMatchObject({ problem: { code: 'no-right' } });
    expect((await inventory()).rows).toHaveLength(3);
  });

  test('works where the API has no account field', async () => {
    rig.j1.knows.account = false;
    await acme(rig);
    expect((await refresh('user')).problem).toBeNull();
    expect((await inventory()).rows).toHaveLength(3);
    expect(mostIn(1000)).toBeLessThanOrEqual(5);
  });
});

describe('a popup', () => {
  test('sends one request, however many keys there are', async () => {
    await acme(rig, 2000);
    await rig.advance(20 * 60_000);
    rig.j1.requests.length = 0;
    await refresh('popup');
    await rig.advance(5000);
    expect(rig.j1.requests.map(({ operation }) => operation)).toEqual(['keys']);
  });

  test('that is opened ten times in five seconds sends one request', async () => {
    await acme(rig);
    for (let count = 0; count < 10; count += 1) {
      void rig.ask('keys.refresh', { account, tabId: null, reason: 'popup' });
      await rig.advance(500);
    }
    expect(rig.j1.requests).toHaveLength(1);
  });

  test('that opens while its tab is being read for the first time sends nothing of its own', async () => {
    rig.j1.addAccount('acme', 'Acme');
    rig.j1.addTokens('acme', 3);
    rig.j1.fault({ on: 'keys', ran: true, delayMs: 1200 });
    const page = rig.openConsole('acme');
    await rig.run(page.hello());
    await rig.advance(500);
    const byTab = rig.ask('keys.refresh', { account: null, tabId: page.tab.id, reason: 'popup' });
    await rig.advance(5000);
    expect(await rig.run(byTab)).toMatchObject({ reply: { account, problem: null } });
    expect(rig.j1.of('keys')).toHaveLength(1);
  });

  test('within a minute of the last answer sends nothing', async () => {
    await acme(rig);
    await refresh('user');
    await rig.advance(59_000);
    await refresh('popup');
    expect(rig.j1.requests).toHaveLength(1);
    await rig.advance(1000);
    await refresh('popup');
    expect(rig.j1.requests).toHaveLength(2);
  });

  test('never opens a tab', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(1000);
    expect((await refresh('popup')).problem).toEqual({ code: 'no-tab' });
    expect(rig.extension.calls.filter(({ name }) => name === 'tabs.create')).toHaveLength(0);
    // That no tab is open is no failure of the account.
    expect((await rig.stored<{ problem: unknown }[]>('accounts'))[0]!.problem).toBeNull();
  });

  test('that read the first page only does not pass the list off as whole and fresh', async () => {
    await acme(rig, 300);
    await rig.advance(20 * 60_000);
    await refresh('popup');
    expect(await digest()).toMatchObject({ complete: false });
    rig.j1.requests.length = 0;
    await refresh('panel');
    await rig.advance(5000);
    expect(await digest()).toMatchObject({ complete: true });
  });

  test('on a tab that now holds another account shows that one', async () => {
    const page = await acme(rig);
    rig.j1.addAccount('globex', 'Globex');
    page.cookie = { ...page.cookie!, account: 'globex' };
    const reply = await rig.get('keys.refresh', { account: null, tabId: page.tab.id, reason: 'popup' });
    expect(reply).toEqual({ account: 'us/globex', problem: null });
    expect((await inventory()).rows).toHaveLength(3);
  });

  test('on a tab that is signed out says so', async () => {
    const page = await acme(rig);
    page.cookie = null;
    rig.j1.fault({ on: 'keys', answer: signedOut });
    const reply = await rig.get('keys.refresh', { account: null, tabId: page.tab.id, reason: 'popup' });
    expect(reply.problem?.code).toBe('signed-out');
  });
});

describe('refreshes at once', () => {
  test('of one account are one', async () => {
    await acme(rig, 300);
    const asked = [1, 2, 3].map(() => rig.ask('keys.refresh', { account, tabId: null, reason: 'user' }));
    await rig.run(Promise.all(asked));
    await rig.advance(5000);
    expect(rig.j1.of('keys')).toHaveLength(1);
    expect(rig.j1.of('more-keys')).toHaveLength(1);
  });

  test('join the one that is still reading its later pages', async () => {
    await acme(rig, 3000);
    slowly();
    await refresh('user');
    await refresh('panel');
    await refresh('user');
    await rig.advance(20_000);
    expect(rig.j1.of('keys')).toHaveLength(1);
    expect((await inventory()).rows).toHaveLength(3000);
  });

  test('by a user do not wait for one that nobody waits for', async () => {
    rig.j1.addAccount('acme', 'Acme');
    rig.j1.addTokens('acme', 3000);
    const page = rig.openConsole('acme');
    await rig.run(page.hello());
    await rig.advance(5000);
    expect(await digest()).toMatchObject({ complete: false });
    await refresh('user');
    await rig.advance(15_000);
    expect(await digest()).toMatchObject({ complete: true, total: 3000 });
    const asked = rig.j1.of('more-keys').length;
    await rig.advance(5 * 60_000);
    // The slow one finds that it was overtaken at its next page and leaves the records alone.
    expect(rig.j1.of('more-keys').length).toBeLessThanOrEqual(asked + 1);
    expect(await inventory()).toMatchObject({ complete: true });
  });

  test('by a user overtake the one that the quarter of an hour brought', async () => {
    await acme(rig, 3000);
    await rig.advance(startTime + 30 * 60_000 + 2000 - Date.now());
    expect(await digest()).toMatchObject({ complete: false });
    await refresh('user');
    await rig.advance(15_000);
    expect(await digest()).toMatchObject({ complete: true, total: 3000 });
  });

  test('that want all pages do not settle for a popup’s one', async () => {
    await acme(rig, 300);
    await rig.advance(20 * 60_000);
    rig.j1.fault({ on: 'keys', ran: true, delayMs: 2000, times: 2 });
    const popup = rig.ask('keys.refresh', { account, tabId: null, reason: 'popup' });
    await rig.advance(500);
    await refresh('user');
    await rig.run(popup);
    await rig.advance(5000);
    expect(await digest()).toMatchObject({ complete: true });
  });
});

describe('unattended', () => {
  test('a console page that opens is used, at five units a minute', async () => {
    rig.j1.addAccount('acme', 'Acme');
    rig.j1.addTokens('acme', 5000);
    const page = rig.openConsole('acme');
    await rig.run(page.hello());
    await rig.advance(15 * 60_000);
    expect(mostIn(60_000)).toBeLessThanOrEqual(5);
    expect((await inventory()).rows).toHaveLength(5000);
  });

  test('an API without the usual fields does not cost more than that', async () => {
    rig.j1.knows.account = false;
    rig.j1.addAccount('acme', 'Acme');
    rig.j1.addTokens('acme', 500);
    await rig.run(rig.openConsole('acme').hello());
    await rig.advance(10 * 60_000);
    expect(mostIn(60_000)).toBeLessThanOrEqual(5);
    expect((await inventory()).rows).toHaveLength(500);
  });

  test('nothing younger than a quarter of an hour is read again', async () => {
    const page = await acme(rig);
    for (let count = 0; count < 10; count += 1) {
      await rig.run(page.report('page.changed'));
      await rig.advance(60_000);
    }
    expect(rig.j1.requests).toHaveLength(0);
  });

  test('a console that cannot be read is not asked at each of its page changes', async () => {
    rig.j1.addAccount('acme', 'Acme');
    const page = rig.openConsole('acme');
    page.cookie = null;
    for (let count = 0; count < 10; count += 1) {
      await rig.run(page.report('page.changed'));
      await rig.advance(60_000);
    }
    expect(rig.j1.requests.length).toBeLessThanOrEqual(2);
  });

  test('nothing is read and no tab is opened where there is no tab', async () => {
    const page = await acme(rig);
    page.close();
    await rig.advance(60 * 60_000);
    expect(rig.j1.requests).toHaveLength(0);
    expect(rig.extension.calls.filter(({ name }) => name === 'tabs.create')).toHaveLength(0);
  });

  test('what an earlier background was reading is not shown as under way for ever', async () => {
    await acme(rig, 3000);
    slowly();
    await refresh('user');
    await rig.advance(500);
    await rig.kill();
    await rig.start();
    await rig.advance(10);
    expect(await rig.stored(`refresh:${account}`, 'session')).toBeNull();
    expect((await inventory()).rows.length).toBeGreaterThanOrEqual(100);
  });
});

test('two accounts never mix, whichever tab answers first', async () => {
  await acme(rig);
  rig.j1.addAccount('globex', 'Globex');
  rig.j1.addTokens('globex', 2);
  const other = rig.openConsole('globex', { host: 'globex.apps.eu.jupiterone.io' });
  await rig.run(other.hello());
  await rig.advance(1000);
  await Promise.all([
    refresh('user'),
    rig.get('keys.refresh', { account: 'eu/globex', tabId: null, reason: 'user' }),
  ]);
  const theirs = await rig.stored<Inventory>('inventory:eu/globex');
  expect((await inventory()).rows.map(({ id }) => id)).toEqual(['key-1', 'key-2', 'key-3']);
  expect(theirs.rows.map(({ id }) => id)).toEqual(['key-4', 'key-5']);
  for (const { tabId, operation } of rig.j1.requests) {
    expect([tabId, operation]).toContain(tabId === other.tab.id ? other.tab.id : rig.pages[0]!.tab.id);
  }
});
