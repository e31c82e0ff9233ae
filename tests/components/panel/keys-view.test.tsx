import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PanelApp } from '../../../components/app/panel-app.tsx';
import { policiesRecord } from '../../../lib/storage/records.ts';
import { dayMs } from '../../../lib/time/index.ts';
import { makeKey, makePlan } from '../builders.ts';
import { background, frontTab, renderApp } from '../render.tsx';
import { giveSize, knownKeys } from './make.ts';

const admin = '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}';
const reader =
  '{"permissions":[{"effect":"ALLOW","actions":["dashboard:View"],"resources":["dashboard:7c1d"]}]}';

const few = [
  makeKey('terraform-ci', 6, { grade: 'F' }),
  makeKey('splunk-prod', 0.2, { grade: 'C' }),
  makeKey('dashboards-tv', 90, { grade: 'A' }),
  makeKey('old-sync', -3, { grade: 'D' }),
  makeKey('retired', 40, { revoked: true, grade: 'B' }),
];

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const grid = () => screen.findByRole('grid', { name: 'Keys' });

let takeSizeBack: () => void;

beforeEach(() => {
  takeSizeBack = giveSize(700, 720);
  frontTab(null);
});
afterEach(() => takeSizeBack());

describe('the table of keys', () => {
  test('has one row a key, named by its name, soonest expiry first', async () => {
    await knownKeys(few);
    background();
    renderApp(<PanelApp />);
    const table = await grid();
    expect(within(table).getByRole('row', { name: 'splunk-prod' })).toBeVisible();
    expect(names()).toEqual(['splunk-prod', 'terraform-ci', 'dashboards-tv', 'old-sync', 'retired']);
    expect(table).toHaveAttribute('aria-rowcount', '6');
  });

  test('describes a row by when it expires, its grade and its state', async () => {
    await knownKeys(few);
    background();
    renderApp(<PanelApp />);
    await grid();
    const row = screen.getByRole('row', { name: 'terraform-ci' });
    expect(row).toHaveAccessibleDescription(/in 6 days.*Expires soon/);
    expect(within(row).getByRole('img', { name: 'Grade F' })).toBeVisible();
  });

  test('asks for nothing while the list is younger than a minute', async () => {
    await knownKeys(few);
    const calls = background();
    renderApp(<PanelApp />);
    await grid();
    expect(calls).toEqual([]);
  });

  test('asks for a new list when it is older than a minute, and again when the window comes back', async () => {
    await knownKeys(few, { checkedAt: Date.now() - 61_000 });
    const calls = background({ 'keys.refresh': ({ account }) => ({ account, problem: null }) });
    renderApp(<PanelApp />);
    const ask = { verb: 'keys.refresh', request: { account: 'us/acme', tabId: null, reason: 'panel' } };
    await waitFor(() => expect(calls).toEqual([ask]));
    await screen.findByRole('button', { name: 'Check again' });
    fireEvent.focus(window);
    await waitFor(() => expect(calls).toEqual([ask, ask]));
  });

  test('sorts by a column and turns it around', async () => {
    await knownKeys(few);
    background();
    const { user } = renderApp(<PanelApp />);
    await grid();
    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(names()).toEqual(['dashboards-tv', 'old-sync', 'retired', 'splunk-prod', 'terraform-ci']);
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(names()[0]).toBe('terraform-ci');
    await user.click(screen.getByRole('button', { name: 'Grade' }));
    expect(names()).toEqual(['terraform-ci', 'old-sync', 'splunk-prod', 'retired', 'dashboards-tv']);
    expect(screen.getByRole('columnheader', { name: 'Grade' })).toHaveAttribute('aria-sort', 'descending');
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'none');
  });

  test('offers to revoke a key that is not revoked', async () => {
    await knownKeys(few);
    background({
      'changes.plan': () => makePlan({ kind: 'revoke', key: few[1]! }),
    });
    const { user } = renderApp(<PanelApp />);
    await grid();
    expect(screen.queryByRole('button', { name: 'Revoke retired' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Revoke splunk-prod' }));
    expect(await screen.findByRole('alertdialog', { name: 'Revoke splunk-prod?' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Details of splunk-prod' })).toBeNull();
  });

  test('shows names with markup, other directions and great length as the text they are', async () => {
    const odd = ['<img src=x onerror="alert(1)">', '\u202Egnp.terces', 'مفتاح', 'x'.repeat(5_000)];
    await knownKeys(odd.map((name, index) => makeKey(name, index + 1, { id: `odd-${index}` })));
    background();
    renderApp(<PanelApp />);
    await grid();
    expect(names()).toEqual(odd);
    expect(document.querySelector('img')).toBeNull();
    for (const name of odd) {
      const shown = screen.getByText(
        (_, element) => element?.tagName === 'BDI' && element.textContent === name,
      );
      expect(shown).toHaveClass('nameText');
    }
  });

  test('keeps standing with dates that make no sense', async () => {
    await knownKeys([
      makeKey('before-birth', -40),
      makeKey('far', null, { expiresAt: 1e15, createdAt: -1e15 }),
      makeKey('endless', null),
    ]);
    background();
    renderApp(<PanelApp />);
    await grid();
    expect(names()).toHaveLength(3);
    expect(screen.getByRole('row', { name: 'endless' })).toHaveAccessibleDescription(/Never expires/);
  });
});

describe('thousands of keys', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => makeKey(`key-${index}`, 1 + index / 100));

  test('have at most 60 rows in the document and say how many there are', async () => {
    await knownKeys(many);
    background();
    renderApp(<PanelApp />);
    const table = await grid();
    const rows = within(table).getAllByRole('row');
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.length).toBeLessThanOrEqual(60);
    expect(table).toHaveAttribute('aria-rowcount', '5001');
    expect(rows[1]).toHaveAttribute('aria-rowindex', '2');
    expect(screen.getByText('5,000 keys')).toBeVisible();
  });

  test('are found by typing', async () => {
    await knownKeys(many);
    background();
    const { user } = renderApp(<PanelApp />);
    await grid();
    await user.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'key-4999');
    await waitFor(() => expect(names()).toEqual(['key-4999']));
    expect(screen.getByText('1 of 5,000 keys')).toBeVisible();
  });
});

describe('the keyboard', () => {
  async function inTheGrid() {
    await knownKeys(few);
    background();
    const app = renderApp(<PanelApp />);
    await grid();
    screen.getByRole('row', { name: 'splunk-prod' }).focus();
    return app;
  }
  const row = (name: string) => screen.getByRole('row', { name });

  test('moves from row to row with one stop for Tab', async () => {
    const { user } = await inTheGrid();
    const stops = () => screen.getAllByRole('row').filter((each) => each.tabIndex === 0);
    expect(stops()).toEqual([row('splunk-prod')]);
    await user.keyboard('{ArrowDown}');
    expect(row('terraform-ci')).toHaveFocus();
    expect(stops()).toEqual([row('terraform-ci')]);
    await user.keyboard('{End}');
    expect(row('retired')).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(row('dashboards-tv')).toHaveFocus();
    await user.keyboard('{Home}{ArrowUp}');
    expect(row('splunk-prod')).toHaveFocus();
    await user.keyboard('{PageDown}');
    expect(row('retired')).toHaveFocus();
    await user.keyboard('{PageUp}');
    expect(row('splunk-prod')).toHaveFocus();
  });

  test('steps through what a row holds with the side arrows, showing the exact instant on the way', async () => {
    const { user } = await inTheGrid();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tooltip')).toHaveTextContent(/UTC/);
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: 'Revoke splunk-prod' })).toHaveFocus();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(row('splunk-prod')).toHaveFocus();
  });

  test('opens a key with Enter, goes to its title, and comes back to its row with Escape', async () => {
    const { user } = await inTheGrid();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('heading', { name: 'terraform-ci' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(row('terraform-ci')).toHaveFocus());
  });

  test('reaches the search with a slash, but types it where text is typed', async () => {
    const { user } = await inTheGrid();
    await user.keyboard('/');
    const search = screen.getByRole('searchbox', { name: 'Search keys' });
    expect(search).toHaveFocus();
    expect(search).toHaveValue('');
    await user.keyboard('a/b');
    expect(search).toHaveValue('a/b');
  });
});

describe('the filters', () => {
  test('say how many keys each has, and show only those', async () => {
    await knownKeys(few);
    background();
    const { user } = renderApp(<PanelApp />);
    await grid();
    const filters = screen.getByRole('toolbar', { name: 'Show only' });
    expect(
      within(filters)
        .getAllByRole('button')
        .map((chip) => chip.textContent),
    ).toEqual(['Expiring 2', 'Admin-grade 2', 'Expired 1', 'Revoked 1']);
    await user.click(screen.getByRole('button', { name: 'Expired 1' }));
    expect(names()).toEqual(['old-sync']);
    await user.click(screen.getByRole('button', { name: 'Expiring 2' }));
    expect(names()).toEqual(['splunk-prod', 'terraform-ci', 'old-sync']);
    await user.click(screen.getByRole('button', { name: 'Admin-grade 2' }));
    expect(names()).toEqual(['terraform-ci', 'old-sync']);
  });

  test('can be cleared where nothing is left', async () => {
    await knownKeys(few);
    background();
    const { user } = renderApp(<PanelApp />);
    await grid();
    await user.click(screen.getByRole('button', { name: 'Revoked 1' }));
    await user.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'splunk');
    expect(await screen.findByText('Nothing matches')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(await grid()).toBeVisible();
    expect(names()).toHaveLength(5);
    expect(screen.getByRole('searchbox', { name: 'Search keys' })).toHaveFocus();
  });
});

describe('the detail of a key', () => {
  async function open(name: string) {
    await knownKeys(few);
    await policiesRecord.of('us/acme').write({ 'id-of-terraform-ci': admin, 'id-of-dashboards-tv': reader });
    background();
    const app = renderApp(<PanelApp />);
    await grid();
    await app.user.click(screen.getByRole('row', { name }));
    return { ...app, detail: screen.getByRole('region', { name: `Details of ${name}` }) };
  }

  test('says what it can do, its grade and why, when it was made and when it expires', async () => {
    const { detail } = await open('terraform-ci');
    const powers = await within(detail).findByRole('region', { name: 'What this key can do' });
    expect(powers).toHaveTextContent('Can do everything in the account.');
    expect(powers).toHaveTextContent('Grade F');
    expect(detail).toHaveTextContent('30 days ago');
    expect(detail).toHaveTextContent('in 6 days');
    expect(detail).toHaveTextContent('UTC');
    expect(within(detail).getByText('id-of-terraform-ci')).toBeVisible();
    expect(within(detail).getByRole('region', { name: 'Policy as JSON' })).toHaveTextContent(
      '"effect": "ALLOW"',
    );
  });

  test('has the only button that revokes it', async () => {
    await open('terraform-ci');
    expect(screen.getAllByRole('button', { name: 'Revoke terraform-ci' })).toHaveLength(1);
  });

  test('marks its row and goes back to it', async () => {
    const { user } = await open('terraform-ci');
    const row = screen.getByRole('row', { name: 'terraform-ci' });
    expect(row).toHaveAttribute('aria-selected', 'true');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(row).toHaveFocus());
    expect(row).toHaveAttribute('aria-selected', 'false');
  });

  test('says so where the policy is not known', async () => {
    const { detail } = await open('splunk-prod');
    expect(await within(detail).findByText('JupiterOne did not say what this key may do.')).toBeVisible();
    expect(within(detail).queryByRole('button', { name: 'New key like this' })).toBeNull();
  });

  test('says so where the key is gone from the list', async () => {
    const { user } = await open('splunk-prod');
    await knownKeys(few.slice(2));
    expect(await screen.findByText('The last check no longer found this key.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(names()).toEqual(['dashboards-tv', 'old-sync', 'retired']);
  });

  test('starts a new key with the same policy and lifetime, without touching what was half entered', async () => {
    const { user, detail } = await open('dashboards-tv');
    await user.click(await within(detail).findByRole('button', { name: 'New key like this' }));
    expect(await screen.findByRole('textbox', { name: 'Key name' })).toHaveValue('');
    expect(screen.getByRole('combobox', { name: 'Template' })).toHaveDisplayValue('Edited policy');
    expect(screen.getByRole('textbox', { name: 'Days' })).toHaveValue('120');
    expect(screen.getByRole('region', { name: 'What this key can do' })).toHaveTextContent('Grade A');
  });
});

describe('a new key', () => {
  test('is entered beside the list and leaves for the progress above it', async () => {
    await knownKeys(few);
    const calls = background({
      'changes.plan': ({ change }) =>
        makePlan(change.kind === 'create' ? { ...change, expiresAt: Date.now() + 90 * dayMs } : never()),
      'changes.apply': () => ({ id: 'creation-1' }),
    });
    const { user } = renderApp(<PanelApp />);
    await grid();
    await user.click(screen.getByRole('button', { name: 'New key' }));
    await user.type(await screen.findByRole('textbox', { name: 'Key name' }), 'team-siem-prod');
    await user.click(screen.getByRole('button', { name: 'Create key' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Key name' })).toBeNull());
    expect(calls.map(({ verb }) => verb)).toEqual(['changes.plan', 'changes.apply']);
  });
});

function never(): never {
  throw new Error('Only creations are planned here.');
}
