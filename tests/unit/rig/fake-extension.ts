/**
 * The browser around the background: WXT's fake for storage, alarms and the toolbar, and what it lacks. Everything
 * is kept across runs of the background, as a browser does; only listeners die with it.
 */
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { callBrowser, isDead } from './contexts.ts';

type Listener = (...args: never[]) => unknown;

export class FakeEvent {
  readonly listeners: Listener[] = [];
  readonly addListener = (listener: Listener): void => {
    if (!isDead()) this.listeners.push(listener);
  };
  readonly removeListener = (listener: Listener): void => {
    const at = this.listeners.indexOf(listener);
    if (at >= 0) this.listeners.splice(at, 1);
  };
  fire(...args: unknown[]): unknown[] {
    return this.listeners.map((listener) => listener(...(args as never[])));
  }
}

export interface FakeTab {
  readonly id: number;
  windowId: number;
  url: string;
  active: boolean;
}

export const extensionId = 'latchkey-test-extension';
/** Where the extension's own pages are, by browser. */
export const extensionOrigins = {
  chromium: `chrome-extension://${extensionId}`,
  firefox: 'moz-extension://0f6a2b1c-8d3e-4f5a-9b7c-6d5e4f3a2b1c',
} as const;

/** What a console page's content script says to a message of the background. */
export type Hear = (tabId: number, message: unknown) => Promise<unknown>;

export class FakeExtension {
  readonly events = {
    message: new FakeEvent(),
    installed: new FakeEvent(),
    startup: new FakeEvent(),
    alarm: new FakeEvent(),
    tabRemoved: new FakeEvent(),
    stored: new FakeEvent(),
    command: new FakeEvent(),
    permissionsAdded: new FakeEvent(),
    permissionsRemoved: new FakeEvent(),
  };
  /** Which browser this is. */
  kind: keyof typeof extensionOrigins = 'chromium';
  readonly tabs: FakeTab[] = [];
  readonly badge = { text: '', title: '', titles: [] as string[] };
  /** Every call that would change something outside storage, oldest first. */
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
  /** Origins that the browser withholds. */
  readonly withheld = new Set<string>();
  readonly granted = new Set<string>();
  registered: { id: string; matches: string[] }[] = [];
  /** Makes writing fail: `null` = it does not. */
  writeError: ((area: string, items: object) => Error | null) | null = null;
  hear: Hear = () => Promise.reject(new Error('Receiving end does not exist.'));
  onTabCreated: (tab: FakeTab) => void = () => undefined;
  private nextTabId = 100;

  constructor() {
    fakeBrowser.storage.resetState();
    fakeBrowser.alarms.resetState();
    fakeBrowser.storage.onChanged.addListener((changes, area) => void this.events.stored.fire(changes, area));
  }

  addTab(url: string, active: boolean, windowId = 1): FakeTab {
    const tab: FakeTab = { id: this.nextTabId, windowId, url, active: false };
    this.nextTabId += 1;
    this.tabs.push(tab);
    if (active) this.activate(tab.id);
    return tab;
  }

  activate(tabId: number): void {
    const windowId = this.tabs.find(({ id }) => id === tabId)?.windowId;
    for (const tab of this.tabs) if (tab.windowId === windowId) tab.active = tab.id === tabId;
  }

  removeTab(tabId: number): void {
    const at = this.tabs.findIndex(({ id }) => id === tabId);
    if (at >= 0) this.tabs.splice(at, 1);
  }

  /** The `browser` that the polyfill gives. */
  readonly browser = this.makeBrowser();

  private record(name: string, ...args: unknown[]): void {
    this.calls.push({ name, args });
  }

  private area(name: 'local' | 'session') {
    const area = fakeBrowser.storage[name];
    return {
      get: (keys: never) => callBrowser(async () => structuredClone(await area.get(keys))),
      set: (items: object) =>
        callBrowser(async () => {
          const error = this.writeError?.(name, items);
          if (error) throw error;
          await area.set(structuredClone(items) as never);
        }),
      remove: (keys: never) => callBrowser(() => area.remove(keys)),
      setAccessLevel: (level: object) =>
        callBrowser(() => this.record(`storage.${name}.setAccessLevel`, level)),
    };
  }

  private makeBrowser() {
    const { events } = this;
    const allowed = (origin: string): boolean =>
      !this.withheld.has(origin) && (/\.(us|eu)\.jupiterone\.io\//.test(origin) || this.granted.has(origin));
    return {
      runtime: {
        id: extensionId,
        getURL: (path: string) => `${extensionOrigins[this.kind]}/${path.replace(/^\//, '')}`,
        onMessage: events.message,
        onInstalled: events.installed,
        onStartup: events.startup,
        sendMessage: () => Promise.reject(new Error('The background sends to tabs only.')),
      },
      extension: { inIncognitoContext: false },
      storage: { local: this.area('local'), session: this.area('session'), onChanged: events.stored },
      alarms: {
        onAlarm: events.alarm,
        get: (name: string) => callBrowser(() => fakeBrowser.alarms.get(name)),
        create: (name: string, info: object) => {
          if (isDead()) return;
          this.record('alarms.create', name, info);
          void fakeBrowser.alarms.create(name, info as never);
        },
        clear: (name: string) => callBrowser(() => fakeBrowser.alarms.clear(name)),
      },
      action: {
        setBadgeText: ({ text }: { text: string }) => callBrowser(() => void (this.badge.text = text)),
        setTitle: ({ title }: { title: string }) =>
          callBrowser(() => {
            this.badge.title = title;
            this.badge.titles.push(title);
          }),
        setBadgeBackgroundColor: () => callBrowser(() => undefined),
        setBadgeTextColor: () => callBrowser(() => undefined),
        setIcon: () => callBrowser(() => undefined),
      },
      commands: { onCommand: events.command },
      windows: { update: (...args: unknown[]) => callBrowser(() => this.record('windows.update', ...args)) },
      permissions: {
        onAdded: events.permissionsAdded,
        onRemoved: events.permissionsRemoved,
        contains: ({ origins }: { origins: string[] }) => callBrowser(() => origins.every(allowed)),
      },
      scripting: {
        executeScript: (...args: unknown[]) =>
          callBrowser(() => this.record('scripting.executeScript', ...args)),
        getRegisteredContentScripts: () => callBrowser(() => this.registered),
        unregisterContentScripts: () => callBrowser(() => void (this.registered = [])),
        registerContentScripts: (scripts: { id: string; matches: string[] }[]) =>
          callBrowser(() => void (this.registered = scripts)),
      },
      tabs: {
        onRemoved: events.tabRemoved,
        query: (filter: { active?: boolean; windowId?: number; url?: string[] }) =>
          callBrowser(() =>
            this.tabs.filter(
              (tab) =>
                (filter.active === undefined || tab.active === filter.active) &&
                (filter.windowId === undefined || tab.windowId === filter.windowId),
            ),
          ),
        get: (tabId: number) =>
          callBrowser(() => {
            const tab = this.tabs.find(({ id }) => id === tabId);
            if (!tab) throw new Error(`No tab with id: ${tabId}.`);
            return { ...tab };
          }),
        create: ({ url, active = true }: { url: string; active?: boolean }) =>
          callBrowser(() => {
            this.record('tabs.create', { url, active });
            const tab = this.addTab(url, active);
            this.onTabCreated(tab);
            return { ...tab };
          }),
        update: (tabId: number, { active }: { active?: boolean }) =>
          callBrowser(() => {
            this.record('tabs.update', tabId, { active });
            if (active) this.activate(tabId);
          }),
        remove: (tabId: number) =>
          callBrowser(() => {
            this.record('tabs.remove', tabId);
            this.removeTab(tabId);
            events.tabRemoved.fire(tabId);
          }),
        sendMessage: (tabId: number, message: unknown, options: { frameId?: number }) =>
          callBrowser(() => {
            if (options.frameId !== 0) throw new Error('The background speaks to the top frame only.');
            return this.hear(tabId, structuredClone(message));
          }),
      },
    };
  }
}
