/**
 * The content script's way to the background: the browser's own API, `browser` where there is one and `chrome` where
 * not, because the polyfill alone would take half of the content script's 25 kB.
 */
import { isToPage, type FromPage, type ToPage } from './page-contract.ts';

type Reply = (value: unknown) => void;

interface Sender {
  readonly id?: string;
  readonly tab?: unknown;
}

export interface NativeRuntime {
  /** Gone once the extension was reloaded, updated or removed under this script. */
  readonly id?: string;
  sendMessage(message: FromPage): Promise<unknown>;
  readonly onMessage: {
    addListener(listener: (message: unknown, sender: Sender, reply: Reply) => boolean): void;
    removeListener(listener: (message: unknown, sender: Sender, reply: Reply) => boolean): void;
  };
}

interface ExtensionGlobals {
  readonly browser?: { readonly runtime?: NativeRuntime };
  readonly chrome?: { readonly runtime?: NativeRuntime };
}

/** Asks for the function too: an element of the page with the id `browser` shows up as a global of that name. */
export function nativeRuntime(globals: object = globalThis): NativeRuntime | undefined {
  const { browser, chrome } = globals as ExtensionGlobals;
  return [browser?.runtime, chrome?.runtime].find((runtime) => typeof runtime?.sendMessage === 'function');
}

/** Our own background sends without a tab; a page in a tab, another content script or another extension does not. */
function isOwnBackground(sender: Sender, runtime: NativeRuntime): boolean {
  return runtime.id !== undefined && sender.id === runtime.id && sender.tab === undefined;
}

/** Hears what the background asks until the signal says stop. Anything else is not even answered. */
export function listenToBackground(
  runtime: NativeRuntime,
  handle: (message: ToPage) => Promise<unknown>,
  signal: AbortSignal,
): void {
  const listener = (message: unknown, sender: Sender, reply: Reply): boolean => {
    if (!isOwnBackground(sender, runtime) || !isToPage(message)) return false;
    void handle(message).then(reply);
    return true;
  };
  runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => runtime.onMessage.removeListener(listener));
}

/** Tells the background; that it is asleep, restarting or gone is no concern of the page's. */
export function tellBackground(runtime: NativeRuntime, message: FromPage): void {
  try {
    runtime.sendMessage(message).catch(() => undefined);
  } catch {
    // `Extension context invalidated` is thrown, not rejected.
  }
}
