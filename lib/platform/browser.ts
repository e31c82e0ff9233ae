/** The only place that imports the polyfill; every other module asks for `browser` here. */
import polyfilled from 'webextension-polyfill';

export const browser = polyfilled;

/** What Chromium has and the polyfill's types do not: the side panel. `undefined` in Firefox. */
export const chromeSidePanel: typeof chrome.sidePanel | undefined = (
  globalThis as { chrome?: { sidePanel?: typeof chrome.sidePanel } }
).chrome?.sidePanel;

/** Firefox keeps several sessions of one site apart in containers, and a tab we open is in none of them. */
export function hasContainers(): boolean {
  return browser.runtime.getURL('').startsWith('moz-extension:');
}
