import { expect } from 'vitest';
import { waitFor } from '../drivers/wait.ts';
import { flow, type Flow } from '../flow.ts';
import { createKey, fillNewKey, readSecret } from '../surfaces.ts';

const keyNamed = ({ sandbox }: Flow, account: string, name: string) =>
  sandbox.account(account).keys.find((key) => key.name === name);

async function consoleTabs({ browser }: Flow): Promise<string[]> {
  const pages = await browser.targets('page');
  return pages.map(({ url }) => url).filter((url) => url.includes('.jupiterone.'));
}

/** The account is known once its keys were read. */
async function readKeys({ extension }: Flow, accounts = 1): Promise<void> {
  await waitFor('list of keys', async () => {
    const known = await extension.record<{ key: string }[]>('accounts');
    const read = await Promise.all((known ?? []).map(({ key }) => extension.record(`inventory:${key}`)));
    return read.filter(Boolean).length === accounts;
  });
}

flow(
  'with no console tab open, one is opened in the background for the action and closed again',
  async (running) => {
    const { browser, extension } = running;
    const tab = await running.openConsole();
    await readKeys(running);
    const blank = await browser.openTab('about:blank');
    await tab.close();
    const popup = await extension.openPopup(blank);
    await fillNewKey(popup, { name: 'no-tab-open' });
    const secret = await createKey(popup);
    expect(keyNamed(running, 'acme', 'no-tab-open')).toMatchObject({ secret });
    await waitFor(
      'end of the tab that was opened for it',
      async () => (await consoleTabs(running)).length === 0,
    );
  },
);

flow(
  'signed out: nothing is sent, one sentence and a button, and the key is made after signing in',
  async (running) => {
    const { browser, sandbox, extension } = running;
    const tab = await running.openConsole();
    const panel = await extension.openPanel(tab.page);
    await panel.find('row', /splunk-prod/);
    await fillNewKey(panel, { name: 'after-sign-in' });
    sandbox.signOut('acme');
    await (await panel.find('button', 'Create key')).click();
    await panel.sees('You are signed out of Acme Security');
    expect(keyNamed(running, 'acme', 'after-sign-in')).toBeUndefined();

    await (await panel.find('button', 'Sign in', { many: true })).click();
    const signIn = await browser.page('sign-in page', (url) => url.includes('/login'));
    await (await signIn.find('link', /^Continue as Ada/)).click();
    const secret = await readSecret(panel, { timeout: 30_000 });
    expect(keyNamed(running, 'acme', 'after-sign-in')).toMatchObject({ secret });
    expect(tab.calls('createToken')).toBe(1);
  },
);

flow('signing in to another account does not take the waiting key along', async (running) => {
  const { sandbox, extension } = running;
  const tab = await running.openConsole();
  const panel = await extension.openPanel(tab.page);
  await panel.find('row', /splunk-prod/);
  await fillNewKey(panel, { name: 'for-acme-only' });
  sandbox.signOut('acme');
  await (await panel.find('button', 'Create key')).click();
  await panel.sees('You are signed out of Acme Security');
  const other = await running.openConsole({ account: 'globex' });
  await other.page.find('button', 'Open Latchkey');
  await readKeys(running, 2);
  expect(tab.calls('createToken')).toBe(0);
  expect(keyNamed(running, 'globex', 'for-acme-only')).toBeUndefined();
});

flow(
  'two accounts in two tabs do not mix, and a key for one with the other in front names both',
  async (running) => {
    const { extension } = running;
    const acme = await running.openConsole({ account: 'acme' });
    const panel = await extension.openPanel(acme.page);
    await panel.find('row', /splunk-prod/);
    await fillNewKey(panel, { name: 'for-acme' });

    const globex = await running.openConsole({ account: 'globex' });
    await globex.page.find('button', 'Open Latchkey');
    await readKeys(running, 2);
    await panel.sees('Globex');
    const create = await panel.find('button', 'Create key');
    expect(await create.isDisabled()).toBe(true);
    await (await panel.find('checkbox', /Acme Security.*Globex/)).click();
    const secret = await createKey(panel);
    expect(keyNamed(running, 'acme', 'for-acme')).toMatchObject({ secret });
    expect(keyNamed(running, 'globex', 'for-acme')).toBeUndefined();
    const mutations = running.sandbox.requests.filter((request) =>
      request.rootFields.includes('createToken'),
    );
    expect(mutations.map(({ account }) => account)).toEqual(['acme']);
  },
);

flow(
  'where the console refuses its session to us, that is said plainly and nothing is tried further',
  { consoleApi: 'none' },
  async (running) => {
    const { page } = await running.openConsole();
    const popup = await running.extension.openPopup(page);
    await popup.sees('does not let Latchkey use your session');
    expect(running.sandbox.requests.filter((request) => request.rootFields.includes('createToken'))).toEqual(
      [],
    );
  },
);

flow('keys of an account in the EU are kept and changed in the EU', async (running) => {
  const { page } = await running.openConsole({ account: 'initech', region: 'eu' });
  const popup = await running.extension.openPopup(page);
  await popup.sees('EU');
  await fillNewKey(popup, { name: 'in-the-eu' });
  const secret = await createKey(popup);
  expect(keyNamed(running, 'initech', 'in-the-eu')).toMatchObject({ secret });
  const hosts = running.sandbox.requests
    .filter(({ rootFields }) => rootFields.length > 0)
    .map(({ host }) => host);
  expect(hosts.filter((host) => !host.endsWith('.eu.jupiterone.io'))).toEqual([]);
});
