import { afterEach, beforeEach, expect, test } from 'vitest';
import { json } from '../rig/fake-j1.ts';
import { Rig } from '../rig/rig.ts';
import { acme, create, creationOf, reveal, secretOf } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const fiveMinutes = 5 * 60_000;

async function created() {
  const page = await acme(rig);
  const id = await create(rig);
  await rig.advance(5000);
  const { keyId } = await creationOf(rig, id);
  return { page, id, secret: secretOf(rig, keyId!) };
}

test('a secret is in session storage and nowhere else', async () => {
  const { page, secret } = await created();
  expect(await rig.everything('session')).toContain(secret);
  expect(await rig.everything('local')).not.toContain(secret);
  expect(JSON.stringify(page.heard)).not.toContain(secret);
  expect(rig.extension.badge.titles.join()).not.toContain(secret);
  expect(JSON.stringify(rig.extension.calls)).not.toContain(secret);
});

test('a secret that the server puts into other answers and errors is kept nowhere', async () => {
  await acme(rig);
  const canary = `eyJ${'C4N4RY'.repeat(4)}.${'C4N4RY'.repeat(4)}.x`;
  rig.j1.tamper = (page) => ({
    ...page,
    items: page.items.map((item) => ({ ...(item as object), secret: canary, token: canary, csrf: canary })),
  });
  rig.j1.fault({
    on: 'create',
    answer: json({ data: null, errors: [{ message: `no: ${canary}`, path: ['createToken'] }] }),
  });
  const id = await create(rig);
  await rig.advance(60_000);
  expect(await creationOf(rig, id)).toMatchObject({ state: 'not-created' });
  expect(await rig.everything('local')).not.toContain('C4N4RY');
  expect(await rig.everything('session')).not.toContain('C4N4RY');
});

test('a secret survives the background and goes when it is said to be saved', async () => {
  const { id, secret } = await created();
  await rig.kill();
  expect(await reveal(rig, id)).toMatchObject({ secret });
  await rig.get('secrets.saved', { creationId: id });
  expect(await reveal(rig, id)).toBeNull();
  expect(await rig.everything('session')).not.toContain(secret);
  expect(await creationOf(rig, id)).toMatchObject({ secret: 'saved' });
});

test('a secret goes after five minutes, with the background stopped all the while', async () => {
  const { id, secret } = await created();
  await rig.kill();
  await rig.advance(fiveMinutes);
  expect(await rig.everything('session')).not.toContain(secret);
  expect(await creationOf(rig, id)).toMatchObject({ secret: 'expired' });
});

test('a secret is not given out after its time, even if no alarm has come yet', async () => {
  const { id } = await created();
  await rig.extension.browser.alarms.clear('deadline' as never);
  const kept = await rig.stored<{ until: number }[]>('secrets', 'session');
  await rig.store('secrets', { v: 1, data: kept.map((each) => ({ ...each, until: Date.now() })) }, 'session');
  expect(await reveal(rig, id)).toBeNull();
});

test('a secret that went with the browser is said to be gone', async () => {
  const { id, secret } = await created();
  await rig.restartBrowser();
  await rig.advance(1000);
  expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'expired' });
  expect(await rig.everything('local')).not.toContain(secret);
});

test('a secret that arrives while the background starts is not marked as expired', async () => {
  const page = await acme(rig);
  page.holdAnswers = true;
  const id = await create(rig);
  await rig.advance(1000);
  for (let count = 0; count < 5; count += 1) {
    await rig.kill();
    if (count === 4) page.release();
    else void page.report('page.changed').catch(() => undefined);
  }
  await rig.advance(10_000);
  expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'shown' });
});

test('"saved" says nothing of a key whose secret never came', async () => {
  await acme(rig);
  rig.j1.fault({ on: 'create', ran: true, answer: { kind: 'network' } });
  const id = await create(rig);
  await rig.advance(30_000);
  await rig.get('secrets.saved', { creationId: id });
  expect(await creationOf(rig, id)).toMatchObject({ state: 'created', secret: 'lost' });
});

test('the badge counts a secret until it is saved', async () => {
  const { id } = await created();
  expect(rig.extension.badge.text).toBe('1');
  expect(rig.extension.badge.title).toMatch(/not yet saved/);
  await rig.get('secrets.saved', { creationId: id });
  await rig.advance(10);
  expect(rig.extension.badge.title).not.toMatch(/not yet saved/);
});

test('the log tells what was done by hashes and ids', async () => {
  const { secret } = await created();
  const log = await rig.stored<Record<string, unknown>[]>('activity');
  expect(log).toEqual([
    {
      at: expect.any(Number),
      account: 'us/acme',
      accountName: 'Acme',
      viewer: 'user-ada',
      action: 'create',
      outcome: 'done',
      keyId: expect.stringMatching(/^key-/),
      keyName: 'ci-deploy',
      policyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      problem: null,
    },
  ]);
  expect(JSON.stringify(log)).not.toContain(secret);
});
