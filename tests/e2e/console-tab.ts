/** A tab of the stand-in console, as the person at the browser uses it. */
import type { Sandbox } from '../sandbox/server.ts';
import type { Chromium } from './drivers/chromium.ts';
import type { Page } from './drivers/page.ts';

export class ConsoleTab {
  readonly page: Page;
  readonly host: string;
  readonly #browser: Chromium;
  readonly #sandbox: Sandbox;

  constructor(browser: Chromium, sandbox: Sandbox, host: string, page: Page) {
    this.#browser = browser;
    this.#sandbox = sandbox;
    this.host = host;
    this.page = page;
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`https://${this.host}${path}`);
  }

  async close(): Promise<void> {
    await this.#browser.closePage(this.page);
  }

  /** How many requests for a root field of the API have reached the server so far. */
  calls(field: string): number {
    return this.#sandbox.requests.filter((request) => request.rootFields.includes(field)).length;
  }
}
