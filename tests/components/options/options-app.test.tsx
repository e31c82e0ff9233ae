import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { OptionsApp } from '../../../components/app/options-app.tsx';
import { ProblemError } from '../../../lib/api/problem.ts';
import { setLocale } from '../../../lib/i18n/text.ts';
import { templates } from '../../../lib/policy/index.ts';
import { accountsRecord, digestRecord, settingsRecord } from '../../../lib/storage/records.ts';
import { makeAccount, makeDigest } from '../builders.ts';
import { background, renderApp } from '../render.tsx';
import { bareTexts } from '../text-guard.ts';

const granted = new Set<string>();
const listeners = new Set<() => void>();
const event = { addListener: (listener: () => void) => listeners.add(listener), removeListener: () => {} };
const request = vi.fn<(wanted: { origins: string[] }) => Promise<boolean>>();
const remove = vi.fn<(unwanted: { origins: string[] }) => Promise<boolean>>();

/** The browser's answer to a question, and what it then knows. */
function grant({ origins }: { origins: string[] }): boolean {
  for (const origin of origins) granted.add(origin);
  for (const listener of listeners) listener();
  return true;
}

beforeEach(() => {
  granted.clear();
  listeners.clear();
  request.mockReset();
  remove.mockReset();
  for (const region of ['us', 'eu']) {
    granted.add(`https://apps.${region}.jupiterone.io/*`).add(`https://*.apps.${region}.jupiterone.io/*`);
  }
  Object.assign(fakeBrowser.permissions, {
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.has(origin)),
    request,
    remove,
    onAdded: event,
    onRemoved: event,
  });
  Object.assign(fakeBrowser.runtime, {
    getManifest: () => ({
      version: '1.2.3',
      permissions: ['storage', 'alarms', 'scripting', 'sidePanel'],
    }),
  });
  background();
});

const section = (name: string) => screen.findByRole('region', { name });

describe('the accounts', () => {
  test('are shown with region, host, person, age and problem', async () => {
    await accountsRecord.write([makeAccount({ problem: { code: 'signed-out' } })]);
    await digestRecord.of('us/acme').write(makeDigest([]));
    renderApp(<OptionsApp />);
    const accounts = await section('Accounts');
    expect(await within(accounts).findByRole('heading', { name: 'Acme Security · US' })).toBeVisible();
    expect(accounts).toHaveTextContent('acme.apps.us.jupiterone.io · ada@acme.example');
    await waitFor(() => expect(accounts).toHaveTextContent('Last checked 4 minutes ago'));
    expect(accounts).toHaveTextContent('You are signed out of this account.');
  });

  test('say how they come about where there are none', async () => {
    renderApp(<OptionsApp />);
    expect(await within(await section('Accounts')).findByText(/None yet/)).toBeVisible();
  });

  test('are forgotten only after a question that says what stays', async () => {
    await accountsRecord.write([makeAccount()]);
    const calls = background({ 'accounts.forget': () => ({}) });
    const { user } = renderApp(<OptionsApp />);
    await user.click(await screen.findByRole('button', { name: 'Forget account Acme Security · US' }));
    const dialog = screen.getByRole('alertdialog', { name: 'Forget Acme Security · US?' });
    expect(dialog).toHaveTextContent('Nothing changes in JupiterOne');
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toBeEnabled();
    expect(calls).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Forget account' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(calls).toEqual([{ verb: 'accounts.forget', request: { account: 'us/acme' } }]);
  });

  test('say so when forgetting failed', async () => {
    await accountsRecord.write([makeAccount()]);
    background({
      'accounts.forget': () => {
        throw new ProblemError({ code: 'background' });
      },
    });
    const { user } = renderApp(<OptionsApp />);
    await user.click(await screen.findByRole('button', { name: 'Forget account Acme Security · US' }));
    await user.click(screen.getByRole('button', { name: 'Forget account' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The account was not forgotten.');
  });
});

describe('the consoles', () => {
  const dev = { origins: ['https://apps.dev.jupiterone.io/*', 'https://*.apps.dev.jupiterone.io/*'] };

  test('of us and eu come with Latchkey, dev and fedramp are off until they are asked for', async () => {
    renderApp(<OptionsApp />);
    const consoles = await section('Consoles');
    await waitFor(() => expect(within(consoles).getAllByText('On')).toHaveLength(2));
    const switches = within(consoles).getAllByRole('switch');
    expect(switches).toHaveLength(2);
    for (const each of switches) expect(each).not.toBeChecked();
  });

  test('are added by a press that asks the browser for exactly their hosts', async () => {
    request.mockImplementation(async (wanted) => grant(wanted));
    const { user } = renderApp(<OptionsApp />);
    await user.click(await screen.findByRole('switch', { name: 'Use the Dev console' }));
    expect(request.mock.calls).toEqual([[dev]]);
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Use the Dev console' })).toBeChecked());
    expect(screen.getByRole('switch', { name: 'Use the FedRAMP console' })).not.toBeChecked();
  });

  test.each([
    ['answers no', async () => false],
    ['forbids the question', () => Promise.reject(new Error('not allowed by policy'))],
  ])('stay off, and it is said plainly, when the browser %s', async (_, answer) => {
    request.mockImplementation(answer);
    const { user } = renderApp(<OptionsApp />);
    await user.click(await screen.findByRole('switch', { name: 'Use the Dev console' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The browser did not give access');
    expect(screen.getByRole('switch', { name: 'Use the Dev console' })).not.toBeChecked();
  });

  test('are given up with the same switch', async () => {
    grant(dev);
    remove.mockResolvedValue(true);
    const { user } = renderApp(<OptionsApp />);
    const dial = await screen.findByRole('switch', { name: 'Use the Dev console' });
    await waitFor(() => expect(dial).toBeChecked());
    await user.click(dial);
    expect(remove.mock.calls).toEqual([[dev]]);
  });

  test('that the browser withholds are named, with a button that asks for them', async () => {
    granted.delete('https://apps.eu.jupiterone.io/*');
    request.mockImplementation(async (wanted) => grant(wanted));
    const { user } = renderApp(<OptionsApp />);
    await user.click(await screen.findByRole('button', { name: 'Allow the EU console' }));
    await waitFor(() => expect(screen.getAllByText('On')).toHaveLength(2));
  });
});

describe('the choices', () => {
  test('are kept as soon as they are made', async () => {
    const { user } = renderApp(<OptionsApp />);
    const { id, title } = templates[2]!;
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Template' }), title);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expires in' }), '30 days');
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(async () =>
      expect(await settingsRecord.read()).toEqual({
        defaultTemplateId: id,
        defaultDays: 30,
        appearance: 'dark',
      }),
    );
    expect(document.documentElement.dataset['appearance']).toBe('dark');
  });

  test('show a number of days that no preset has', async () => {
    await settingsRecord.write({
      defaultTemplateId: templates[0]!.id,
      defaultDays: 45,
      appearance: 'system',
    });
    renderApp(<OptionsApp />);
    expect(await screen.findByRole('combobox', { name: 'Expires in' })).toHaveDisplayValue('45 days');
  });

  test('say so where they could not be kept', async () => {
    const { user } = renderApp(<OptionsApp />);
    const dark = await screen.findByRole('radio', { name: 'Dark' });
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('quota'));
    await user.click(dark);
    expect(await screen.findByRole('alert')).toHaveTextContent('The choice could not be kept');
  });
});

describe('the stored data', () => {
  test('says what is kept, where and until when', async () => {
    renderApp(<OptionsApp />);
    const stored = await section('Stored data');
    const row = within(stored).getByRole('row', { name: /The secret of a key just created/ });
    expect(row).toHaveTextContent('In memory only');
    expect(row).toHaveTextContent('five minutes at most');
    expect(await within(stored).findByText('None.')).toBeVisible();
  });

  test('names records that cannot be read, that a newer version wrote, and those set aside, which can be deleted', async () => {
    await fakeBrowser.storage.local.set({
      activity: 'junk',
      creations: { v: 99, data: [] },
      'quarantine:settings': { v: 1, data: 7 },
    });
    const { user } = renderApp(<OptionsApp />);
    const stored = await section('Stored data');
    const rows = await within(stored).findAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^creations.*newer version/),
      expect.stringMatching(/^activity.*Cannot be read/),
      expect.stringMatching(/^quarantine:settings.*set aside/),
    ]);
    expect(within(stored).getAllByRole('button')).toHaveLength(1);
    await user.click(within(stored).getByRole('button', { name: 'Delete quarantine:settings' }));
    await waitFor(() => expect(within(stored).getAllByRole('listitem')).toHaveLength(2));
    expect(Object.keys(await fakeBrowser.storage.local.get(null)).sort()).toEqual(['activity', 'creations']);
  });
});

describe('permissions and notices', () => {
  test('names every permission of this build with its reason', async () => {
    renderApp(<OptionsApp />);
    const permissions = await section('Permissions');
    const terms = within(permissions)
      .getAllByRole('term')
      .map((term) => term.textContent);
    expect(terms).toEqual(['storage', 'alarms', 'scripting', 'sidePanel', 'Console addresses']);
    expect(within(permissions).queryByText(/No reason is known/)).toBeNull();
  });

  test('says which version this is and that it is unofficial', async () => {
    renderApp(<OptionsApp />);
    const about = await section('About');
    expect(about).toHaveTextContent('Latchkey 1.2.3');
    expect(about).toHaveTextContent('unofficial');
  });

  test('has all its words from the locale files', async () => {
    setLocale('en-XA');
    await accountsRecord.write([makeAccount({ problem: { code: 'signed-out' } })]);
    await fakeBrowser.storage.local.set({ 'quarantine:settings': 7 });
    renderApp(<OptionsApp />);
    await screen.findByText('quarantine:settings');
    const data = ['acme.apps.us.jupiterone.io', 'ada@acme.example', 'Acme Security', 'quarantine:settings'];
    expect(bareTexts(document.body, data)).toEqual([]);
  });
});
