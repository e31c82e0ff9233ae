import { expect } from 'vitest';
import { pause, waitFor } from '../drivers/wait.ts';
import { flow, type Flow } from '../flow.ts';
import { askToRevoke, revokeKey } from '../surfaces.ts';

const isRevoked = ({ sandbox }: Flow, name: string): boolean =>
  sandbox.account('acme').keys.find((key) => key.name === name)?.revoked === true;

/** The ten seconds, and some for the machine. */
const sent = { timeout: 25_000 };

flow('a revocation is sent after ten seconds, read back, and only then called done', async (running) => {
  const tab = await running.openConsole();
  const panel = await running.extension.openPanel(tab.page);
  await panel.find('row', /asset-sync-eks/);
  await revokeKey(panel, 'asset-sync-eks');
  await panel.find('status', 'Revoking asset-sync-eks');
  expect(tab.calls('revokeToken')).toBe(0);
  await panel.sees('asset-sync-eks is revoked', sent);
  expect(isRevoked(running, 'asset-sync-eks')).toBe(true);
  expect(tab.calls('revokeToken')).toBe(1);
});

flow('undo in time means that nothing is ever sent', async (running) => {
  const tab = await running.openConsole();
  const panel = await running.extension.openPanel(tab.page);
  await panel.find('row', /siem-export/);
  await revokeKey(panel, 'siem-export');
  await (await panel.find('button', 'Undo')).click();
  await panel.sees('siem-export stays as it is');
  // Longer than the ten seconds, which is when it would have been sent.
  await pause(11_000);
  expect(tab.calls('revokeToken')).toBe(0);
  expect(isRevoked(running, 'siem-export')).toBe(false);
});

flow('a closed surface neither stops nor hastens a revocation', async (running) => {
  const { extension, browser } = running;
  const tab = await running.openConsole();
  const popup = await extension.openPopup(tab.page);
  await popup.find('list', 'Expiring soon');
  const pressed = performance.now();
  await revokeKey(popup, 'splunk-prod');
  await browser.closePage(popup);
  await waitFor('revocation at the server', () => isRevoked(running, 'splunk-prod'), sent);
  expect(performance.now() - pressed).toBeGreaterThan(9_000);
});

flow('a worker that dies in the ten seconds sends nothing, and the panel says so', async (running) => {
  const { extension } = running;
  const tab = await running.openConsole();
  const panel = await extension.openPanel(tab.page);
  await panel.find('row', /siem-export/);
  await revokeKey(panel, 'siem-export');
  await panel.find('button', 'Undo');
  await extension.stopWorker();
  await extension.wakeWorker();
  await panel.sees('siem-export was not revoked', sent);
  await pause(11_000);
  expect(tab.calls('revokeToken')).toBe(0);
});

flow('a powerful key wants its name typed, and cancelling keeps it', async (running) => {
  const tab = await running.openConsole();
  const panel = await running.extension.openPanel(tab.page);
  await panel.find('row', /terraform-ci/);
  const dialog = await askToRevoke(panel, 'terraform-ci');
  const button = await panel.find('button', 'Revoke key', { within: dialog });
  await panel.find('textbox', 'Type the key name to confirm', { within: dialog });
  expect(await button.isDisabled()).toBe(true);
  await (await panel.find('button', 'Cancel', { within: dialog })).click();
  await panel.gone('alertdialog', 'Revoke terraform-ci?');
  expect(tab.calls('revokeToken')).toBe(0);
});

flow('an answer that is lost after the revocation is made good by reading the list', async (running) => {
  const { sandbox } = running;
  const tab = await running.openConsole();
  const panel = await running.extension.openPanel(tab.page);
  await panel.find('row', /siem-export/);
  await revokeKey(panel, 'siem-export');
  sandbox.failNext('lost-answer', 'revokeToken');
  await panel.sees('siem-export is revoked', sent);
  expect(isRevoked(running, 'siem-export')).toBe(true);
});
