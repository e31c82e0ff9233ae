import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PanelApp } from '../../../components/app/panel-app.tsx';
import {
  accountsRecord,
  creationsRecord,
  inventoryRecord,
  panelRequestRecord,
  revocationsRecord,
} from '../../../lib/storage/records.ts';
import { makeAccount, makeCreation, makeKey, makePlan, makeRevocation } from '../builders.ts';
import { background, frontTab, renderApp } from '../render.tsx';
import { beta, browse, giveSize, knownKeys, makeInventory, watchPages } from './make.ts';

const key = makeKey('splunk-prod', 6);
const tab = (name: string) => screen.findByRole('tab', { name });
const selected = (name: string) => screen.findByRole('tab', { name, selected: true });

/** Whatever was stored before this has been seen once this has. */
async function laterChangeSeen(): Promise<void> {
  await knownKeys([key], { unreadable: 1 });
  await screen.findByText(/1 key could not be read/);
}

let takeSizeBack: () => void;

beforeEach(() => {
  takeSizeBack = giveSize(360, 600);
  frontTab(null);
});
afterEach(() => takeSizeBack());

describe('the panel', () => {
  test('has its six views and opens with the keys', async () => {
    await knownKeys([key]);
    background();
    renderApp(<PanelApp />);
    expect(await selected('Keys')).toBeVisible();
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual([
      'Keys',
      'Policies',
      'Access',
      'Integrations',
      'Reminders',
      'Activity',
    ]);
  });

  test('opens the settings', async () => {
    await knownKeys([key]);
    background();
    const pages = watchPages();
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: 'Settings' }));
    expect(pages.options).toBe(1);
  });

  test('keeps the search and the open key while another view is looked at', async () => {
    await knownKeys([key]);
    background();
    const { user } = renderApp(<PanelApp />);
    await user.type(await screen.findByRole('searchbox', { name: 'Search keys' }), 'splunk');
    await user.click(screen.getByRole('row', { name: 'splunk-prod' }));
    await user.click(await tab('Reminders'));
    await user.click(await tab('Keys'));
    expect(screen.getByRole('searchbox', { name: 'Search keys' })).toHaveValue('splunk');
    expect(screen.getByRole('region', { name: 'Details of splunk-prod' })).toBeVisible();
  });
});

describe('the page being browsed', () => {
  beforeEach(() => knownKeys([key]));

  test('decides the view when the panel opens', async () => {
    await browse({ kind: 'integrations', evidence: [] });
    background();
    renderApp(<PanelApp />);
    expect(await selected('Integrations')).toBeVisible();
  });

  test('changes the view when it changes, and never fights a view that was just chosen', async () => {
    await browse({ kind: 'user-groups', evidence: [] });
    background();
    const { user } = renderApp(<PanelApp />);
    expect(await selected('Access')).toBeVisible();
    await user.click(await tab('Activity'));
    await browse({ kind: 'user-groups', evidence: ['heading "User Groups"'] }, { looksSignedOut: false });
    expect(await selected('Activity')).toBeVisible();
    await browse({ kind: 'integrations', evidence: [] });
    expect(await selected('Integrations')).toBeVisible();
  });

  test('moves nothing under a form that is being filled in', async () => {
    background();
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: 'New key' }));
    await user.type(await screen.findByRole('textbox', { name: 'Key name' }), 'half');
    await browse({ kind: 'integrations', evidence: [] });
    await laterChangeSeen();
    expect(screen.getByRole('textbox', { name: 'Key name' })).toHaveValue('half');
  });

  test('shows the view of the page where "Open Latchkey" was pressed, in this window only', async () => {
    background();
    renderApp(<PanelApp />);
    expect(await selected('Keys')).toBeVisible();
    const page = { kind: 'user-groups' as const, evidence: [] };
    await panelRequestRecord.write({ windowId: 2, page, at: Date.now() + 1 });
    await laterChangeSeen();
    expect(await selected('Keys')).toBeVisible();
    await panelRequestRecord.write({ windowId: 1, page, at: Date.now() + 2 });
    expect(await selected('Access')).toBeVisible();
  });
});

describe('several accounts', () => {
  async function two() {
    await accountsRecord.write([makeAccount(), beta]);
    await inventoryRecord.of('us/acme').write(makeInventory([key]));
    await inventoryRecord.of('eu/beta').write(makeInventory([makeKey('beta-sync', 3)]));
  }

  test('are told apart by name and region, and switched by the user alone', async () => {
    await two();
    background();
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: /Acme Security · US/ }));
    await user.click(await screen.findByRole('menuitem', { name: /Beta GmbH · EU/ }));
    expect(await screen.findByRole('row', { name: 'beta-sync' })).toBeVisible();
    expect(screen.queryByRole('row', { name: 'splunk-prod' })).toBeNull();
    expect(screen.getByRole('button', { name: /Beta GmbH · EU/ })).toBeVisible();
  });

  test('start with the account of the console tab in front', async () => {
    await two();
    await browse({ kind: 'other', evidence: [] }, { account: 'eu/beta', host: beta.host });
    background();
    renderApp(<PanelApp />);
    expect(await screen.findByRole('row', { name: 'beta-sync' })).toBeVisible();
  });

  test('stay as they are when another console comes to the front, which is said with a way to switch', async () => {
    await two();
    await browse({ kind: 'other', evidence: [] });
    background();
    const { user } = renderApp(<PanelApp />);
    expect(await screen.findByRole('row', { name: 'splunk-prod' })).toBeVisible();
    await browse({ kind: 'other', evidence: [] }, { account: 'eu/beta', host: beta.host });
    expect(
      await screen.findByText(
        'The console tab in front shows Beta GmbH · EU. This panel stays with Acme Security · US.',
      ),
    ).toBeVisible();
    expect(screen.getByRole('row', { name: 'splunk-prod' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show Beta GmbH' }));
    expect(await screen.findByRole('row', { name: 'beta-sync' })).toBeVisible();
    expect(screen.queryByText(/The console tab in front shows/)).toBeNull();
  });
});

describe('changes on their way', () => {
  test('show above every view, with Undo for a revocation', async () => {
    await knownKeys([key]);
    await revocationsRecord.write([makeRevocation()]);
    const calls = background({ 'revocations.undo': () => ({ undone: true }) });
    const { user } = renderApp(<PanelApp />);
    await user.click(await tab('Activity'));
    const status = screen.getByRole('status', { name: 'Revoking splunk-prod' });
    await user.click(within(status).getByRole('button', { name: 'Undo' }));
    expect(calls).toEqual([{ verb: 'revocations.undo', request: { id: 'revocation-1' } }]);
  });

  test('show the secret of a new key in whichever view, until it is saved', async () => {
    await knownKeys([key]);
    await creationsRecord.write([makeCreation({ keyName: 'siem' })]);
    background({
      'secrets.reveal': () => ({ secret: 'canary-of-a-test', until: Date.now() + 200_000 }),
      'secrets.saved': async () => {
        await creationsRecord.write([makeCreation({ keyName: 'siem', secret: 'saved' })]);
        return {};
      },
    });
    const { user } = renderApp(<PanelApp />);
    const region = await screen.findByRole('region', { name: 'New key secret' });
    await waitFor(() => expect(region).toHaveTextContent('canary-of-a-test'));
    expect(screen.getAllByRole('region', { name: 'New key secret' })).toHaveLength(1);
    await user.click(within(region).getByRole('button', { name: 'I have saved it' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Changes' })).toBeNull());
    expect(document.body).not.toHaveTextContent('canary-of-a-test');
  });

  test('offer to revoke a key whose secret was lost, of whichever account, before the list has it', async () => {
    await accountsRecord.write([makeAccount(), beta]);
    await inventoryRecord.of('us/acme').write(makeInventory([key]));
    await creationsRecord.write([
      makeCreation({
        account: 'eu/beta',
        accountName: 'Beta GmbH',
        region: 'eu',
        keyName: 'orphan',
        secret: 'lost',
      }),
    ]);
    const calls = background({
      'changes.plan': () => makePlan({ kind: 'revoke', key: makeKey('orphan', 90) }),
    });
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: 'Revoke orphan' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Revoke orphan?' });
    expect(dialog).toHaveTextContent('Beta GmbH · EU');
    expect(calls.at(-1)?.request).toMatchObject({
      account: 'eu/beta',
      windowId: 1,
      change: { kind: 'revoke', keyId: 'key-1' },
    });
  });
});
