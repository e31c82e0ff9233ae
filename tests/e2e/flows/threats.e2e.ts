/** The attacks of the threat model that a browser can play: pages, renderers and other extensions against Latchkey. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { flow, type Flow } from '../flow.ts';

const mutationsOf = ({ sandbox }: Flow): string[] =>
  sandbox.requests.flatMap(({ rootFields }) =>
    rootFields.filter((field) => /^(create|revoke|update|delete)/.test(field)),
  );

/** What a page of ours may ask of the background, as whoever attacks has read it in the public source. */
const privileged = [
  { verb: 'keys.refresh', request: { account: null, tabId: 1, reason: 'user' } },
  {
    verb: 'changes.plan',
    request: { account: 'us/x', windowId: null, change: { kind: 'revoke', keyId: 'x' } },
  },
  { verb: 'changes.apply', request: { planId: 'x', accepted: [], typedName: null, otherInFrontSeen: true } },
  { verb: 'revocations.undo', request: { id: 'x' } },
  { verb: 'secrets.reveal', request: { creationId: 'x' } },
  { verb: 'secrets.saved', request: { creationId: 'x' } },
  { verb: 'accounts.open', request: { account: 'us/x' } },
  { verb: 'accounts.forget', request: { account: 'us/x' } },
];

flow(
  'T5: whatever a page posts or dispatches, nothing is asked of the API and nothing opens',
  async (running) => {
    const { extension, sandbox } = running;
    const { page } = await running.openConsole();
    await page.find('button', 'Open Latchkey');
    const requestsBefore = sandbox.requests.length;
    const sent = await page.evaluate<number>(`(async () => {
    const verbs = ${JSON.stringify(privileged)};
    const shapes = verbs.flatMap((each) => [
      { type: 'ui', ...each },
      { type: 'page.ask', requestId: 'x', address: 'path', body: '{"query":"mutation{revokeToken(id:1){success}}"}', accountId: null, timeoutMs: 1000, keep: true },
      { type: 'page.open', page: { kind: 'settings', evidence: [] } },
      { type: 'page.answer', requestId: 'x', answer: { kind: 'timeout' } },
      { type: 'wxt:content-script-started', contentScriptName: 'console' },
      JSON.stringify(each),
    ]);
    let count = 0;
    const until = performance.now() + 3000;
    while (performance.now() < until) {
      for (const shape of shapes) {
        window.postMessage(shape, '*');
        for (const name of ['message', 'latchkey', 'page.ask', 'page.open', 'wxt:content-script-started']) {
          window.dispatchEvent(new CustomEvent(name, { detail: shape }));
          document.dispatchEvent(new MessageEvent(name, { data: shape }));
        }
        count += 1;
      }
      for (const element of document.documentElement.children) {
        if (element.localName.startsWith('x-')) {
          element.click();
          element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
          element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return count;
  })()`);
    expect(sent).toBeGreaterThan(100);
    expect(mutationsOf(running)).toEqual([]);
    const asked = sandbox.requests.slice(requestsBefore).filter(({ method }) => method === 'POST');
    expect(asked.map(({ operationName }) => operationName)).toEqual([]);
    expect(await extension.pages()).toEqual([]);
  },
);

flow(
  'T6: a page whose renderer was taken over speaks as the content script and is refused every verb',
  async (running) => {
    const { extension } = running;
    const { page } = await running.openConsole();
    await page.find('button', 'Open Latchkey');
    const replies = await page.evaluateInContentScript<unknown[]>(
      extension.id,
      `Promise.all(${JSON.stringify(privileged)}.map(({ verb, request }) =>
      Promise.race([
        chrome.runtime.sendMessage({ type: 'ui', verb, request }).catch((error) => 'refused: ' + error.message),
        new Promise((resolve) => setTimeout(() => resolve('no answer'), 2000)),
      ])
    ))`,
    );
    const granted = replies.filter((reply) => (reply as { ok?: boolean } | null)?.ok === true);
    expect(replies).toHaveLength(privileged.length);
    expect(granted).toEqual([]);
    expect(mutationsOf(running)).toEqual([]);
  },
);

flow(
  'T6: the same verbs from a page of Latchkey are heard, so the refusal is about who asks',
  async (running) => {
    const { extension } = running;
    const { page } = await running.openConsole();
    const popup = await extension.openPopup(page);
    await popup.find('button', 'New key');
    const undone = await popup.evaluate<{ ok: boolean }>(
      `chrome.runtime.sendMessage({ type: 'ui', verb: 'revocations.undo', request: { id: 'x' } })`,
    );
    expect(undone).toEqual({ ok: true, reply: { undone: false } });
  },
);

flow('T12: another extension finds nobody who listens', async (running) => {
  const { browser, extension } = running;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-other-'));
  try {
    const manifest = { manifest_version: 3, name: 'Another extension', version: '1' };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'page.html'), '<!doctype html><title>other</title>');
    const otherId = await browser.loadExtension(folder);
    await running.openConsole();
    const other = await browser.openTab(`chrome-extension://${otherId}/page.html`);
    const replies = await other.evaluate<string[]>(
      `Promise.all(${JSON.stringify(privileged)}.map(({ verb, request }) =>
        chrome.runtime.sendMessage('${extension.id}', { type: 'ui', verb, request })
          .then((reply) => 'answered: ' + JSON.stringify(reply), (error) => error.message)))`,
    );
    expect(new Set(replies)).toEqual(
      new Set(['Could not establish connection. Receiving end does not exist.']),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

flow('T11: a page reads no file of Latchkey and can frame none of its pages', async (running) => {
  const { extension } = running;
  const { page } = await running.openConsole();
  await page.find('button', 'Open Latchkey');
  const files = [
    'manifest.json',
    'popup.html',
    'sidepanel.html',
    'options.html',
    'background.js',
    'icon/16.png',
  ];
  const read = await page.evaluate<string[]>(
    `Promise.all(${JSON.stringify(files.map((file) => extension.url(file)))}.map((url) =>
      fetch(url).then(() => 'read', () => 'blocked')))`,
  );
  expect(new Set(read)).toEqual(new Set(['blocked']));
  const framed = await page.evaluate<string>(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = () => resolve(frame.contentDocument === null ? 'blocked' : 'same origin: ' + frame.contentDocument.URL);
    frame.src = ${JSON.stringify(extension.url('popup.html'))};
    document.body.append(frame);
    setTimeout(() => resolve('never loaded'), 3000);
  })`);
  expect(framed).not.toContain('popup.html');
  expect(await extension.pages()).toEqual([]);
});
