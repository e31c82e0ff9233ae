import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { PopupApp } from '../../../components/app/popup-app.tsx';
import { ProblemError } from '../../../lib/api/problem.ts';
import {
  accountsRecord,
  creationsRecord,
  digestRecord,
  draftRecord,
  inventoryRecord,
  revocationsRecord,
  tabsRecord,
  type Digest,
} from '../../../lib/storage/records.ts';
import { background, frontTab, renderApp, type Answers } from '../render.tsx';
import { makeAccount, makeCreation, makeDigest, makeKey, makePlan, makeRevocation } from '../builders.ts';

const quiet: Answers = { 'keys.refresh': ({ account }) => ({ account, problem: null }) };

async function known(digest: Digest | null = makeDigest([])): Promise<void> {
  await accountsRecord.write([makeAccount()]);
  if (digest) await digestRecord.of('us/acme').write(digest);
}

beforeEach(() => frontTab(null));

test('a creation that failed gives its form back, filled in', async () => {
  await known();
  const failed = { state: 'failed', secret: 'none', keyName: 'siem-export', days: 30 } as const;
  await creationsRecord.write([makeCreation(failed)]);
  background({ ...quiet, 'changes.dismiss': () => ({}) });
  const { user } = renderApp(<PopupApp />);
  await user.click(await screen.findByRole('button', { name: 'Back to the form' }));
  expect(await screen.findByRole('textbox', { name: 'Key name' })).toHaveValue('siem-export');
  expect(screen.getByRole('combobox', { name: 'Expires in' })).toHaveDisplayValue('30 days');
});

test('what was wrong at the last attempt is said also while the list is fresh', async () => {
  await accountsRecord.write([makeAccount({ problem: { code: 'signed-out' } })]);
  await digestRecord.of('us/acme').write(makeDigest([makeKey('splunk-prod', 3)]));
  background(quiet);
  renderApp(<PopupApp />);
  expect(await screen.findByText(/You are signed out of this account/)).toBeVisible();
  expect(screen.getByText('splunk-prod')).toBeVisible();
});

describe('the first view', () => {
  test('names the product, the account and its region', async () => {
    await known();
    background(quiet);
    renderApp(<PopupApp />);
    expect(screen.getByRole('heading', { name: 'Latchkey' })).toBeVisible();
    expect(await screen.findByText('Acme Security · US')).toBeVisible();
  });

  test('lists what expires next, soonest first, each row with its shape, its life and a way to revoke it', async () => {
    await known(makeDigest([makeKey('splunk-prod', 0.2), makeKey('terraform-ci', 6), makeKey('tv', 25)]));
    background(quiet);
    renderApp(<PopupApp />);
    const list = await screen.findByRole('list', { name: 'Expiring soon' });
    const rows = within(list).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('splunk-prodin 5 hours'),
      expect.stringContaining('terraform-ciin 6 days'),
      expect.stringContaining('tvin 25 days'),
    ]);
    const shapes = rows.map((row) => within(row).getByRole('img').getAttribute('aria-label'));
    expect(new Set(shapes).size).toBe(3);
    for (const row of rows) expect(within(row).getByRole('meter', { name: 'Life left' })).toBeInTheDocument();
    expect(within(rows[0]!).getByRole('button', { name: 'Revoke splunk-prod' })).toBeVisible();
  });

  test('does not let what has expired push down what is about to', async () => {
    const expired = [-6, -5, -4, -3, -2, -1].map((days) => makeKey(`gone-${-days}`, days));
    await known(makeDigest([...expired, makeKey('splunk-prod', 0.2)]));
    background(quiet);
    renderApp(<PopupApp />);
    const list = await screen.findByRole('list', { name: 'Expiring soon' });
    const names = within(list)
      .getAllByRole('button', { name: /^Revoke / })
      .map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual(['Revoke gone-3', 'Revoke gone-2', 'Revoke gone-1', 'Revoke splunk-prod']);
    expect(screen.getByRole('button', { name: '3 more keys in the side panel' })).toBeVisible();
  });

  test('leaves out revoked keys, keys without expiry and what expired over a week ago', async () => {
    await known(
      makeDigest([
        makeKey('long-gone', -8),
        makeKey('just-gone', -2),
        makeKey('revoked', 3, { revoked: true }),
        makeKey('endless', null),
      ]),
    );
    background(quiet);
    renderApp(<PopupApp />);
    const list = await screen.findByRole('list', { name: 'Expiring soon' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list).toHaveTextContent('just-gone');
  });

  test('never renders more than 30 rows and says how many more there are', async () => {
    await known(
      makeDigest(Array.from({ length: 100 }, (_, index) => makeKey(`key-${index}`, 1 + index / 10))),
    );
    background(quiet);
    renderApp(<PopupApp />);
    const list = await screen.findByRole('list', { name: 'Expiring soon' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(30);
    expect(screen.getByRole('button', { name: '70 more keys in the side panel' })).toBeVisible();
  });

  test('says that nothing expires within 30 days and shows what comes after', async () => {
    await known(makeDigest([makeKey('relaxed', 88)]));
    background(quiet);
    renderApp(<PopupApp />);
    expect(await screen.findByText(/No keys expire within 30 days/)).toBeVisible();
    expect(screen.getByRole('list', { name: 'Expiring soon' })).toHaveTextContent('relaxed');
  });

  test('calls an account without keys empty only once the list is through', async () => {
    await known(makeDigest([]));
    background(quiet);
    renderApp(<PopupApp />);
    expect(await screen.findByText('No account keys yet')).toBeVisible();
  });

  test('shows the names of keys as text, whatever markup they hold', async () => {
    const name = '<img src=x onerror="alert(1)"><b>bold</b>';
    await known(makeDigest([makeKey(name, 3)]));
    background(quiet);
    const { container } = renderApp(<PopupApp />);
    expect(await screen.findByText(name)).toBeVisible();
    expect(container.querySelector('img, b')).toBeNull();
  });

  test('marks the moment at which the list is painted', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    background(quiet);
    renderApp(<PopupApp />);
    await screen.findByText('splunk-prod');
    expect(performance.getEntriesByName('list')).toHaveLength(1);
  });

  test('goes by keyboard from New key over the presets to the rows', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    background(quiet);
    const { user } = renderApp(<PopupApp />);
    await screen.findByText('splunk-prod');
    const names: (string | null)[] = [];
    for (let step = 0; step < 9; step += 1) {
      await user.tab();
      const focused = document.activeElement!;
      names.push(focused.getAttribute('aria-label') ?? focused.textContent);
    }
    expect(names).toEqual([
      'New key',
      'Read-only',
      'SIEM',
      'Terraform',
      'in 3 days',
      'Revoke splunk-prod',
      'More about splunk-prod',
      'Check now',
      'Open side panel',
    ]);
  });

  test('says when a key expires exactly, and its grade, on focus', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3, { grade: 'C' })]));
    background(quiet);
    const { user } = renderApp(<PopupApp />);
    await user.hover(await screen.findByText('in 3 days'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(/^Grade C · expires .* UTC/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).toBeNull();
  });
});

describe('on opening', () => {
  test('the keys of the account are asked for once', async () => {
    await known();
    const calls = background(quiet);
    renderApp(<PopupApp />);
    await screen.findByText('No account keys yet');
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]).toEqual({
      verb: 'keys.refresh',
      request: { account: 'us/acme', tabId: null, reason: 'popup' },
    });
  });

  test('a console of an unknown account is asked whose it is', async () => {
    frontTab('https://acme.apps.us.jupiterone.io/home');
    const calls = background({ 'keys.refresh': () => new Promise(() => undefined) });
    renderApp(<PopupApp />);
    expect(await screen.findByText('Looking at the console in front')).toBeVisible();
    expect(calls[0]?.request).toEqual({ account: null, tabId: 7, reason: 'popup' });
  });

  test('the account of the console in front is shown, not the one seen last', async () => {
    await accountsRecord.write([
      makeAccount({ seenAt: 1 }),
      makeAccount({ key: 'eu/bore', name: 'Borealis', region: 'eu', seenAt: 2 }),
    ]);
    await tabsRecord.write([
      {
        tabId: 7,
        windowId: 1,
        host: 'acme.apps.us.jupiterone.io',
        instance: 'i',
        page: { kind: 'other', evidence: [] },
        looksSignedOut: false,
        account: 'us/acme',
        viewerId: 'user-1',
      },
    ]);
    frontTab('https://acme.apps.us.jupiterone.io/home');
    background(quiet);
    renderApp(<PopupApp />);
    expect(await screen.findByRole('combobox', { name: 'Account' })).toHaveDisplayValue('Acme Security · US');
  });

  test('with several accounts the other one is a choice away, and is asked for too', async () => {
    await accountsRecord.write([
      makeAccount({ seenAt: 2 }),
      makeAccount({ key: 'eu/bore', name: 'Borealis', region: 'eu', seenAt: 1 }),
    ]);
    await digestRecord.of('us/acme').write(makeDigest([makeKey('acme-key', 3)]));
    await digestRecord.of('eu/bore').write(makeDigest([makeKey('borealis-key', 3)]));
    const calls = background(quiet);
    const { user } = renderApp(<PopupApp />);
    expect(await screen.findByText('acme-key')).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Account' }), 'Borealis · EU');
    expect(await screen.findByText('borealis-key')).toBeVisible();
    expect(screen.queryByText('acme-key')).toBeNull();
    await waitFor(() =>
      expect(calls.map(({ request }) => (request as { account: string }).account)).toEqual([
        'us/acme',
        'eu/bore',
      ]),
    );
  });

  test('someone who never used it is told to open the console, in either region', async () => {
    background();
    renderApp(<PopupApp />);
    expect(await screen.findByText('Open the JupiterOne console')).toBeVisible();
    expect(screen.getByRole('link', { name: 'US console' })).toHaveAttribute(
      'href',
      'https://apps.us.jupiterone.io/',
    );
    expect(screen.getByRole('link', { name: 'EU console' })).toHaveAttribute(
      'href',
      'https://apps.eu.jupiterone.io/',
    );
  });

  test.each([
    ['signed-out', /You are signed out/, 'Sign in'],
    ['no-right', /Your account role may not do this/, 'Try again'],
    ['network', /could not be reached/, 'Try again'],
    ['background', /background is not answering/, 'Try again'],
  ] as const)(
    'a problem (%s) is one sentence and one button, and the old list stays',
    async (code, sentence, button) => {
      await known(makeDigest([makeKey('splunk-prod', 3)]));
      background({ 'keys.refresh': ({ account }) => ({ account, problem: { code } }) });
      renderApp(<PopupApp />);
      expect(await screen.findByText(sentence)).toBeVisible();
      expect(screen.getByRole('button', { name: button })).toBeVisible();
      expect(screen.getByText('Shown as of the last check.')).toBeVisible();
      expect(screen.getByText('splunk-prod')).toBeVisible();
    },
  );

  test('a session that cannot be used is said plainly, without a button that would not help', async () => {
    await known(null);
    background({ 'keys.refresh': ({ account }) => ({ account, problem: { code: 'session-unusable' } }) });
    renderApp(<PopupApp />);
    expect(await screen.findByText(/does not let Latchkey use your session/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test('that no console tab is open is no news while older data is there', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    const calls = background({ 'keys.refresh': ({ account }) => ({ account, problem: { code: 'no-tab' } }) });
    renderApp(<PopupApp />);
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(await screen.findByRole('button', { name: 'Check now' })).toBeVisible();
    expect(screen.queryByText(/No console tab/)).toBeNull();
  });

  test('it paints from what is stored while the background is dead', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    background({ 'keys.refresh': () => new Promise(() => undefined) });
    renderApp(<PopupApp />);
    expect(await screen.findByText('splunk-prod')).toBeVisible();
    expect(screen.getByText('Checking')).toBeVisible();
  });
});

describe('a new key', () => {
  const created: Answers = {
    ...quiet,
    'changes.plan': ({ change }) =>
      makePlan(
        change.kind === 'create'
          ? { ...change, expiresAt: Date.now() + change.days * 86_400_000 }
          : { kind: 'revoke', key: makeKey('splunk-prod', 3) },
      ),
    'changes.apply': async () => {
      await creationsRecord.write([makeCreation({ state: 'sent', secret: 'none', keyId: null })]);
      return { id: 'creation-1' };
    },
  };

  test('from a preset is two presses: everything is filled in, a free name included', async () => {
    await known();
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    await inventoryRecord.of('us/acme').write({
      checkedAt: Date.now(),
      complete: true,
      rows: [makeKey(`read-only-${day}`, 90)],
      unreadable: 0,
      problem: null,
    });
    const calls = background(created);
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'Read-only' }));
    const button = await screen.findByRole('button', { name: 'Create key' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    await waitFor(() => expect(calls.map(({ verb }) => verb)).toContain('changes.apply'));
    const planned = calls.find(({ verb }) => verb === 'changes.plan')?.request;
    expect(planned).toMatchObject({
      account: 'us/acme',
      change: { kind: 'create', name: `read-only-${day}-2`, days: 90 },
    });
    expect(await screen.findByText(/Creating splunk-prod in Acme Security · US/)).toBeVisible();
  });

  test('can be left, and the focus is back on the button that opened it', async () => {
    await known();
    background(created);
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'New key' }));
    await screen.findByRole('textbox', { name: 'Key name' });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('button', { name: 'New key' })).toHaveFocus();
  });

  test('that was half entered when the popup closed is there again within ten minutes', async () => {
    await known();
    background(created);
    const first = renderApp(<PopupApp />);
    await first.user.click(await screen.findByRole('button', { name: 'New key' }));
    await first.user.type(await screen.findByRole('textbox', { name: 'Key name' }), 'half-done');
    first.unmount();
    await waitFor(async () => expect((await draftRecord.of('us/acme').read())?.name).toBe('half-done'));
    const second = renderApp(<PopupApp />);
    await second.user.click(await screen.findByRole('button', { name: 'New key' }));
    expect(await screen.findByRole('textbox', { name: 'Key name' })).toHaveValue('half-done');
    expect(screen.getByText('What you had entered is back.')).toBeVisible();
    await second.user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(screen.getByRole('textbox', { name: 'Key name' })).toHaveValue('');
  });

  test('that was half entered eleven minutes ago is forgotten', async () => {
    await known();
    await draftRecord
      .of('us/acme')
      .write({ at: Date.now() - 11 * 60_000, name: 'old', templateId: null, policy: '{}', days: 5 });
    background(created);
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'New key' }));
    expect(await screen.findByRole('textbox', { name: 'Key name' })).toHaveValue('');
  });

  test('whose secret is not saved yet is shown as soon as the popup opens again', async () => {
    await known();
    await creationsRecord.write([makeCreation()]);
    background({
      ...quiet,
      'secrets.reveal': () => ({ secret: 'canary-secret-1234567890', until: Date.now() + 200_000 }),
    });
    renderApp(<PopupApp />);
    const region = await screen.findByRole('region', { name: 'New key secret' });
    await waitFor(() => expect(region).toHaveTextContent('canary-secret-1234567890'));
  });

  test('can be put aside unsaved after a warning, and stays one press away', async () => {
    await known();
    await creationsRecord.write([makeCreation()]);
    background({
      ...quiet,
      'secrets.reveal': () => ({ secret: 'canary-secret-1234567890', until: Date.now() + 200_000 }),
    });
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'Close without saving' }));
    const warning = await screen.findByRole('alertdialog', { name: 'Close without saving?' });
    await user.click(within(warning).getByRole('button', { name: 'Close it' }));
    expect(await screen.findByText(/New key not yet saved: splunk-prod/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show secret' }));
    expect(await screen.findByRole('region', { name: 'New key secret' })).toBeVisible();
  });
});

describe('changes on their way', () => {
  test('a revocation that waits can be undone from the popup', async () => {
    await known();
    await revocationsRecord.write([makeRevocation()]);
    const calls = background({ ...quiet, 'revocations.undo': () => ({ undone: true }) });
    const { user } = renderApp(<PopupApp />);
    const status = await screen.findByRole('status', { name: 'Revoking splunk-prod' });
    await user.click(within(status).getByRole('button', { name: 'Undo' }));
    expect(calls).toContainEqual({ verb: 'revocations.undo', request: { id: 'revocation-1' } });
  });

  test('what ended well before the popup opened is not told again', async () => {
    await known();
    await revocationsRecord.write([makeRevocation({ state: 'revoked' })]);
    await creationsRecord.write([makeCreation({ secret: 'saved' })]);
    background(quiet);
    renderApp(<PopupApp />);
    await screen.findByText('No account keys yet');
    expect(screen.queryByText(/splunk-prod/)).toBeNull();
  });

  test('a revocation that is confirmed while one watches is told', async () => {
    await known();
    await revocationsRecord.write([makeRevocation()]);
    background(quiet);
    renderApp(<PopupApp />);
    await screen.findByRole('status', { name: 'Revoking splunk-prod' });
    await revocationsRecord.write([makeRevocation({ state: 'revoked' })]);
    expect(await screen.findByText('splunk-prod is revoked in Acme Security · US.')).toBeVisible();
  });

  test('what was undone is history once the key is revoked after all', async () => {
    await known();
    await revocationsRecord.write([
      makeRevocation({ id: 'first', state: 'not-sent' }),
      makeRevocation({ id: 'second', state: 'waiting' }),
    ]);
    background(quiet);
    renderApp(<PopupApp />);
    expect(await screen.findByRole('status', { name: 'Revoking splunk-prod' })).toBeVisible();
    expect(screen.queryByText(/was not revoked/)).toBeNull();
  });

  test('Revoke opens the question of the panel', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    background({
      ...quiet,
      'changes.plan': () => {
        throw new ProblemError({ code: 'network' });
      },
    });
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'Revoke splunk-prod' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Revoke splunk-prod?' });
    expect(within(dialog).getByRole('button', { name: 'Revoke key' })).toBeDisabled();
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  test('the menu of a row copies the id of the key', async () => {
    await known(makeDigest([makeKey('splunk-prod', 3)]));
    background(quiet);
    const { user } = renderApp(<PopupApp />);
    await user.click(await screen.findByRole('button', { name: 'More about splunk-prod' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy key ID' }));
    expect(await navigator.clipboard.readText()).toBe('id-of-splunk-prod');
  });
});
