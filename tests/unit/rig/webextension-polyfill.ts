/** Stands where the polyfill would: the real one throws outside of an extension. */
import type { FakeExtension } from './fake-extension.ts';

let extension: FakeExtension | null = null;

export function installExtension(next: FakeExtension | null): void {
  extension = next;
}

const browser = new Proxy(
  {},
  {
    get: (_, name) => {
      // Modules look whether there is a browser while they are loaded; they may use it only inside a test's rig.
      if (!extension) return undefined;
      return (extension.browser as unknown as Record<string | symbol, unknown>)[name];
    },
  },
);

export default browser;
