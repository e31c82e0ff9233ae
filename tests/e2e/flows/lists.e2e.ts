import { expect } from 'vitest';
import { pause, waitFor } from '../drivers/wait.ts';
import { flow } from '../flow.ts';

flow(
  'over a thousand keys are all listed, few of them are drawn, and a search finds one',
  { keys: 1_200 },
  async (running) => {
    const { page } = await running.openConsole();
    const panel = await running.extension.openPanel(page);
    await panel.sees(/1,2\d\d keys/, { timeout: 30_000 });
    const all = running.sandbox.account('acme').keys.filter(({ type }) => type === 'ACCOUNT');
    const inventory = await running.extension.record<{ complete: boolean; rows: unknown[] }>(
      `inventory:us/${running.sandbox.account('acme').id}`,
    );
    expect(inventory?.complete).toBe(true);
    expect(inventory?.rows).toHaveLength(all.length);
    expect((await panel.all('row')).length).toBeLessThanOrEqual(60);

    await (await panel.find('searchbox', 'Search keys')).fill('splunk-prod');
    await waitFor('rows that match', async () => {
      const names = await Promise.all((await panel.all('row')).map((row) => row.text()));
      return names.length > 0 && names.slice(1).every((name) => name.includes('splunk-prod'));
    });
  },
);

flow('opening the popup again and again asks for the keys once at most', async (running) => {
  const { browser, extension, sandbox } = running;
  const { page } = await running.openConsole();
  const first = await extension.openPopup(page);
  await first.find('list', 'Expiring soon');
  await browser.closePage(first);
  const asked = () => sandbox.requests.filter(({ rootFields }) => rootFields.length > 0).length;
  // What the console's opening set off is over once nothing new was asked for a while.
  let before = asked();
  await waitFor('a quiet console', async () => {
    await pause(1500);
    const quiet = asked() === before;
    before = asked();
    return quiet;
  });
  for (let time = 0; time < 10; time += 1) {
    const popup = await extension.openPopup(page);
    await popup.find('list', 'Expiring soon');
    await browser.closePage(popup);
  }
  expect(asked() - before).toBeLessThanOrEqual(1);
});

flow(
  'the popup shows the keys it knows while the worker is dead and the console is gone',
  async (running) => {
    const { browser, extension } = running;
    const tab = await running.openConsole();
    const popup = await extension.openPopup(tab.page);
    await popup.find('list', 'Expiring soon');
    await browser.closePage(popup);
    const blank = await browser.openTab('about:blank');
    await tab.close();
    await extension.stopWorker();
    const again = await extension.openPopup(blank);
    await again.sees('splunk-prod');
  },
);

flow('the panel follows the page being browsed', async (running) => {
  const { page } = await running.openConsole({ path: '/settings/account-api-tokens' });
  const panel = await running.extension.openPanel(page);
  const selected = async (name: string) => {
    const tab = await panel.find('tab', name);
    await waitFor(`view ${name}`, async () => (await tab.attribute('aria-selected')) === 'true');
  };
  await selected('Keys');
  await (await page.find('link', 'User Groups')).click();
  await selected('Access');
  await (await page.find('link', 'Integrations')).click();
  await selected('Integrations');
});

flow('a key that somebody else made or revoked shows after a check', async (running) => {
  const { sandbox } = running;
  const { page } = await running.openConsole();
  const panel = await running.extension.openPanel(page);
  await panel.find('row', /splunk-prod/);
  sandbox.addKey('acme', { name: 'made-elsewhere', expiresAt: sandbox.now() + 2 * 86_400_000 });
  await (await panel.find('button', 'Check again')).click();
  await panel.find('row', /made-elsewhere/);
  expect(await running.extension.badge()).toMatch(/^(\d+|!)$/);
});
