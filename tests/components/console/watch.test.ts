import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchConsole } from '../../../lib/console/watch.ts';

let life: AbortController;
let look: ReturnType<typeof vi.fn<() => void>>;

function watch(): void {
  watchConsole({ view: window, signal: life.signal, look });
}

/** What `history.pushState` does; the environment's own page has no address that it could push to. */
function go(path: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
  happyDOM.setURL(`https://acme.apps.us.jupiterone.io${path}`);
}

/** Lets the first round of looks pass. */
async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10_000);
  look.mockClear();
}

function fire(type: string, init: Record<string, unknown> = {}): void {
  const event = new Event(type, { bubbles: true });
  for (const [name, value] of Object.entries({ isTrusted: true, ...init }))
    Object.defineProperty(event, name, { value });
  document.body.dispatchEvent(event);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigation', undefined);
  life = new AbortController();
  look = vi.fn<() => void>();
  go('/');
});
afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('watching a console page', () => {
  it('looks at once, some times more while the page is drawn, and then no more', async () => {
    watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(look).toHaveBeenCalledTimes(4);
  });

  it('notices a new address within a second where there is no Navigation API', async () => {
    watch();
    await settled();
    go('/settings/users');
    await vi.advanceTimersByTimeAsync(1_010);
    expect(look).toHaveBeenCalled();
  });

  it('notices a new address at once where there is one, and does not poll', async () => {
    const navigation = new EventTarget();
    vi.stubGlobal('navigation', navigation);
    watch();
    await settled();
    expect(vi.getTimerCount()).toBe(0);
    navigation.dispatchEvent(new Event('currententrychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('notices a modal that is put into the body, not what changes below', async () => {
    watch();
    await settled();
    document.body.append(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
    await settled();
    document.body.lastElementChild!.append(document.createElement('p'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(look).not.toHaveBeenCalled();
  });

  it.each([
    ['click', {}],
    ['keydown', { key: 'Enter' }],
    ['keydown', { key: ' ' }],
    ['keydown', { key: 'Escape' }],
  ])('looks again after a person’s %s %j, at once and later', async (type, init) => {
    watch();
    await settled();
    fire(type, init);
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look.mock.calls.length).toBeGreaterThan(1);
  });

  it.each([
    ['a click that the page made', 'click', { isTrusted: false }],
    ['typing', 'keydown', { key: 'a' }],
  ])('does not look after %s', async (_what, type, init) => {
    watch();
    await settled();
    fire(type, init);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(look).not.toHaveBeenCalled();
  });

  it('looks at most once in 200 ms, however much happens', async () => {
    watch();
    await settled();
    const at: number[] = [];
    look.mockImplementation(() => void at.push(performance.now()));
    for (let tick = 0; tick < 200; tick += 1) {
      fire('click');
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(at.length).toBeGreaterThan(5);
    for (const [index, time] of at.entries())
      if (index > 0) expect(time - at[index - 1]!).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ['back from the cache', window, 'pageshow'],
    ['in front again', document, 'visibilitychange'],
  ])('looks when the page is %s', async (_what, target, type) => {
    watch();
    await settled();
    target.dispatchEvent(new Event(type));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('follows a body that the console replaced', async () => {
    watch();
    await settled();
    const body = document.createElement('body');
    document.body.replaceWith(body);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    body.append(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('leaves no timer and hears nothing once it is over', async () => {
    watch();
    life.abort();
    expect(vi.getTimerCount()).toBe(0);
    look.mockClear();
    fire('click');
    document.body.append(document.createElement('div'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(look).not.toHaveBeenCalled();
  });
});
