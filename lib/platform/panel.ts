/** Opening the panel: a side panel in Chromium and Edge, a sidebar or a tab in Firefox. */
import { browser, chromeSidePanel } from './browser.ts';

interface SidebarAction {
  open(): Promise<void>;
}

const sidebar = (browser as unknown as { sidebarAction?: SidebarAction }).sidebarAction;

/**
 * Opens the panel beside a console tab. Chromium only allows it while the click's message is being handled: nothing
 * may be awaited before. Firefox does not allow it from a page's click at all, so the panel opens in a tab there.
 */
export function openPanelFromPage(windowId: number): void {
  if (chromeSidePanel) void chromeSidePanel.open({ windowId }).catch(() => undefined);
  else void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
}

/** Opens the panel from a click in one of our own pages, in that page's window. */
export function openPanelFromSurface(windowId: number): Promise<void> {
  if (chromeSidePanel) return chromeSidePanel.open({ windowId });
  return sidebar!.open();
}
