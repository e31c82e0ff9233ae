import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PanelApp } from '../../../components/app/panel-app.tsx';
import { templates } from '../../../lib/policy/index.ts';
import { activityRecord, type ActivityEntry } from '../../../lib/storage/records.ts';
import { makeKey } from '../builders.ts';
import { background, frontTab, renderApp } from '../render.tsx';
import { giveSize, knownKeys } from './make.ts';

let takeSizeBack: () => void;

beforeEach(() => {
  takeSizeBack = giveSize(360, 600);
  frontTab(null);
});
afterEach(() => takeSizeBack());

async function show(name: string) {
  background({ 'keys.refresh': ({ account }) => ({ account, problem: null }) });
  const app = renderApp(<PanelApp />);
  await app.user.click(await screen.findByRole('tab', { name }));
  return { ...app, panel: screen.getByRole('tabpanel', { name }) };
}

describe('Policies', () => {
  beforeEach(() => knownKeys([]));

  test('lists every template with its purpose, grade and suggested lifetime', async () => {
    const { panel } = await show('Policies');
    await waitFor(() => expect(within(panel).getAllByRole('listitem')).toHaveLength(templates.length));
    const items = within(panel).getAllByRole('listitem');
    for (const [index, { title, purpose, days }] of templates.entries()) {
      const item = items[index]!;
      expect(within(item).getByRole('heading', { name: title })).toBeVisible();
      expect(item).toHaveTextContent(purpose);
      expect(item).toHaveTextContent(`Suggested: ${days} days`);
      expect(within(item).getByRole('img', { name: /^Grade [A-F]$/ })).toBeVisible();
    }
  });

  test('shows what a template can do and its JSON on a press', async () => {
    const { user, panel } = await show('Policies');
    const details = await within(panel).findAllByRole('button', { name: 'Details' });
    await user.click(details[0]!);
    expect(await within(panel).findByRole('region', { name: 'What this key can do' })).toBeVisible();
    expect(within(panel).getByRole('region', { name: 'Policy as JSON' })).toHaveTextContent('permissions');
    await user.click(within(panel).getByRole('button', { name: 'Hide' }));
    expect(within(panel).queryByRole('region', { name: 'What this key can do' })).toBeNull();
  });

  test('starts a new key from a template in the Keys view', async () => {
    const { user, panel } = await show('Policies');
    const { title } = templates[3]!;
    await user.click(await within(panel).findByRole('button', { name: `New key from ${title}` }));
    expect(await screen.findByRole('combobox', { name: 'Template' })).toHaveDisplayValue(title);
    expect(screen.getByRole('textbox', { name: 'Key name' })).toHaveValue('');
    expect(screen.getByRole('tab', { name: 'Keys' })).toHaveAttribute('aria-selected', 'true');
  });

  test('judges a pasted policy without asking anybody, and applies a fix', async () => {
    const { user, panel } = await show('Policies');
    await user.click(await within(panel).findByRole('button', { name: 'Check a policy' }));
    const field = await within(panel).findByRole('textbox', { name: 'Policy to check' });
    await user.click(field);
    await user.paste('{"permissions":[{"effect":"Allow","actions":["*"],"resources":["*"]}]}');
    const findings = await within(panel).findByRole('list', { name: 'Findings' });
    expect(within(findings).queryByRole('checkbox')).toBeNull();
    const fix = within(findings).getAllByRole('button')[0]!;
    await user.click(fix);
    await waitFor(() =>
      expect(field).toHaveValue('{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}'),
    );
    expect(within(panel).getByRole('region', { name: 'What this key can do' })).toHaveTextContent('Grade F');
  });

  test('survives any text', async () => {
    const { user, panel } = await show('Policies');
    await user.click(await within(panel).findByRole('button', { name: 'Check a policy' }));
    await user.click(await within(panel).findByRole('textbox', { name: 'Policy to check' }));
    await user.paste('<b>{"permissions":');
    expect(await within(panel).findByRole('list', { name: 'Findings' })).toBeVisible();
    expect(panel.querySelector('b')).toBeNull();
  });
});

describe('Access and Integrations', () => {
  beforeEach(() => knownKeys([]));

  test.each([
    [
      'Access',
      /does not read user groups yet/,
      'https://acme.apps.us.jupiterone.io/settings/account-management',
    ],
    ['Integrations', /does not read integration keys yet/, 'https://acme.apps.us.jupiterone.io/integrations'],
  ])(
    '%s says what it does not read and leads to the console of this account',
    async (name, note, address) => {
      const { panel } = await show(name);
      expect(within(panel).getByText(note)).toBeVisible();
      const link = within(panel).getByRole('link', { name: 'Open the console of Acme Security' });
      expect(link).toHaveAttribute('href', address);
      expect(link).toHaveAttribute('rel', 'noreferrer');
    },
  );
});

describe('Reminders', () => {
  test('groups keys by when they expire and counts what never does', async () => {
    await knownKeys([
      makeKey('in-a-moment', 0.0001),
      makeKey('soon', 5),
      makeKey('this-month', 20),
      makeKey('next-year', 200),
      makeKey('gone', -2),
      makeKey('endless', null),
    ]);
    const { panel } = await show('Reminders');
    const names = (group: RegExp) =>
      within(within(panel).getByRole('region', { name: group }))
        .getAllByRole('button')
        .map((each) => each.textContent);
    expect(names(/^Today/)).toEqual(['in-a-moment']);
    expect(names(/^Next 7 days/)).toEqual(['soon']);
    expect(names(/^Next 30 days/)).toEqual(['this-month']);
    expect(names(/^Later/)).toEqual(['next-year']);
    expect(names(/^Expired in the last 30 days/)).toEqual(['gone']);
    expect(within(panel).getByText(/1 key never expires/)).toBeVisible();
    expect(within(panel).getByText(/toolbar button/)).toBeVisible();
  });

  test('opens a key in the Keys view', async () => {
    await knownKeys([makeKey('soon', 5)]);
    const { user, panel } = await show('Reminders');
    await user.click(within(panel).getByRole('button', { name: 'soon' }));
    expect(await screen.findByRole('region', { name: 'Details of soon' })).toBeVisible();
  });

  test('renders at most 60 keys and leads to the rest', async () => {
    const spread = [0.0001, 3, 15, 100, -5];
    await knownKeys(
      spread.flatMap((days, group) =>
        Array.from({ length: 100 }, (_, index) => makeKey(`key-${group}-${index}`, days)),
      ),
    );
    const { user, panel } = await show('Reminders');
    expect(within(panel).getAllByRole('listitem')).toHaveLength(60);
    await user.click(within(panel).getAllByRole('button', { name: '88 more in Keys' })[0]!);
    expect(await screen.findByRole('grid', { name: 'Keys' })).toBeVisible();
  });

  test('says that nothing expires, which is not the same as knowing nothing', async () => {
    await knownKeys([makeKey('endless', null)]);
    const { panel } = await show('Reminders');
    expect(within(panel).getByText('Nothing expires')).toBeVisible();
  });

  test('names the problem where no keys are known', async () => {
    await knownKeys([], { problem: { code: 'no-right' } });
    const { panel } = await show('Reminders');
    expect(await within(panel).findByText('No permission')).toBeVisible();
    expect(within(panel).queryByText('Nothing expires')).toBeNull();
  });
});

describe('Activity', () => {
  const entry = (keyName: string, part: Partial<ActivityEntry> = {}): ActivityEntry => ({
    at: Date.now(),
    account: 'us/acme',
    accountName: 'Acme Security',
    viewer: 'ada@acme.example',
    action: 'create',
    outcome: 'done',
    keyId: null,
    keyName,
    policyHash: null,
    problem: null,
    ...part,
  });

  beforeEach(() => knownKeys([]));

  test('says that nothing was done yet', async () => {
    const { panel } = await show('Activity');
    expect(await within(panel).findByText('Nothing done yet')).toBeVisible();
  });

  test('says who did what, when, to which key of which account, and how it ended', async () => {
    await activityRecord.write([
      entry('splunk-prod', { at: Date.now() - 7_200_000, viewer: 'user-1' }),
      entry('<b>old</b>', { action: 'revoke', outcome: 'failed' }),
      entry('kept', { action: 'undo-revoke' }),
    ]);
    const { panel } = await show('Activity');
    const items = await within(panel).findAllByRole('listitem');
    expect(items[0]).toHaveTextContent(/Kept\s*kept/);
    expect(items[1]).toHaveTextContent(/Revoke\s*<b>old<\/b>\s*Failed/);
    expect(items[2]).toHaveTextContent(
      /Created\s*splunk-prod\s*2 hours ago\s*Acme Security · US\s*ada@acme\.example/,
    );
  });

  test('is searched and paged, fifty entries at a time', async () => {
    await activityRecord.write(Array.from({ length: 70 }, (_, index) => entry(`key-${index}`)));
    const { user, panel } = await show('Activity');
    const items = () => within(panel).getAllByRole('listitem');
    await within(panel).findByText('key-69');
    expect(items()).toHaveLength(50);
    expect(within(panel).getByRole('button', { name: 'Newer' })).toBeDisabled();
    await user.click(within(panel).getByRole('button', { name: 'Older' }));
    expect(items()).toHaveLength(20);
    await user.type(within(panel).getByRole('searchbox', { name: 'Search activity' }), 'key-42');
    await waitFor(() => expect(items()).toHaveLength(1));
    await user.type(within(panel).getByRole('searchbox', { name: 'Search activity' }), 'zz');
    expect(await within(panel).findByText('Nothing matches')).toBeVisible();
  });
});
