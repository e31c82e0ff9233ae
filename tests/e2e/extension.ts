/**
 * Latchkey as it is loaded in one browser: its real popup and side panel, its pages as tabs, its records and its
 * background. What is on a surface is found through `Page`, by role and name.
 */
import type { Chromium } from './drivers/chromium.ts';
import type { Page } from './drivers/page.ts';
import { waitFor } from './drivers/wait.ts';

export type StorageArea = 'local' | 'session' | 'sync';

export class Extension {
  readonly id: string;
  readonly #browser: Chromium;
  #probe: Promise<Page> | null = null;

  constructor(browser: Chromium, id: string) {
    this.#browser = browser;
    this.id = id;
  }

  url(path: string): string {
    return `chrome-extension://${this.id}/${path}`;
  }

  /** Presses the toolbar button over the tab of `page`; gives back the popup. */
  async openPopup(page: Page): Promise<Page> {
    await this.#browser.pressToolbarButton(this.id, page);
    return this.popup();
  }

  popup(): Promise<Page> {
    return this.#browser.page('popup', (url) => url.startsWith(this.url('popup.html')));
  }

  /** The open side panel; waits for it. */
  panel(): Promise<Page> {
    return this.#browser.page('side panel', (url) => url.startsWith(this.url('sidepanel.html')));
  }

  /** Opens the side panel by the button in the console's page. */
  async openPanel(page: Page): Promise<Page> {
    await (await page.find('button', 'Open Latchkey')).click();
    return this.panel();
  }

  /** Opens one of its pages in a tab. */
  openPage(path: string): Promise<Page> {
    return this.#browser.openTab(this.url(path));
  }

  /** Every open page of the extension: popup, side panel, tabs. */
  async pages(): Promise<Page[]> {
    return this.#browser.pages((url) => url.startsWith(this.url('')) && !url.endsWith('manifest.json'));
  }

  /** Evaluates with the extension's own APIs, in a page of it that runs no code of its own. */
  async evaluate<T = unknown>(expression: string): Promise<T> {
    this.#probe ??= this.#browser.openTab(this.url('manifest.json'), { background: true });
    return (await this.#probe).evaluate<T>(expression);
  }

  /** What is stored under a key, or everything. */
  storage<T = unknown>(area: StorageArea, key?: string): Promise<T> {
    const wanted = key === undefined ? 'null' : JSON.stringify(key);
    const read = `chrome.storage.${area}.get(${wanted})`;
    return this.evaluate<T>(key === undefined ? read : `${read}.then((all) => all[${wanted}])`);
  }

  /** The data of one of Latchkey's own records. */
  async record<T = unknown>(key: string, area: StorageArea = 'local'): Promise<T | undefined> {
    const stored = await this.storage<{ data: T } | undefined>(area, key);
    return stored?.data;
  }

  badge(): Promise<string> {
    return this.evaluate<string>('chrome.action.getBadgeText({})');
  }

  badgeTitle(): Promise<string> {
    return this.evaluate<string>('chrome.action.getTitle({})');
  }

  /** Reloads the extension as an update does: its pages close, its content scripts in open tabs are cut off. */
  async reload(): Promise<void> {
    await this.evaluate('setTimeout(() => chrome.runtime.reload()) && 0');
    const old = await this.#probe;
    await waitFor('end of the pages of before', async () => {
      const targets = await this.#browser.targets();
      return !targets.some((target) => target.targetId === old?.targetId);
    });
    this.#probe = null;
    await waitFor('new background worker', () => this.workerRuns());
  }

  async workerRuns(): Promise<boolean> {
    const workers = await this.#browser.targets('service_worker');
    return workers.some((worker) => worker.url.startsWith(this.url('')));
  }

  /** Attaches to the running background worker, to hear what it logs. From then on it does not stop by itself. */
  async watchWorker(): Promise<Page> {
    return this.#browser.attachTo('background worker', (target) => {
      return target.type === 'service_worker' && target.url.startsWith(this.url(''));
    });
  }

  /** Wakes the background worker as an alarm or a tab would. */
  async wakeWorker(): Promise<void> {
    await this.evaluate("chrome.alarms.create('tick', { when: Date.now(), periodInMinutes: 15 })");
    await waitFor('background worker', () => this.workerRuns());
  }

  /** Ends the background worker as the browser does when it wants the memory back. */
  async stopWorker(): Promise<void> {
    await this.evaluate('0');
    const { session } = (await this.#probe) as Page;
    await session.send('ServiceWorker.enable');
    await waitFor('end of the background worker', async () => {
      // Again and again: an event on its way may start it anew.
      await session.send('ServiceWorker.stopAllWorkers');
      return !(await this.workerRuns());
    });
    await session.send('ServiceWorker.disable');
  }
}
