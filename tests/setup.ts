/** Before each component test: a fresh pretend browser, and what happy-dom has no idea of. */
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setLocale } from '../lib/i18n/text.ts';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('wxt/testing/fake-browser')).fakeBrowser,
}));

/** One holder at a time for each name, as the browser's own; held locks are queued behind one another. */
class FakeLocks {
  readonly #tails = new Map<string, Promise<unknown>>();

  request<R>(name: string, work: () => Promise<R>): Promise<R> {
    const held = (this.#tails.get(name) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.#tails.set(name, held);
    return held;
  }
}

const silentEvent = { addListener: () => undefined, removeListener: () => undefined };

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.extension, { inIncognitoContext: false });
  Object.assign(fakeBrowser.permissions, {
    contains: async () => true,
    onAdded: silentEvent,
    onRemoved: silentEvent,
  });
  Object.defineProperty(navigator, 'locks', { value: new FakeLocks(), configurable: true });
  performance.clearMarks();
});

afterEach(() => {
  cleanup();
  setLocale('en');
  document.body.replaceChildren();
});
