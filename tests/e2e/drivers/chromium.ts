/**
 * One Chromium with a profile of its own, driven over the debugging pipe. It never attaches to a service worker on
 * its own account: an attached worker does not stop, and stopping it is what many tests are about.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { findOrInstallChromium } from '../../../scripts/chromium.ts';
import { Cdp } from './cdp.ts';
import { killBrowser, noteBrowser } from './left-browsers.ts';
import { Page } from './page.ts';
import { pause, waitFor } from './wait.ts';

export interface LaunchOptions {
  /** The port of the stand-in on this machine; every J1 host name leads there. */
  readonly standInPort: number;
  readonly headless?: boolean;
}

/** One of the browser's pages, tabs or workers, as the protocol lists them. */
export interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly title: string;
  readonly embedderData?: { readonly tabActive?: boolean };
}

const everyLaunch = [
  '--remote-debugging-pipe',
  '--enable-unsafe-extension-debugging',
  '--ignore-certificate-errors',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-search-engine-choice-screen',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--password-store=basic',
  '--use-mock-keychain',
  '--lang=en-US',
  '--window-size=1360,900',
  '--force-color-profile=srgb',
];

export class Chromium {
  readonly cdp: Cdp;
  readonly profile: string;
  /** Settles when the browser has gone, whoever closed it. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  readonly #pages = new Map<string, Page>();
  readonly #everSeen = new Set<Page>();

  private constructor(cdp: Cdp, child: ChildProcess, profile: string) {
    this.cdp = cdp;
    this.#process = child;
    this.profile = profile;
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  static async launch({ standInPort, headless = true }: LaunchOptions): Promise<Chromium> {
    const binary = await findOrInstallChromium();
    const profile = createProfile();
    const toStandIn = ['us', 'io'].map((end) => `MAP *.jupiterone.${end} 127.0.0.1:${standInPort}`).join(',');
    const child = spawn(
      binary,
      [
        ...everyLaunch,
        // The screen that there is without one is so low that a popup would not fit.
        ...(headless ? ['--headless=new', '--screen-info={1600x1200}'] : []),
        // The browser's own sandbox does not work for root, which is who runs it in a container.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--host-resolver-rules=${toStandIn}`,
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      // A process group of its own, so that all of it can be ended at once.
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true },
    );
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-4_000)));
    if (child.pid !== undefined) noteBrowser(child.pid, profile);
    const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
    child.on('error', (error) => cdp.close(error.message));
    const browser = new Chromium(cdp, child, profile);
    try {
      await cdp.send('Browser.getVersion');
      return browser;
    } catch (error) {
      await browser.close();
      throw new Error(`${binary} did not start:\n${said}`, { cause: error });
    }
  }

  get runs(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** @returns the extension's id. */
  async loadExtension(path: string): Promise<string> {
    const { id } = await this.cdp.send('Extensions.loadUnpacked', { path, enableInIncognito: true });
    return id as string;
  }

  async targets(type?: string): Promise<Target[]> {
    const filter = type ? [{ type }] : [{}];
    const { targetInfos } = await this.cdp.send('Target.getTargets', { filter });
    return targetInfos as Target[];
  }

  /** Opens a tab, in front unless said otherwise, and waits until it loaded. */
  async openTab(url: string, { background = false } = {}): Promise<Page> {
    const { targetId } = await this.cdp.send('Target.createTarget', { url: 'about:blank', background });
    const page = await this.#attach(targetId);
    await page.goto(url);
    return page;
  }

  /** Every open page whose address passes, attached to. */
  async pages(passes: (url: string) => boolean): Promise<Page[]> {
    const found = (await this.targets('page')).filter((target) => passes(target.url));
    return Promise.all(found.map((target) => this.#attach(target.targetId)));
  }

  /** The one open page whose address passes; waits for it. */
  page(what: string, passes: (url: string) => boolean): Promise<Page> {
    return waitFor(what, async () => (await this.pages(passes))[0]);
  }

  /** Attaches to one target of any kind; waits for it. */
  async attachTo(what: string, passes: (target: Target) => boolean): Promise<Page> {
    const target = await waitFor(what, async () => (await this.targets()).find(passes));
    return this.#attach(target.targetId);
  }

  /** Presses the extension's toolbar button while the tab of `page` is in front. */
  async pressToolbarButton(extensionId: string, page: Page): Promise<void> {
    await page.toFront();
    const tab = await waitFor('tab in front', async () => {
      const url = await page.url();
      const tabs = await this.targets('tab');
      return tabs.find((target) => target.url === url && target.embedderData?.tabActive !== false);
    });
    await this.cdp.send('Extensions.triggerAction', { id: extensionId, targetId: tab.targetId });
  }

  async closePage(page: Page): Promise<void> {
    await this.cdp.send('Target.closeTarget', { targetId: page.targetId });
    await waitFor('end of the page', async () => {
      const left = await this.targets();
      return !left.some((target) => target.targetId === page.targetId);
    });
    this.#pages.delete(page.targetId);
  }

  /** Every page attached to so far, closed ones too, with all that they said. */
  get seen(): readonly Page[] {
    return [...this.#everSeen];
  }

  /** @param header the text of a `Set-Cookie` header as that address would send it. */
  async setCookie(url: string, header: string): Promise<void> {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const flags = new Map(attributes.map((each) => splitOnce(each.toLowerCase())));
    const [name, value] = splitOnce(pair);
    const sameSite = { strict: 'Strict', lax: 'Lax', none: 'None' }[flags.get('samesite') ?? ''];
    const cookie = {
      url,
      name,
      value,
      path: flags.get('path') ?? '/',
      secure: flags.has('secure'),
      httpOnly: flags.has('httponly'),
      ...(flags.has('domain') ? { domain: `.${flags.get('domain')}` } : {}),
      ...(sameSite ? { sameSite } : {}),
    };
    await this.cdp.send('Storage.setCookies', { cookies: [cookie] });
  }

  /** Quits as a user would, so that what it writes at exit is written; the profile stays until `close`. */
  async quit(): Promise<void> {
    await this.cdp.send('Browser.close').catch(() => undefined);
    await this.#exited(10_000);
  }

  /** Ends the whole process tree and removes the profile. Safe to call twice. */
  async close(): Promise<void> {
    if (this.runs) {
      void this.cdp.send('Browser.close').catch(() => undefined);
      await this.#exited(3_000);
    }
    if (this.#process.pid !== undefined) killBrowser(this.#process.pid);
    this.cdp.close('the browser was closed');
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  async #exited(deadline: number): Promise<void> {
    if (!this.runs) return;
    await Promise.race([this.ended, pause(deadline)]);
  }

  async #attach(targetId: string): Promise<Page> {
    const known = this.#pages.get(targetId);
    if (known) return known;
    const { sessionId } = await this.cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const page = await Page.attach(this.cdp.session(sessionId as string), targetId);
    this.#pages.set(targetId, page);
    this.#everSeen.add(page);
    return page;
  }
}

/** A fresh profile in developer mode, without which a browser disables an unpacked extension that reloads. */
function createProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-profile-'));
  mkdirSync(join(profile, 'Default'));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
