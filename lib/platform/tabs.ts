/** Console tabs as the browser lists them. Their URL is visible to us without the `tabs` permission, by host access. */
import type { Tabs } from 'webextension-polyfill';
import { consoleOf } from '../console/index.ts';
import { browser } from './browser.ts';

export interface FrontTab {
  readonly tabId: number;
  readonly windowId: number;
  /** The console host, `acme.apps.us.jupiterone.io`. */
  readonly host: string;
}

function asConsoleTab(tab: Tabs.Tab | undefined): FrontTab | null {
  const site = tab?.url ? consoleOf(tab.url) : null;
  if (!site || tab?.id === undefined || tab.windowId === undefined) return null;
  return { tabId: tab.id, windowId: tab.windowId, host: site.host };
}

/** The active tab of a window (the current one without an argument) if it is a console, else `null`. */
export async function frontConsoleTab(windowId?: number): Promise<FrontTab | null> {
  const inWindow = windowId === undefined ? { currentWindow: true } : { windowId };
  const [tab] = await browser.tabs.query({ active: true, ...inWindow });
  return asConsoleTab(tab);
}
