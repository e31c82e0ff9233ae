import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contract, replyEnvelope, type Verb } from '../../../lib/messaging/contract.ts';
import { extensionId, extensionOrigins } from '../rig/fake-extension.ts';
import { Rig } from '../rig/rig.ts';
import { account, acme, confirmation, create, creationOf, planCreate } from '../rig/scenes.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const verbs = Object.keys(contract) as Verb[];

/** A good request of each verb, so that only the sender or the shape can be what is wrong. */
const requests: Record<Verb, unknown> = {
  'keys.refresh': { account, tabId: null, reason: 'user' },
  'keys.cancelRefresh': { account },
  'changes.plan': { account, windowId: null, change: { kind: 'revoke', keyId: 'key-1' } },
  'changes.apply': confirmation('p'),
  'revocations.undo': { id: 'x' },
  'changes.dismiss': { id: 'x' },
  'changes.check': { id: 'x' },
  'secrets.reveal': { creationId: 'x' },
  'secrets.saved': { creationId: 'x' },
  'accounts.open': { account },
  'accounts.forget': { account: 'us/nobody' },
};

const ui = (verb: string, request: unknown) => ({ type: 'ui', verb, request });
const tell = (message: unknown, sender: object) => rig.run(rig.tell(message, sender));

describe('a surface', () => {
  test.each(verbs)('gets an answer to %s that keeps the contract', async (verb) => {
    await acme(rig);
    const envelope = replyEnvelope.parse(
      await tell(ui(verb, requests[verb]), rig.surface('/sidepanel.html')),
    );
    if (envelope.ok) expect(contract[verb].reply.safeParse(envelope.reply).success).toBe(true);
    else expect(['plan-expired', 'not-found']).toContain(envelope.problem.code);
  });

  test.each(verbs)('gets an error for a %s of another shape', async (verb) => {
    await acme(rig);
    for (const request of [undefined, null, 7, [], { account: 7 }, { __proto__: null }]) {
      const answer = await tell(ui(verb, request), rig.surface());
      expect(answer).toEqual({ ok: false, problem: { code: 'bad-input' } });
    }
  });

  test('gets an error for a verb that is none, whatever it is called', async () => {
    await rig.start();
    for (const verb of ['', 'keys', 'constructor', '__proto__', 'toString', 'page.hello']) {
      expect(await tell(ui(verb, {}), rig.surface())).toEqual({ ok: false, problem: { code: 'background' } });
    }
  });
});

describe('anybody else', () => {
  const url = 'https://acme.apps.us.jupiterone.io/home';
  const tab = { id: 100, windowId: 1, url };
  const strangers = [
    ['the content script of a console page', { id: extensionId, frameId: 0, url, tab }],
    ['another extension', { id: 'other', url: `${extensionOrigins.chromium}/popup.html` }],
    ['a page of another extension', { id: extensionId, url: 'chrome-extension://other/popup.html' }],
    [
      'a page of ours that is no surface',
      { id: extensionId, url: `${extensionOrigins.chromium}/other.html` },
    ],
    ['a surface in a frame', { id: extensionId, url: `${extensionOrigins.chromium}/popup.html`, frameId: 3 }],
    ['a page named like a surface', { id: extensionId, url: 'https://evil.example/popup.html' }],
    ['nobody', {}],
    ['a sender without an address', { id: extensionId }],
    ['a sender with a broken address', { id: extensionId, url: 'nonsense' }],
  ] as const;

  test.each(strangers)('%s may use no verb', async (_, sender) => {
    await acme(rig);
    const plan = await planCreate(rig);
    for (const verb of verbs) {
      const request = verb === 'changes.apply' ? confirmation(plan.id, plan.mustAccept) : requests[verb];
      expect(await tell(ui(verb, request), sender)).toEqual({
        ok: false,
        problem: { code: 'not-confirmed' },
      });
    }
    await rig.advance(20_000);
    expect(rig.j1.requests).toHaveLength(0);
  });

  test('who asks is named in the log, and what was asked is not', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await acme(rig);
    const signingIn = `${url}?code=one-time-code#id_token=of-the-user`;
    const sender = { id: extensionId, frameId: 0, url: signingIn, tab };
    await tell(ui('secrets.reveal', { creationId: 'a-creation' }), sender);
    expect(warn.mock.calls).toEqual([[expect.stringContaining(url)]]);
    expect(JSON.stringify(warn.mock.calls)).not.toMatch(/a-creation|one-time-code|of-the-user/);
    warn.mockRestore();
  });

  const hello = {
    type: 'page.hello',
    instance: 'i',
    page: { kind: 'settings', evidence: [] },
    looksSignedOut: false,
  };
  test.each([
    ['a frame of a console page', { frameId: 4 }],
    ['a page that is rendered ahead', { documentLifecycle: 'prerender' }],
    ['a page that waits in the cache', { documentLifecycle: 'cached' }],
    ['another extension', { id: 'other' }],
    ['another site', { url: 'https://apps.us.jupiterone.io.evil.example/' }],
    ['a deeper host', { url: 'https://a.b.apps.us.jupiterone.io/' }],
    ['plain HTTP', { url: 'http://acme.apps.us.jupiterone.io/' }],
    ['no tab', { tab: undefined }],
    ['a surface', { url: `${extensionOrigins.chromium}/popup.html`, tab: undefined, frameId: undefined }],
  ])('%s is not taken for a console page', async (_, over) => {
    await rig.start();
    const sender = { id: extensionId, frameId: 0, url, tab, documentLifecycle: 'active', ...over };
    expect(await tell(hello, sender)).toBeNull();
    expect(await rig.stored('tabs', 'session')).toBeUndefined();
  });

  test('a console page where the browser does not tell its life cycle is heard', async () => {
    await rig.start();
    expect(await tell(hello, { id: extensionId, frameId: 0, url, tab })).toEqual({ kind: 'ok' });
  });
});

test('whatever a console page says, it is answered, and nothing is created or revoked', async () => {
  const page = await acme(rig);
  const id = await create(rig);
  await rig.advance(5000);
  const row = await creationOf(rig, id);
  const kind = fc.constantFrom(
    'page.hello',
    'page.changed',
    'page.open',
    'page.answer',
    'page.ask',
    'ui',
    'x',
  );
  const message = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        type: kind,
        instance: fc.string(),
        requestId: fc.constant(row.sending.requestId),
        answer: fc.jsonValue(),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('ui'), verb: fc.constantFrom(...verbs), request: fc.jsonValue() }),
  );
  await fc.assert(
    fc.asyncProperty(message, async (said) => {
      const reply = rig.tell(said, page.sender());
      await expect(Promise.race([reply, rig.run(reply)])).resolves.toBeDefined();
    }),
    { numRuns: 150 },
  );
  await rig.advance(60_000);
  expect(rig.j1.of('create')).toHaveLength(1);
  expect(rig.j1.of('revoke')).toHaveLength(0);
  expect(await creationOf(rig, id)).toEqual({ ...row, secret: row.secret });
});

test('a press on "Open Latchkey" opens the panel before anything is awaited', async () => {
  const page = await acme(rig);
  rig.extension.calls.length = 0;
  const said = rig.tell({ type: 'page.open', page: { kind: 'integrations', evidence: [] } }, page.sender());
  // Without a side panel, as in Firefox, it is a tab.
  expect(rig.extension.calls).toEqual([
    { name: 'tabs.create', args: [{ url: `${extensionOrigins.chromium}/sidepanel.html`, active: true }] },
  ]);
  expect(await rig.run(said)).toEqual({ kind: 'ok' });
  expect(await rig.stored('panel-request', 'session')).toMatchObject({
    windowId: 1,
    page: { kind: 'integrations' },
  });
});
