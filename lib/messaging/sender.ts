/**
 * Who is calling. No handler trusts a message for what it says of itself: the browser says where it came from.
 */
import type { Runtime } from 'webextension-polyfill';
import { consoleOf } from '../console/index.ts';
import { browser } from '../platform/browser.ts';

/** The pages of ours that hold surfaces; nothing else of the extension may ask. */
const surfaces = new Set(['/popup.html', '/sidepanel.html', '/options.html']);

/** One of our own surfaces, as a page and not in some frame. */
export function isSurface(sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id || !sender.url || !URL.canParse(sender.url)) return false;
  if (sender.frameId !== undefined && sender.frameId !== 0) return false;
  const { protocol, host, pathname } = new URL(sender.url);
  const own = new URL(browser.runtime.getURL(''));
  // Not by `origin`: where a browser takes the scheme for an unknown one, that is "null" for everybody.
  return protocol === own.protocol && host === own.host && surfaces.has(pathname);
}

export interface ConsoleSender {
  readonly tabId: number;
  readonly windowId: number;
  readonly host: string;
}

/** The content script of a console tab's own page, while that page is the one shown; `null` = anybody else. */
export function consoleSenderOf(sender: Runtime.MessageSender): ConsoleSender | null {
  const { tab, frameId, url, id } = sender;
  if (id !== browser.runtime.id || frameId !== 0 || !tab || !url) return null;
  if (tab.id === undefined || tab.windowId === undefined) return null;
  // Firefox does not report the life cycle; Chromium says `prerender` and `cached` for pages nobody sees.
  const { documentLifecycle } = sender as { documentLifecycle?: string };
  if (documentLifecycle !== undefined && documentLifecycle !== 'active') return null;
  const site = consoleOf(url);
  return site && { tabId: tab.id, windowId: tab.windowId, host: site.host };
}
