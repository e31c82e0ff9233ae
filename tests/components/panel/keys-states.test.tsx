import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PanelApp } from '../../../components/app/panel-app.tsx';
import { ProblemError, type ProblemCode } from '../../../lib/api/problem.ts';
import { accountsRecord, inventoryRecord, refreshRecord } from '../../../lib/storage/records.ts';
import { makeAccount, makeKey } from '../builders.ts';
import { background, frontTab, renderApp, type Answers } from '../render.tsx';
import { browse, giveSize, knownKeys, makeInventory, watchPages } from './make.ts';

const key = makeKey('splunk-prod', 6);
const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
const fine: Answers = { 'keys.refresh': ({ account }) => ({ account, problem: null }) };
const failing = (code: ProblemCode): Answers => ({
  'keys.refresh': ({ account }) => ({ account, problem: { code } }),
});

let takeSizeBack: () => void;

beforeEach(() => {
  takeSizeBack = giveSize(360, 600);
  frontTab(null);
});
afterEach(() => {
  takeSizeBack();
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => true });
});

const grid = () => screen.findByRole('grid', { name: 'Keys' });
const noGrid = () => expect(screen.queryByRole('grid')).toBeNull();

describe('before any list is there', () => {
  test('loading for the first time says so and shows no empty list', async () => {
    await accountsRecord.write([makeAccount()]);
    background({ 'keys.refresh': () => new Promise(() => {}) });
    renderApp(<PanelApp />);
    expect(await screen.findByText('Reading the keys of this account')).toBeInTheDocument();
    expect(screen.queryByText('No account keys')).toBeNull();
    noGrid();
  });

  test.each([
    ['signed-out', 'Signed out', 'Sign in'],
    ['no-tab', 'No console tab', 'Open console'],
    ['session-unusable', 'This session cannot be used', 'Open console'],
    ['wrong-account', 'Another account is signed in', 'Open console'],
    ['host-withheld', 'No access to the console', 'Allow access'],
    ['no-right', 'No permission', 'Try again'],
    ['network', 'JupiterOne cannot be reached', 'Try again'],
    ['timeout', 'The keys could not be read', 'Try again'],
  ] as const)('%s is called "%s" and offers "%s"', async (code, title, help) => {
    await accountsRecord.write([makeAccount()]);
    background(failing(code));
    renderApp(<PanelApp />);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByRole('button', { name: help })).toBeEnabled();
    expect(screen.queryByText('No account keys')).toBeNull();
    noGrid();
  });

  test('a missing right names the switch in the console that may be the cause', async () => {
    await accountsRecord.write([makeAccount()]);
    background(failing('no-right'));
    renderApp(<PanelApp />);
    expect(await screen.findByText(/Permissions by group/)).toBeVisible();
  });

  test('a signed-out account is opened in the console on a press', async () => {
    await accountsRecord.write([makeAccount()]);
    const calls = background({ ...failing('signed-out'), 'accounts.open': () => ({}) });
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(calls.at(-1)).toEqual({ verb: 'accounts.open', request: { account: 'us/acme' } });
  });

  test('a background that does not answer is said to, and Latchkey can be loaded anew', async () => {
    await accountsRecord.write([makeAccount()]);
    background();
    const pages = watchPages();
    const { user } = renderApp(<PanelApp />);
    expect(await screen.findByText('Latchkey is not answering')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Reload Latchkey' }));
    expect(pages.reloads).toBe(1);
  });

  test('withheld access is asked for on the press itself, and the keys are read once it is given', async () => {
    await accountsRecord.write([makeAccount()]);
    const calls = background(failing('host-withheld'));
    const asked: unknown[] = [];
    const { fakeBrowser } = await import('wxt/testing/fake-browser');
    Object.assign(fakeBrowser.permissions, { request: async (wanted: unknown) => asked.push(wanted) > 0 });
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('button', { name: 'Allow access' }));
    expect(asked).toEqual([
      { origins: ['https://apps.us.jupiterone.io/*', 'https://*.apps.us.jupiterone.io/*'] },
    ]);
    await waitFor(() => expect(calls).toHaveLength(2));
  });

  test('an account without keys is called so, and offers to create the first', async () => {
    await knownKeys([]);
    background();
    const { user } = renderApp(<PanelApp />);
    expect(await screen.findByText('No account keys')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Create the first key' }));
    expect(await screen.findByRole('textbox', { name: 'Key name' })).toBeVisible();
  });
});

describe('while and after a list comes in', () => {
  test('it shows the rows so far with how many there are, and can be stopped', async () => {
    await knownKeys([key], { complete: false });
    await refreshRecord
      .of('us/acme')
      .write({ id: 'r', startedAt: Date.now(), loaded: 1_200, cancelled: false });
    const calls = background({ 'keys.cancelRefresh': () => ({}) });
    const { user } = renderApp(<PanelApp />);
    await grid();
    expect(await screen.findByText('1,200 keys so far')).toBeVisible();
    expect(screen.queryByText(/Only part of the list/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(calls.at(-1)).toEqual({ verb: 'keys.cancelRefresh', request: { account: 'us/acme' } });
  });

  test('a reading that nobody waited for is asked to hurry once somebody looks', async () => {
    await knownKeys([key], { complete: false });
    await refreshRecord
      .of('us/acme')
      .write({ id: 'r', startedAt: Date.now(), loaded: 300, cancelled: false });
    const calls = background(fine);
    renderApp(<PanelApp />);
    await grid();
    await waitFor(() =>
      expect(calls).toEqual([
        { verb: 'keys.refresh', request: { account: 'us/acme', tabId: null, reason: 'panel' } },
      ]),
    );
  });

  test('new rows appear by themselves', async () => {
    await knownKeys([key]);
    background();
    renderApp(<PanelApp />);
    await grid();
    await inventoryRecord.of('us/acme').write(makeInventory([key, makeKey('terraform-ci', 9)]));
    expect(await screen.findByRole('row', { name: 'terraform-ci' })).toBeVisible();
  });

  test('a page that failed leaves the last rows, says that there may be more, and can be asked again', async () => {
    await knownKeys([key], { complete: false, problem: { code: 'timeout' } });
    const calls = background(fine);
    const { user } = renderApp(<PanelApp />);
    await grid();
    expect(screen.getByText(/took too long to answer.*Only part of the list/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(calls).toEqual([
      { verb: 'keys.refresh', request: { account: 'us/acme', tabId: null, reason: 'user' } },
    ]);
  });

  test('a list that was stopped says that there may be more', async () => {
    await knownKeys([key], { complete: false });
    background();
    renderApp(<PanelApp />);
    await grid();
    expect(screen.getByText(/Only part of the list was read/)).toBeVisible();
  });

  test('signed out keeps the last rows with one sentence and a way in', async () => {
    await knownKeys([key], { checkedAt: minutesAgo(30) }, { problem: { code: 'signed-out' } });
    background(failing('signed-out'));
    renderApp(<PanelApp />);
    await grid();
    expect(
      await screen.findByText(/You are signed out of this account.*What was last read is shown/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  test('a problem is over once a newer answer is in', async () => {
    await knownKeys([key], { checkedAt: minutesAgo(30) });
    background(failing('timeout'));
    renderApp(<PanelApp />);
    expect(await screen.findByText(/took too long/)).toBeVisible();
    await inventoryRecord.of('us/acme').write(makeInventory([key], { checkedAt: Date.now() + 1 }));
    await waitFor(() => expect(screen.queryByText(/took too long/)).toBeNull());
  });

  test('offline keeps the last rows and lets nothing be changed', async () => {
    await knownKeys([key]);
    background();
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    renderApp(<PanelApp />);
    await grid();
    expect(screen.getByText(/You are offline/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'New key' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Revoke splunk-prod' })).toBeDisabled();
  });

  test('rows that could not be read are counted', async () => {
    await knownKeys([key], { unreadable: 2 });
    background();
    renderApp(<PanelApp />);
    await grid();
    expect(screen.getByText(/2 keys could not be read/)).toBeVisible();
  });

  test('says how old the list is and asks again on a press', async () => {
    await knownKeys([key]);
    const calls = background(fine);
    const { user } = renderApp(<PanelApp />);
    await grid();
    expect(screen.getByText('Checked just now')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(calls.map(({ request }) => request)).toEqual([
      { account: 'us/acme', tabId: null, reason: 'user' },
    ]);
  });
});

describe('without a known account', () => {
  test('says how to begin and opens the console of either region', async () => {
    background();
    const pages = watchPages();
    const { user } = renderApp(<PanelApp />);
    expect(await screen.findByText('Open the JupiterOne console')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Open EU console' }));
    expect(pages.opened).toEqual(['https://apps.eu.jupiterone.io/']);
  });

  test('reads the console tab in front by itself, once', async () => {
    await browse({ kind: 'other', evidence: [] }, { account: null });
    const calls = background({
      'keys.refresh': () => {
        throw new ProblemError({ code: 'signed-out' });
      },
    });
    renderApp(<PanelApp />);
    expect(await screen.findByText('Signed out')).toBeVisible();
    expect(calls).toEqual([{ verb: 'keys.refresh', request: { account: null, tabId: 7, reason: 'panel' } }]);
  });

  test('goes on with the account as soon as it is known', async () => {
    await browse({ kind: 'other', evidence: [] }, { account: null });
    background({
      'keys.refresh': async () => {
        await knownKeys([key]);
        return { account: 'us/acme', problem: null };
      },
    });
    renderApp(<PanelApp />);
    const table = await grid();
    expect(within(table).getByRole('row', { name: 'splunk-prod' })).toBeVisible();
  });
});
