import { expect } from 'vitest';
import { waitFor } from '../drivers/wait.ts';
import { flow, type Flow } from '../flow.ts';
import { acceptFindings, createKey, fillNewKey, readSecret } from '../surfaces.ts';

/** Key that the stand-in holds under a name; all of them, because making two is what must not happen. */
const keysNamed = ({ sandbox }: Flow, name: string) =>
  sandbox.account('acme').keys.filter((key) => key.name === name);

flow('a preset and "Create key" are enough for a key', async (running) => {
  const { page } = await running.openConsole();
  const popup = await running.extension.openPopup(page);
  await (await popup.find('button', 'Read-only')).click();
  const name = await (await popup.find('textbox', 'Key name')).value();
  const secret = await createKey(popup);
  expect(keysNamed(running, name)).toEqual([
    expect.objectContaining({ secret, type: 'ACCOUNT', revoked: false }),
  ]);
});

flow(
  'a name, a template and an expiry become a key by CORS, where the console has no path of its own',
  { consoleApi: 'cors' },
  async (running) => {
    const { page } = await running.openConsole();
    const popup = await running.extension.openPopup(page);
    await fillNewKey(popup, { name: 'siem-by-cors', template: 'SIEM export', expiresIn: '7 days' });
    const before = running.sandbox.now();
    const secret = await createKey(popup);
    const [key, ...more] = keysNamed(running, 'siem-by-cors');
    expect(more).toEqual([]);
    expect(key).toMatchObject({ secret, policy: expect.stringContaining('ALLOW') });
    const days = ((key?.expiresAt ?? 0) - before) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
  },
);

flow(
  'where J1 only knows the documented form, one refused form is followed by the other, and its expiry is shown',
  { dialect: 'docsG1' },
  async (running) => {
    const tab = await running.openConsole();
    const popup = await running.extension.openPopup(tab.page);
    await fillNewKey(popup, { name: 'by-the-docs', expiresIn: '30 days' });
    const secret = await createKey(popup);
    expect(keysNamed(running, 'by-the-docs')).toEqual([expect.objectContaining({ secret })]);
    expect(tab.calls('createToken')).toBe(2);
    await popup.sees('JupiterOne set another expiry than asked for');
  },
);

flow('a chosen date ends the key at the end of that day', async (running) => {
  const { page } = await running.openConsole();
  const popup = await running.extension.openPopup(page);
  await fillNewKey(popup, { name: 'until-a-date', expiresIn: 'A date' });
  await createKey(popup);
  const [key] = keysNamed(running, 'until-a-date');
  const end = new Date(key!.expiresAt);
  expect([end.getHours(), end.getMinutes(), end.getSeconds()]).toEqual([23, 59, 59]);
});

flow(
  'the secret is still there after the popup closed and the worker was stopped, until it is saved',
  async (running) => {
    const { extension, browser } = running;
    const { page } = await running.openConsole();
    const popup = await extension.openPopup(page);
    await fillNewKey(popup, { name: 'kept-secret' });
    const secret = await createKey(popup);
    expect(await extension.badge()).toBe('1');

    await browser.closePage(popup);
    await extension.stopWorker();
    const again = await extension.openPopup(page);
    expect(await readSecret(again)).toBe(secret);

    await (await again.find('button', 'I have saved it')).click();
    await again.gone('region', 'New key secret');
    await browser.closePage(again);
    const last = await extension.openPopup(page);
    await last.find('button', 'New key');
    expect(await last.text()).not.toContain(secret);
    expect(JSON.stringify(await extension.storage('session'))).not.toContain(secret);
  },
);

flow('an impatient hand makes one key', async (running) => {
  const tab = await running.openConsole();
  const popup = await running.extension.openPopup(tab.page);
  await fillNewKey(popup, { name: 'pressed-twice' });
  await (await popup.find('button', 'Create key')).doubleClick();
  await readSecret(popup);
  expect(tab.calls('createToken')).toBe(1);
  expect(keysNamed(running, 'pressed-twice')).toHaveLength(1);
});

flow(
  'an answer that is lost after the key was made is made good by the list, not by a second key',
  async (running) => {
    const { sandbox, extension } = running;
    const tab = await running.openConsole();
    const popup = await extension.openPopup(tab.page);
    await fillNewKey(popup, { name: 'answer-lost' });
    sandbox.failNext('504:committed', 'createToken');
    await (await popup.find('button', 'Create key')).click();
    await popup.sees('its secret never arrived', { timeout: 30_000 });
    expect(tab.calls('createToken')).toBe(1);
    expect(keysNamed(running, 'answer-lost')).toHaveLength(1);
    await popup.find('button', 'Revoke answer-lost');
  },
);

flow('the worker dies while the request is on its way, and the secret still arrives', async (running) => {
  const { sandbox, extension } = running;
  const tab = await running.openConsole();
  const popup = await extension.openPopup(tab.page);
  await fillNewKey(popup, { name: 'worker-died' });
  // Both are ready before the press, so that the worker is stopped well within the wait for the answer.
  await extension.evaluate('0');
  sandbox.failNext('late-answer:3000', 'createToken');
  await (await popup.find('button', 'Create key')).click();
  await waitFor('key at the server', () => keysNamed(running, 'worker-died').length > 0);
  await extension.stopWorker();
  const secret = await readSecret(popup, { timeout: 20_000 });
  expect(keysNamed(running, 'worker-died')).toEqual([expect.objectContaining({ secret })]);
});

flow('a policy with a security finding wants a tick before it is sent', async (running) => {
  const tab = await running.openConsole();
  const popup = await running.extension.openPopup(tab.page);
  await fillNewKey(popup, { name: 'all-mighty' });
  await (await popup.find('DisclosureTriangle', 'Edit the policy as JSON')).click();
  const everything = '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}';
  await (await popup.find('textbox', 'Policy as JSON')).paste(everything);
  await popup.find('checkbox', /^I accept: /, { many: true });
  const create = await popup.find('button', 'Create key');
  expect(await create.isDisabled()).toBe(true);
  expect(tab.calls('createToken')).toBe(0);
  await acceptFindings(popup);
  await createKey(popup);
  expect(keysNamed(running, 'all-mighty')).toHaveLength(1);
});
