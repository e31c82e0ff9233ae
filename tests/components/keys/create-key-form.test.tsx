import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { NewKey, type NewKeyProps } from '../../../components/keys/new-key.tsx';
import { ProblemError } from '../../../lib/api/problem.ts';
import {
  accountsRecord,
  creationsRecord,
  draftRecord,
  inventoryRecord,
  tabsRecord,
  type Plan,
} from '../../../lib/storage/records.ts';
import { background, frontTab, renderApp, type Answers, type Call } from '../render.tsx';
import { makeAccount, makeCreation, makeKey, makePlan } from '../builders.ts';

function planning(part: Partial<Plan> = {}): NonNullable<Answers['changes.plan']> {
  return ({ change }) => {
    if (change.kind !== 'create') throw new ProblemError({ code: 'bad-input' });
    return makePlan({ ...change, expiresAt: Date.now() + change.days * 86_400_000 }, part);
  };
}

async function applying() {
  await creationsRecord.write([makeCreation({ state: 'sent', secret: 'none', keyId: null })]);
  return { id: 'creation-1' };
}

const willing: Answers = { 'changes.plan': planning(), 'changes.apply': applying };

async function openForm(part: Partial<NewKeyProps> = {}) {
  const view = renderApp(
    <NewKey
      account={makeAccount()}
      preset={null}
      windowId={1}
      onDone={() => undefined}
      onRevoke={() => undefined}
      {...part}
    />,
  );
  const name = await screen.findByRole('textbox', { name: 'Key name' });
  return { ...view, name };
}

const createButton = () => screen.getByRole('button', { name: 'Create key' });
const applied = (calls: readonly Call[]) => calls.filter(({ verb }) => verb === 'changes.apply');
const planned = (calls: readonly Call[]) => calls.filter(({ verb }) => verb === 'changes.plan');

async function showJson(user: Awaited<ReturnType<typeof openForm>>['user']) {
  await user.click(screen.getByText('Edit the policy as JSON'));
  return screen.getByRole('textbox', { name: 'Policy as JSON', hidden: true });
}

beforeEach(() => frontTab(null));

describe('the form for a new key', () => {
  test('starts in the name, with template and expiry chosen, so that a name is enough', async () => {
    const calls = background(willing);
    const { user, name } = await openForm();
    expect(name).toHaveFocus();
    expect(screen.getByRole('combobox', { name: 'Template' })).toHaveDisplayValue('Read-only query');
    expect(screen.getByRole('combobox', { name: 'Expires in' })).toHaveDisplayValue('90 days');
    expect(createButton()).toBeDisabled();
    expect(createButton()).toHaveAccessibleDescription('Give the key a name.');
    await user.type(name, 'splunk-prod{Enter}');
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(planned(calls)[0]?.request).toMatchObject({
      account: 'us/acme',
      windowId: 1,
      change: { kind: 'create', name: 'splunk-prod', days: 90 },
    });
  });

  test('names account, region and the exact instant of expiry', async () => {
    background(willing);
    await openForm();
    expect(screen.getByText('Acme Security · US')).toBeVisible();
    expect(screen.getByText('j1-acme')).toBeVisible();
    expect(screen.getByText(/^Expires \d+ \w+ \d{4}, \d\d:\d\d .*UTC/)).toBeVisible();
  });

  test('says what the key can do, with its grade, before anything is sent', async () => {
    background(willing);
    const { user } = await openForm();
    const region = screen.getByRole('region', { name: 'What this key can do' });
    expect(region).toHaveTextContent('Can read the graph');
    expect(within(region).getByText('Grade A')).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 'Terraform');
    expect(await within(region).findByText('Grade F')).toBeVisible();
    expect(region).toHaveTextContent('Can do everything in the account.');
  });

  test('gives a powerful key a short life unless an expiry was chosen', async () => {
    background(willing);
    const { user } = await openForm();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 'Terraform');
    expect(screen.getByRole('combobox', { name: 'Expires in' })).toHaveDisplayValue('7 days');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expires in' }), '60 days');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 'Dashboard viewer');
    expect(screen.getByRole('combobox', { name: 'Expires in' })).toHaveDisplayValue('60 days');
  });

  test('wants each security finding accepted, and tells the background which', async () => {
    const calls = background({ ...willing, 'changes.plan': planning({ mustAccept: ['J1-S01'] }) });
    const { user, name } = await openForm();
    await user.type(name, 'terraform-ci');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 'Terraform');
    await waitFor(() =>
      expect(createButton()).toHaveAccessibleDescription('Accept the security finding first.'),
    );
    const findings = screen.getByRole('list', { name: 'Findings' });
    await user.click(within(findings).getByRole('checkbox', { name: /^I accept: / }));
    await user.click(createButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(applied(calls)[0]?.request).toMatchObject({ planId: 'plan-1', accepted: ['J1-S01'] });
  });

  test('forgets a tick when the policy that it was for is another one', async () => {
    background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'x-team-prod');
    const template = screen.getByRole('combobox', { name: 'Template' });
    await user.selectOptions(template, 'Raw entity export');
    await user.click(await screen.findByRole('checkbox', { name: /^I accept: / }));
    await user.selectOptions(template, 'Sync job');
    await waitFor(() => expect(createButton()).toBeDisabled());
    expect(screen.getByRole('checkbox', { name: /^I accept: / })).not.toBeChecked();
  });

  test('says line and column of what is wrong in the policy text, and creates nothing from it', async () => {
    background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    const json = await showJson(user);
    await user.clear(json);
    await user.type(json, '{{"permissions": [[,]}');
    await waitFor(() => expect(json).toHaveAccessibleDescription(/Line 1, column \d+/));
    expect(createButton()).toBeDisabled();
    expect(screen.getByText('No grade')).toBeVisible();
  });

  test('keeps an edited policy at hand while a template is tried', async () => {
    background(willing);
    const { user } = await openForm();
    const json = await showJson(user);
    await user.type(json, ' ');
    const template = screen.getByRole('combobox', { name: 'Template' });
    expect(template).toHaveDisplayValue('Edited policy');
    const edited = (json as HTMLTextAreaElement).value;
    await user.selectOptions(template, 'Sync job');
    expect(json).not.toHaveValue(edited);
    await user.selectOptions(template, 'Edited policy');
    expect(json).toHaveValue(edited);
  });

  test.each([
    ['5', 5],
    ['365', 365],
  ])('takes %s as a number of days', async (typed, days) => {
    const calls = background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expires in' }), 'Another number of days');
    const field = screen.getByRole('textbox', { name: 'Days' });
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    await waitFor(() => expect(planned(calls)).toHaveLength(1));
    expect(planned(calls)[0]?.request).toMatchObject({ change: { days } });
  });

  test.each(['0', '366', '1e2', 'soon'])('refuses %s as a number of days, and says why', async (typed) => {
    background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expires in' }), 'Another number of days');
    const field = screen.getByRole('textbox', { name: 'Days' });
    await user.clear(field);
    await user.type(field, typed);
    expect(createButton()).toBeDisabled();
    expect(createButton()).toHaveAccessibleDescription(/day/i);
    expect(field).toBeInvalid();
  });

  test('takes a date, typed part by part, and ends that day where the user is', async () => {
    const calls = background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Expires in' }), 'A date');
    expect(screen.getByRole('group', { name: 'Expiry date' })).toBeVisible();
    await user.click(createButton());
    await waitFor(() => expect(planned(calls)).toHaveLength(1));
    const [request] = planned(calls).map(
      (call) => call.request as { change: { days: number; expiresAt: number } },
    );
    const { days, expiresAt } = request!.change;
    expect(Number.isInteger(days)).toBe(true);
    const end = new Date(expiresAt);
    expect([end.getHours(), end.getMinutes()]).toEqual([23, 59]);
    expect((expiresAt - Date.now()) / 86_400_000).toBeGreaterThan(89);
  });

  test('warns of a name that is taken, and lets it pass', async () => {
    await inventoryRecord.of('us/acme').write({
      checkedAt: Date.now(),
      complete: true,
      rows: [makeKey('Splunk-Prod', 30)],
      unreadable: 0,
      problem: null,
    });
    background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    expect(screen.getByText(/already in use/)).toBeVisible();
    expect(createButton()).toBeEnabled();
  });

  test('sends one key however fast the button is pressed', async () => {
    const calls = background({ ...willing, 'changes.plan': async (request) => planning()(request) });
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.dblClick(createButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(planned(calls)).toHaveLength(1);
  });

  test('sends one key for Enter and a press at once', async () => {
    const calls = background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod{Enter}{Enter}');
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(planned(calls)).toHaveLength(1);
  });

  test('keeps what was entered when the background refuses, and can be tried again', async () => {
    let refusals = 1;
    const calls = background({
      ...willing,
      'changes.plan': (request) => {
        if (refusals-- > 0) throw new ProblemError({ code: 'network' });
        return planning()(request);
      },
    });
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.click(createButton());
    expect(await screen.findByRole('alert')).toHaveTextContent('JupiterOne could not be reached');
    expect(name).toHaveValue('splunk-prod');
    await user.click(createButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
  });

  test('cannot be sent without the right, and says so', async () => {
    background(willing);
    const { user, name } = await openForm({ account: makeAccount({ problem: { code: 'no-right' } }) });
    await user.type(name, 'splunk-prod');
    expect(createButton()).toBeDisabled();
    expect(createButton()).toHaveAccessibleDescription(/Your account role may not do this/);
  });

  test('can be sent while signed out: the creation waits for the sign-in', async () => {
    background(willing);
    const { user, name } = await openForm({ account: makeAccount({ problem: { code: 'signed-out' } }) });
    await user.type(name, 'splunk-prod');
    expect(createButton()).toBeEnabled();
  });

  test('leaves no draft behind once the key is on its way', async () => {
    background(willing);
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await waitFor(async () => expect((await draftRecord.of('us/acme').read())?.name).toBe('splunk-prod'));
    await user.click(createButton());
    expect(await screen.findByText(/Creating splunk-prod/)).toBeVisible();
    await waitFor(async () => expect(await draftRecord.of('us/acme').read()).toBeNull());
  });
});

describe('while another account is in front', () => {
  const other = { name: 'Borealis', region: 'eu' } as const;

  test('both are named and nothing is sent before that is confirmed', async () => {
    await accountsRecord.write([makeAccount(), makeAccount({ key: 'eu/bore', ...other })]);
    frontTab('https://bore.apps.eu.jupiterone.io/');
    await tabsRecord.write([
      {
        tabId: 7,
        windowId: 1,
        host: 'bore.apps.eu.jupiterone.io',
        instance: 'i',
        page: { kind: 'other', evidence: [] },
        looksSignedOut: false,
        account: 'eu/bore',
        viewerId: null,
      },
    ]);
    const calls = background({ ...willing, 'changes.plan': planning({ otherInFront: other }) });
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    const tick = await screen.findByRole('checkbox', {
      name: 'Yes, use Acme Security · US, not Borealis · EU',
    });
    expect(createButton()).toBeDisabled();
    await user.click(tick);
    await user.click(createButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(applied(calls)[0]?.request).toMatchObject({ otherInFrontSeen: true });
  });

  test('that only the background knows of, the form asks before it goes on', async () => {
    const calls = background({ ...willing, 'changes.plan': planning({ otherInFront: other }) });
    const { user, name } = await openForm();
    await user.type(name, 'splunk-prod');
    await user.click(createButton());
    await user.click(await screen.findByRole('checkbox', { name: /not Borealis · EU/ }));
    expect(applied(calls)).toEqual([]);
    await user.click(createButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
  });
});
