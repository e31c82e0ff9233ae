import { expect } from 'vitest';
import type { Page } from '../drivers/page.ts';
import { waitFor } from '../drivers/wait.ts';
import { flow } from '../flow.ts';

const openLatchkey = 'Open Latchkey';

/** Waits until the page has settled on showing so many buttons of ours. */
async function buttons(page: Page, wanted: number): Promise<void> {
  await waitFor(`${wanted} buttons`, async () => (await page.all('button', openLatchkey)).length === wanted);
}

flow(
  'the button on a Settings page opens the side panel on the keys of that account',
  async ({ openConsole, extension }) => {
    const { page } = await openConsole({ path: '/settings/account-api-tokens' });
    const panel = await extension.openPanel(page);
    expect(await (await panel.find('tab', 'Keys')).attribute('aria-selected')).toBe('true');
    await panel.sees('Acme Security');
    await panel.find('row', /splunk-prod/);
  },
);

flow(
  'in the old console the button comes and goes with the Settings modal, which leaves the address alone',
  { generation: 'old' },
  async ({ openConsole, extension }) => {
    const { page } = await openConsole({ path: '/' });
    await (await page.find('button', 'Settings')).click();
    await page.find('menuitem', 'Account Management');
    expect(await page.all('button', openLatchkey)).toEqual([]);
    await (await page.find('menuitem', 'Account Management')).click();
    const button = await page.find('button', openLatchkey);
    expect(new URL(await page.url()).pathname).toBe('/');
    await button.click();
    await (await extension.panel()).find('tab', 'Keys');

    await (await page.find('button', 'Close')).click();
    await buttons(page, 0);
  },
);

flow(
  'the button follows the pages: Settings, Integrations, a dashboard called Settings, back and forward',
  async ({ openConsole }) => {
    const { page } = await openConsole({ path: '/settings/user-groups' });
    await buttons(page, 1);
    await (await page.find('link', 'Integrations')).click();
    await page.find('heading', 'Integrations');
    await buttons(page, 1);
    await (await page.find('link', 'Insights')).click();
    await buttons(page, 0);
    await (await page.find('link', 'Settings Dashboard')).click();
    await page.find('heading', 'Settings');
    await buttons(page, 0);
    await page.evaluate('history.go(-2)');
    await buttons(page, 1);
    await page.evaluate('history.go(2)');
    await buttons(page, 0);
  },
);

flow('the button is reached and pressed by keyboard', async ({ openConsole, extension }) => {
  const { page } = await openConsole();
  const button = await page.find('button', openLatchkey);
  await waitFor('focus on the button', async () => {
    await page.press('Tab');
    return button.call<boolean>('function () { return this.getRootNode().activeElement === this; }');
  });
  await page.press('Enter');
  await (await extension.panel()).find('tab', 'Keys');
});

flow(
  'a tab that was open before an update has one button again, and it works',
  async ({ openConsole, extension }) => {
    const { page } = await openConsole();
    await page.find('button', openLatchkey);
    await extension.reload();
    await waitFor('script of the new run', async () => {
      return (await page.evaluateInContentScript(extension.id, 'chrome.runtime?.id')) === extension.id;
    });
    await buttons(page, 1);
    await (await page.find('button', openLatchkey)).click();
    await (await extension.panel()).find('tab', 'Keys');
  },
);
