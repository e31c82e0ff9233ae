import { expect } from 'vitest';
import { axeFindings } from '../axe.ts';
import type { Page } from '../drivers/page.ts';
import { flow } from '../flow.ts';
import { operateEverything } from '../operate.ts';
import { askToRevoke, createKey, fillNewKey } from '../surfaces.ts';

const schemes = ['light', 'dark'] as const;

/** What axe objects to in both schemes, each line with the view it was found in. */
async function objections(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of schemes) {
    await page.setColourScheme(scheme);
    found.push(...(await axeFindings(page)).map((finding) => `${view}, ${scheme}: ${finding}`));
  }
  return found;
}

/** The panel can be dragged this narrow and this wide. */
const widths = [320, 360, 400, 800];

flow(
  'axe has nothing to say against any view of the side panel, in light and dark, narrow and wide',
  async (running) => {
    const { page } = await running.openConsole();
    const panel = await running.extension.openPanel(page);
    await panel.find('row', /splunk-prod/);
    const found: string[] = [];
    for (const tab of ['Keys', 'Policies', 'Access', 'Integrations', 'Reminders', 'Activity']) {
      await (await panel.find('tab', tab)).click();
      await panel.find('tabpanel', tab);
      for (const width of widths) {
        await panel.setSize(width, 760);
        found.push(...(await objections(panel, `${tab} at ${width}`)));
      }
    }
    expect(found).toEqual([]);
  },
);

flow('axe has nothing to say against creating, the secret, a key in detail and revoking', async (running) => {
  const { page } = await running.openConsole();
  const panel = await running.extension.openPanel(page);
  await (await panel.find('row', /splunk-prod/)).click();
  await panel.find('heading', /splunk-prod/);
  const found = await objections(panel, 'detail');
  await (await panel.find('button', 'Back')).click();

  await fillNewKey(panel, { name: 'seen-by-axe' });
  found.push(...(await objections(panel, 'new key')));
  await createKey(panel);
  found.push(...(await objections(panel, 'secret')));
  await (await panel.find('button', 'I have saved it')).click();

  await askToRevoke(panel, 'splunk-prod');
  found.push(...(await objections(panel, 'revoke')));
  expect(found).toEqual([]);
});

flow('axe has nothing to say against the popup and the settings', async (running) => {
  const { page } = await running.openConsole();
  const popup = await running.extension.openPopup(page);
  await popup.find('list', 'Expiring soon');
  const found = await objections(popup, 'popup');
  await (await popup.find('button', 'New key')).click();
  await popup.find('textbox', 'Key name');
  found.push(...(await objections(popup, 'popup, new key')));
  const options = await running.extension.openPage('options.html');
  await options.find('heading', 'Latchkey settings');
  found.push(...(await objections(options, 'settings')));
  expect(found).toEqual([]);
});

flow('axe has nothing to say against the button in the console page', async (running) => {
  const { page } = await running.openConsole();
  await page.find('button', 'Open Latchkey');
  const ours = (await axeFindings(page)).filter((finding) => / at x-[0-9a-f-]+/.test(finding));
  expect(ours).toEqual([]);
});

flow('every control of the popup works under the security policy', async (running) => {
  const { page } = await running.openConsole();
  const popup = await running.extension.openPopup(page);
  await popup.find('list', 'Expiring soon');
  const tried = await operateEverything(popup, {
    except: /^(Open side panel|Open in the side panel|Open the console|Settings|\d)/,
  });
  expect(tried).toEqual(expect.arrayContaining(['button New key', 'textbox Key name', 'combobox Template']));
});

flow('every control of the side panel works under the security policy', { keys: 3 }, async (running) => {
  const { page } = await running.openConsole();
  const panel = await running.extension.openPanel(page);
  await panel.find('row', /splunk-prod/);
  const tried = await operateEverything(panel, { except: /^(Settings|Open )/ });
  expect(tried).toEqual(
    expect.arrayContaining([
      'tab Activity',
      'searchbox Search keys',
      'textbox Policy as JSON',
      'textbox Type the key name to confirm',
      'button Check a policy',
      'button New key like this',
    ]),
  );
});

flow('every control of the settings works under the security policy', async (running) => {
  await running.openConsole();
  const options = await running.extension.openPage('options.html');
  await options.find('heading', 'Latchkey settings');
  const tried = await operateEverything(options, { except: /^(Forget account|Allow|Use the|Delete)/ });
  expect(tried.length).toBeGreaterThan(3);
});
