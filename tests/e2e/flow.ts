/**
 * One test = one user flow: a stand-in console of its own, a fresh browser with the shipped build, and everything
 * put away afterwards. Whatever the flow is about, no page of Latchkey may have been refused anything by its own
 * security policy, or have thrown. A flow that fails leaves a picture, the accessibility tree and the console of
 * every open page under `.output/e2e/`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/steps.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.ts';
import { ConsoleTab } from './console-tab.ts';
import { Chromium } from './drivers/chromium.ts';
import type { Page } from './drivers/page.ts';
import { Extension } from './extension.ts';

export const build = join(root, '.output', 'chrome-mv3');

export interface Flow {
  readonly sandbox: Sandbox;
  readonly browser: Chromium;
  readonly extension: Extension;
  /** Opens a console in a tab, signed in unless said otherwise. */
  openConsole(options?: ConsoleOptions): Promise<ConsoleTab>;
}

export interface ConsoleOptions {
  /** Subdomain of the account; its owner signs in. */
  readonly account?: string;
  readonly region?: 'us' | 'eu';
  readonly path?: string;
  readonly signedIn?: boolean;
}

export interface FlowOptions extends SandboxOptions {
  /** Refusals by the security policy that the flow brings about on purpose, by what they say. */
  readonly refusedOnPurpose?: RegExp;
}

/** Declares a flow. Its sentence says what the user gets. */
export function flow(sentence: string, body: (flow: Flow) => Promise<void>): void;
export function flow(sentence: string, options: FlowOptions, body: (flow: Flow) => Promise<void>): void;
export function flow(
  sentence: string,
  optionsOrBody: FlowOptions | ((flow: Flow) => Promise<void>),
  maybeBody?: (flow: Flow) => Promise<void>,
): void {
  const [options, body] = maybeBody
    ? [optionsOrBody as FlowOptions, maybeBody]
    : [{}, optionsOrBody as (flow: Flow) => Promise<void>];
  test(sentence, async ({ task, onTestFinished }) => {
    const { refusedOnPurpose, ...sandboxOptions } = options;
    const running = await startFlow(sandboxOptions);
    // Not in a `finally` of ours: a test that runs out of time never gets there.
    onTestFinished(async () => {
      const [error] = task.result?.errors ?? [];
      if (error) await saveEvidence(sentence, running, error.stack ?? error.message).catch(() => undefined);
      await running.browser.close();
      await running.sandbox.close();
    });
    await body(running);
    await expectNothingRefused(running, refusedOnPurpose);
  });
}

/** The same without a test around it, for the tour. Whoever starts it closes browser and sandbox. */
export async function startFlow(options: SandboxOptions = {}, { headless = true } = {}): Promise<Flow> {
  const sandbox = await startSandbox(options);
  try {
    const browser = await Chromium.launch({ standInPort: sandbox.port, headless });
    try {
      const extension = new Extension(browser, await browser.loadExtension(build));
      return {
        sandbox,
        browser,
        extension,
        openConsole: (wanted = {}) => openConsole(sandbox, browser, wanted),
      };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function openConsole(
  sandbox: Sandbox,
  browser: Chromium,
  { account = 'acme', region = 'us', path = '/settings/account-management', signedIn = true }: ConsoleOptions,
): Promise<ConsoleTab> {
  const host = `${account}.apps.${region}.jupiterone.io`;
  if (signedIn) {
    const [user] = sandbox.account(account).users;
    if (!user) throw new Error(`nobody to sign in as in "${account}"`);
    await browser.setCookie(`https://${host}/`, sandbox.signIn(host, user.email));
  }
  return new ConsoleTab(browser, sandbox, host, await browser.openTab(`https://${host}${path}`));
}

async function expectNothingRefused(
  { extension, browser }: Flow,
  onPurpose: RegExp | undefined,
): Promise<void> {
  if (browser.runs) await extension.pages();
  const ours = browser.seen.filter((page) => page.firstUrl.startsWith(extension.url('')));
  const refused = ours.flatMap((page) => page.violations).filter((text) => !onPurpose?.test(text));
  const thrown = ours.flatMap((page) => page.messages).filter((text) => text.startsWith('uncaught: '));
  expect({ refused, thrown }).toEqual({ refused: [], thrown: [] });
}

async function saveEvidence(sentence: string, { browser, sandbox }: Flow, error: string): Promise<void> {
  const folder = join(root, '.output', 'e2e', sentence.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requests = sandbox.requests.map((request) => JSON.stringify(request)).join('\n');
  writeFileSync(join(folder, 'error.txt'), `${error}\n`);
  writeFileSync(join(folder, 'requests.txt'), `${requests}\n`);
  const pages = await browser.pages((url) => !url.startsWith('chrome://') && url !== 'about:blank');
  await Promise.allSettled(pages.map((page, index) => savePage(page, join(folder, `page-${index + 1}`))));
}

async function savePage(page: Page, path: string): Promise<void> {
  const said = [...page.violations.map((text) => `refused: ${text}`), ...page.messages].join('\n');
  writeFileSync(`${path}.txt`, `${await page.url()}\n\n${said}\n\n${await page.outline()}\n`);
  writeFileSync(`${path}.png`, await page.screenshot());
}
