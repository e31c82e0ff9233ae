import { describe, expect, it, vi } from 'vitest';
import {
  listenToBackground,
  nativeRuntime,
  tellBackground,
  type NativeRuntime,
} from '../../../lib/messaging/native-runtime.ts';

type Listener = Parameters<NativeRuntime['onMessage']['addListener']>[0];

function fakeRuntime(id: string | undefined = 'latchkey') {
  const listeners = new Set<Listener>();
  const runtime = {
    ...(id === undefined ? {} : { id }),
    sendMessage: vi.fn<NativeRuntime['sendMessage']>(async () => ({ kind: 'ok' })),
    onMessage: {
      addListener: (listener: Listener) => void listeners.add(listener),
      removeListener: (listener: Listener) => void listeners.delete(listener),
    },
  } satisfies NativeRuntime;
  return { runtime, listeners };
}

describe('the content script’s way to the background', () => {
  it('is the browser’s own API under either name', () => {
    const { runtime } = fakeRuntime();
    expect(nativeRuntime({ browser: { runtime } })).toBe(runtime);
    expect(nativeRuntime({ chrome: { runtime } })).toBe(runtime);
    expect(nativeRuntime({})).toBeUndefined();
  });

  it('is not an element of the page that happens to be called browser', () => {
    const { runtime } = fakeRuntime();
    expect(nativeRuntime({ browser: { runtime: { id: 'x' } }, chrome: { runtime } })).toBe(runtime);
  });

  it('hears its own background only', async () => {
    const { runtime, listeners } = fakeRuntime();
    const handle = vi.fn<() => Promise<unknown>>(async () => 'answer');
    listenToBackground(runtime, handle, new AbortController().signal);
    const [listener] = [...listeners];
    const reply = vi.fn<(value: unknown) => void>();
    expect(listener!({ type: 'page.hints' }, { id: 'latchkey' }, reply)).toBe(true);
    await vi.waitFor(() => expect(reply).toHaveBeenCalledWith('answer'));
    expect(listener!({ type: 'page.hints' }, { id: 'another extension' }, reply)).toBe(false);
    expect(listener!({ type: 'page.hints' }, { id: 'latchkey', tab: { id: 1 } }, reply)).toBe(false);
    expect(listener!({ type: 'page.hints' }, {}, reply)).toBe(false);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it.each([
    null,
    'page.hints',
    { type: 'page.ask' },
    { type: 'page.ask', requestId: 'a', address: 'https://evil.example/' },
    { type: 'keys.list' },
  ])('does not answer %j', (message) => {
    const { runtime, listeners } = fakeRuntime();
    const handle = vi.fn<() => Promise<unknown>>(async () => 'answer');
    listenToBackground(runtime, handle, new AbortController().signal);
    for (const listener of listeners)
      expect(listener(message, { id: 'latchkey' }, () => undefined)).toBe(false);
    expect(handle).not.toHaveBeenCalled();
  });

  it('stops hearing when told to', () => {
    const { runtime, listeners } = fakeRuntime();
    const life = new AbortController();
    listenToBackground(runtime, async () => null, life.signal);
    life.abort();
    expect(listeners.size).toBe(0);
  });

  it('takes it calmly when nobody listens any more', () => {
    const { runtime } = fakeRuntime();
    runtime.sendMessage.mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    const message = { type: 'page.open', page: { kind: 'settings', evidence: [] } } as const;
    expect(() => tellBackground(runtime, message)).not.toThrow();
    runtime.sendMessage.mockRejectedValue(new Error('Receiving end does not exist'));
    expect(() => tellBackground(runtime, message)).not.toThrow();
  });
});
