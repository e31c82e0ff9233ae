import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runConsoleScript } from '../../../entrypoints/console.content/run.ts';
import type { NativeRuntime } from '../../../lib/messaging/native-runtime.ts';
import type { FromPage } from '../../../lib/messaging/page-contract.ts';
import { fakeLayout, fakeVisibility, hosts, spyOnShadowRoots, trustedClick, view } from './page-fakes.ts';

type Listener = Parameters<NativeRuntime['onMessage']['addListener']>[0];

const home = 'https://acme.apps.us.jupiterone.io';
let stopLast: () => void = () => undefined;

function start() {
  const listeners = new Set<Listener>();
  const sent: FromPage[] = [];
  const runtime = {
    id: 'latchkey' as string | undefined,
    sendMessage: vi.fn<(message: FromPage) => Promise<unknown>>(async (message) => {
      sent.push(message);
      return { kind: 'ok' };
    }),
    onMessage: {
      addListener: (listener: Listener) => void listeners.add(listener),
      removeListener: (listener: Listener) => void listeners.delete(listener),
    },
  };
  const ask = (message: unknown): Promise<unknown> =>
    new Promise((reply) => {
      for (const listener of listeners) listener(message, { id: 'latchkey' }, reply);
    });
  stopLast = () => void (runtime.id = undefined);
  runConsoleScript(view, runtime as NativeRuntime);
  return { runtime, listeners, sent, ask };
}

function go(path: string): void {
  (window as unknown as { happyDOM: { setURL: (url: string) => void } }).happyDOM.setURL(home + path);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigation', undefined);
  fakeLayout();
  document.body.innerHTML = '';
});

afterEach(async () => {
  stopLast();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the script in a console page', () => {
  it('greets, and shows the button on Settings pages only', async () => {
    go('/alerts');
    const { sent } = start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([expect.objectContaining({ type: 'page.hello', looksSignedOut: false })]);
    expect(hosts()).toHaveLength(0);
    go('/settings/users');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.at(-1)).toMatchObject({ type: 'page.changed', page: { kind: 'users' } });
    expect(hosts()).toHaveLength(1);
    go('/alerts');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.at(-1)).toMatchObject({ type: 'page.changed', page: { kind: 'other' } });
    expect(hosts()).toHaveLength(0);
    expect(sent).toHaveLength(3);
  });

  it('puts nothing into a page that is not Settings or Integrations', async () => {
    go('/insights/dashboards/settings');
    document.body.innerHTML = '<main><h1>Settings</h1></main>';
    const before = document.documentElement.outerHTML;
    start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('shows no button over the sign-in form', async () => {
    go('/settings/users');
    document.body.innerHTML = '<h1>Sign In</h1><input type="password">';
    const { sent } = start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent[0]).toMatchObject({ looksSignedOut: true });
    expect(hosts()).toHaveLength(0);
  });

  it('says nothing but that the button was pressed, with the page it is on', async () => {
    const visibility = fakeVisibility();
    const shadow = spyOnShadowRoots();
    go('/settings/account-management');
    const { sent } = start();
    await vi.advanceTimersByTimeAsync(100);
    visibility.say({ isVisible: true });
    await vi.advanceTimersByTimeAsync(600);
    const count = sent.length;
    shadow.buttons()[0]!.dispatchEvent(trustedClick());
    expect(sent.slice(count)).toEqual([
      {
        type: 'page.open',
        page: { kind: 'account-management', evidence: ['url /settings/account-management'] },
      },
    ]);
  });

  it('tells what it knows when asked', async () => {
    go('/integrations/aws');
    const { ask, sent } = start();
    const hints = await ask({ type: 'page.hints' });
    expect(hints).toMatchObject({
      kind: 'hints',
      page: { kind: 'integration', definitionId: 'aws' },
      seen: [],
    });
    expect((hints as { instance: string }).instance).toBe((sent[0] as { instance: string }).instance);
  });

  it('posts what the background asks for, once', async () => {
    go('/alerts');
    const fetch = vi.fn<() => Promise<Response>>(
      async () => new Response('{"data":{}}', { headers: { 'content-type': 'application/json' } }),
    );
    vi.stubGlobal('fetch', fetch);
    const { ask } = start();
    const message = {
      type: 'page.ask',
      requestId: 'a',
      address: 'path',
      body: '{}',
      accountId: null,
      timeoutMs: 900,
      keep: false,
    };
    expect(await ask(message)).toMatchObject({ kind: 'answer', body: '{"data":{}}' });
    expect(await ask(message)).toEqual({ kind: 'network' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('runs once, even when it is put into the same page again', async () => {
    go('/settings/users');
    const first = start();
    const second = start();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(hosts()).toHaveLength(1);
    expect(second.listeners.size).toBe(0);
    expect(second.sent).toEqual([]);
    first.runtime.id = undefined;
    await vi.advanceTimersByTimeAsync(3_000);
  });

  it('withdraws when its extension is gone, and makes room for the next', async () => {
    go('/settings/users');
    const old = start();
    await vi.advanceTimersByTimeAsync(1_000);
    old.runtime.id = undefined;
    const next = start();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(old.listeners.size).toBe(0);
    expect(next.listeners.size).toBe(1);
    expect(hosts()).toHaveLength(1);
  });

  it('greets again when the page comes back from the cache', async () => {
    go('/settings/users');
    const { sent } = start();
    await vi.advanceTimersByTimeAsync(5_000);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.filter(({ type }) => type === 'page.hello')).toHaveLength(2);
  });

  it('waits until a prefetched page is really opened', async () => {
    go('/settings/users');
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    const { sent } = start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
    Object.defineProperty(document, 'prerendering', { value: false, configurable: true });
    document.dispatchEvent(new Event('prerenderingchange'));
    expect(sent[0]).toMatchObject({ type: 'page.hello' });
  });

  it('leaves no trace after fifty changes of route', async () => {
    go('/alerts');
    start();
    await vi.advanceTimersByTimeAsync(10_000);
    const timers = vi.getTimerCount();
    for (let flip = 0; flip < 50; flip += 1) {
      go(flip % 2 === 0 ? '/settings/users' : '/alerts');
      await vi.advanceTimersByTimeAsync(1_300);
      expect(hosts().length).toBeLessThanOrEqual(1);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(timers);
  });
});
