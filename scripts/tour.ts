/**
 * The main job, played in a real browser against the stand-in: notice the console, create a key with a policy, show
 * its secret once, badge, revoke with time to undo, read back. Each step prints its result and leaves a picture in
 * `.output/tour/`; `--keep` copies the pictures that the README shows to `docs/images/`.
 */
import { request } from 'node:https';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFlow, type Flow } from '../tests/e2e/flow.ts';
import type { ConsoleTab } from '../tests/e2e/console-tab.ts';
import type { Page } from '../tests/e2e/drivers/page.ts';
import { waitFor } from '../tests/e2e/drivers/wait.ts';
import { acceptFindings, askToRevoke, createKey, fillNewKey, readSecret } from '../tests/e2e/surfaces.ts';
import { root } from './steps.ts';

const pictures = join(root, '.output', 'tour');
const panelHeight = 760;
const soon = 5;

/** Pictures that the README shows. */
const kept = ['popup-light.png', 'panel-400-light.png', 'secret.png', 'revoke.png'];

/** @returns whether every step held. */
export async function playTour({ keep = false } = {}): Promise<boolean> {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const flow = await startFlow();
  const tour = new Tour(flow);
  try {
    await playSteps(tour, flow);
  } finally {
    await flow.browser.close();
    await flow.sandbox.close();
  }
  console.log(`\n${tour.held} of ${tour.held + tour.failed} steps held. Pictures: .output/tour`);
  if (keep && tour.failed === 0) keepPictures();
  return tour.failed === 0;
}

class Tour {
  held = 0;
  failed = 0;
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** Runs one step; after one that failed, those that build on it are not tried. */
  async step<T>(what: string, act: () => Promise<T>): Promise<T> {
    try {
      const result = await act();
      this.held += 1;
      console.log(`  ok    ${what}`);
      return result;
    } catch (error) {
      this.failed += 1;
      console.log(`  FAIL  ${what}: ${error instanceof Error ? error.message : String(error)}`);
      await this.#pictureAll();
      throw new StepFailed(what, { cause: error });
    }
  }

  async #pictureAll(): Promise<void> {
    const pages = await this.#flow.browser.pages(
      (url) => !url.startsWith('chrome:') && url !== 'about:blank',
    );
    await Promise.allSettled(
      pages.map(async (page, index) => {
        writeFileSync(join(pictures, `failed-${index + 1}.png`), await page.screenshot());
        writeFileSync(join(pictures, `failed-${index + 1}.txt`), await page.outline());
      }),
    );
  }
}

class StepFailed extends Error {}

async function playSteps(tour: Tour, flow: Flow): Promise<void> {
  try {
    const console = await tour.step('the console shows the button "Open Latchkey"', () => notice(flow));
    const presetKey = await tour.step('popup: a preset and "Create key" make a key', () =>
      createByPreset(flow, console),
    );
    await tour.step('the badge counts it as unsaved until "I have saved it"', () =>
      saveInPopup(flow, console),
    );
    const panel = await tour.step('the button in the console opens the side panel with the keys', () =>
      openPanel(flow, console, presetKey),
    );
    const name = `tour-siem-${soon}d`;
    const secret = await tour.step(`panel: create "${name}" from a template, secret shown once`, () =>
      createInPanel(flow, panel, name),
    );
    await tour.step('the secret opens the API, and only what its policy allows', () =>
      useSecret(flow, secret),
    );
    await tour.step('saved: the secret is gone and the badge warns of the expiry', () =>
      saveInPanel(flow, panel, secret),
    );
    await tour.step('revoke: the dialog names what stops, undo takes it back', () =>
      undoRevoke(flow, panel, name),
    );
    await tour.step('revoke again: after ten seconds it is sent and read back', () =>
      revoke(flow, panel, name),
    );
    await tour.step('every screen in light and dark', () => pictureScreens(flow, console, panel));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  }
}

async function notice({ openConsole }: Flow): Promise<ConsoleTab> {
  const tab = await openConsole();
  await tab.page.find('button', 'Open Latchkey');
  await picture(tab.page, 'console');
  return tab;
}

async function createByPreset({ extension, sandbox }: Flow, tab: ConsoleTab): Promise<string> {
  const popup = await extension.openPopup(tab.page);
  const preset = await popup.find('button', 'Read-only');
  await preset.click();
  const name = await (await popup.find('textbox', 'Key name')).value();
  await acceptFindings(popup);
  const secret = await createKey(popup);
  await picture(popup, 'popup-secret');
  must(
    sandbox.account('acme').keys.some((key) => key.name === name),
    `the server has no key "${name}"`,
  );
  must(secret.length > 20, 'no secret was shown');
  return name;
}

async function saveInPopup({ extension, browser }: Flow, tab: ConsoleTab): Promise<void> {
  await waitFor('badge "1" for one unsaved secret', async () => (await extension.badge()) === '1');
  await browser.closePage(await extension.popup());
  const again = await extension.openPopup(tab.page);
  must((await readSecret(again)).length > 20, 'the secret did not survive a closed popup');
  await (await again.find('button', 'I have saved it')).click();
  await again.gone('region', 'New key secret');
  await waitFor(
    'badge without the unsaved secret',
    async () => (await extension.badgeTitle()).includes('unsaved') === false,
  );
  await browser.closePage(again);
}

async function openPanel({ extension }: Flow, tab: ConsoleTab, key: string): Promise<Page> {
  await tab.page.toFront();
  const panel = await extension.openPanel(tab.page);
  await panel.setColourScheme('light');
  await (await panel.find('tab', 'Keys')).click();
  await panel.find('row', new RegExp(key));
  return panel;
}

async function createInPanel({ sandbox }: Flow, panel: Page, name: string): Promise<string> {
  await fillNewKey(panel, { name, template: 'SIEM export' });
  await (await panel.find('combobox', 'Expires in')).choose('Another number of days');
  await (await panel.find('textbox', 'Days')).fill(String(soon));
  await acceptFindings(panel);
  await picture(panel, 'new-key');
  const secret = await createKey(panel);
  await picture(panel, 'secret');
  must(
    sandbox.account('acme').keys.some((key) => key.name === name),
    `the server has no key "${name}"`,
  );
  return secret;
}

/** Asks the API as the key's future owner would, with nothing but the secret. */
async function useSecret({ sandbox }: Flow, secret: string): Promise<void> {
  const { id } = sandbox.account('acme');
  const read = await askWithKey(sandbox.port, secret, id, '{ iamGetAccount { accountId } }');
  must(read.status === 200, `the API answered ${read.status} to the new key`);
  const mint = await askWithKey(
    sandbox.port,
    secret,
    id,
    'mutation { createToken(input: { name: "x", type: ACCOUNT, policy: "{}" }) { id } }',
  );
  must(/error/i.test(mint.body), 'a read-only key could make another key');
}

async function askWithKey(
  port: number,
  secret: string,
  accountId: string,
  query: string,
): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const asked = request(
    {
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/',
      // Made at the start of the stand-in and signed by nobody.
      rejectUnauthorized: false,
      headers: {
        Host: 'graphql.us.jupiterone.io',
        Authorization: `Bearer ${secret}`,
        'JupiterOne-Account': accountId,
        'Content-Type': 'application/json',
      },
    },
    (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    },
  );
  asked.on('error', reject);
  asked.end(JSON.stringify({ query }));
  return promise;
}

async function saveInPanel({ extension }: Flow, panel: Page, secret: string): Promise<void> {
  await (await panel.find('button', 'I have saved it')).click();
  await waitFor('end of the secret', async () => !(await panel.text()).includes(secret));
  await waitFor('badge with what expires soon', async () => /^(\d+\+?|!)$/.test(await extension.badge()));
}

async function undoRevoke({ sandbox }: Flow, panel: Page, name: string): Promise<void> {
  const dialog = await askToRevoke(panel, name);
  await picture(panel, 'revoke');
  const [typed] = await panel.all('textbox', 'Type the key name to confirm', dialog);
  if (typed) await typed.fill(name);
  await (await panel.find('button', 'Revoke key', { within: dialog })).click();
  await (await panel.find('button', 'Undo')).click();
  await panel.gone('button', 'Undo');
  must(!keyNamed(sandbox, name).revoked, 'an undone revocation was sent');
}

async function revoke({ sandbox }: Flow, panel: Page, name: string): Promise<void> {
  const dialog = await askToRevoke(panel, name);
  const [typed] = await panel.all('textbox', 'Type the key name to confirm', dialog);
  if (typed) await typed.fill(name);
  await (await panel.find('button', 'Revoke key', { within: dialog })).click();
  await panel.find('status', `Revoking ${name}`);
  await picture(panel, 'revoking');
  await waitFor('revocation at the server', () => keyNamed(sandbox, name).revoked, { timeout: 20_000 });
  await panel.sees(`${name} is revoked`, { timeout: 20_000 });
}

const schemes = ['light', 'dark'] as const;

async function pictureScreens({ extension, browser }: Flow, tab: ConsoleTab, panel: Page): Promise<void> {
  for (const button of await panel.all('button', 'Dismiss')) await button.click();
  await panel.gone('button', 'Dismiss');
  await panel.restMouse();
  for (const scheme of schemes) {
    for (const width of [360, 400]) {
      await panel.setSize(width, panelHeight);
      await picture(panel, `panel-${width}-${scheme}`, scheme);
    }
  }
  const popup = await extension.openPopup(tab.page);
  await popup.find('button', 'New key');
  await pictureBoth(popup, 'popup');
  await browser.closePage(popup);
  // A tab draws nothing while another is in front of it.
  const options = await extension.openPage('options.html');
  await options.toFront();
  await options.find('heading', 'Latchkey settings');
  await pictureBoth(options, 'options');
}

async function pictureBoth(page: Page, name: string): Promise<void> {
  for (const scheme of schemes) await picture(page, `${name}-${scheme}`, scheme);
}

function keyNamed(sandbox: Flow['sandbox'], name: string): { readonly revoked: boolean } {
  const key = sandbox.account('acme').keys.find((each) => each.name === name);
  if (!key) throw new Error(`the server has no key "${name}"`);
  return key;
}

async function picture(page: Page, name: string, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  // Which also asks for no motion, so that nothing is caught half way in.
  await page.setColourScheme(scheme);
  writeFileSync(join(pictures, `${name}.png`), await page.screenshot());
}

function keepPictures(): void {
  const images = join(root, 'docs', 'images');
  mkdirSync(images, { recursive: true });
  for (const name of kept) copyFileSync(join(pictures, name), join(images, name));
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
