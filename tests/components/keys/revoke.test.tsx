import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RevocationStatus } from '../../../components/keys/revocation-status.tsx';
import { RevokeDialog } from '../../../components/keys/revoke-dialog.tsx';
import { ProblemError } from '../../../lib/api/problem.ts';
import type { KeySummary } from '../../../lib/keys/index.ts';
import { policiesRecord, type Plan, type Revocation } from '../../../lib/storage/records.ts';
import { background, frontTab, renderApp, type Answers, type Call } from '../render.tsx';
import { makeAccount, makeKey, makePlan, makeRevocation } from '../builders.ts';

beforeEach(() => frontTab(null));

function ask(key: KeySummary, part: Partial<Plan> = {}, answers: Answers = {}) {
  const calls = background({
    'changes.plan': () => makePlan({ kind: 'revoke', key }, part),
    'changes.apply': () => ({ id: 'revocation-1' }),
    ...answers,
  });
  const onClose = vi.fn<() => void>();
  const view = renderApp(
    <RevokeDialog account={makeAccount()} target={key} windowId={1} onClose={onClose} />,
  );
  return { calls, onClose, ...view };
}

const applied = (calls: readonly Call[]) => calls.filter(({ verb }) => verb === 'changes.apply');
const revokeButton = () => screen.getByRole('button', { name: 'Revoke key' });

describe('the question before a key is revoked', () => {
  test('names the key, its account, region, level, dates and grade', async () => {
    ask(makeKey('splunk-prod', 5, { grade: 'C' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Revoke splunk-prod?' });
    for (const fact of [
      'splunk-prod',
      'Acme Security · US',
      'j1-acme',
      'Account key',
      '30 days ago',
      'in 5 days',
      'Grade C',
    ]) {
      expect(dialog).toHaveTextContent(fact);
    }
    expect(dialog).toHaveTextContent('it may take a few minutes until every part of JupiterOne refuses it');
  });

  test('says what stops working, from the policy of the key', async () => {
    await policiesRecord.of('us/acme').write({
      'id-of-splunk-prod':
        '{"permissions":[{"effect":"ALLOW","actions":["dashboard:View"],"resources":["*"]}]}',
    });
    ask(makeKey('splunk-prod', 5));
    expect(await screen.findByText(/dashboard/i)).toBeVisible();
  });

  test('says so where the policy is not known', async () => {
    ask(makeKey('splunk-prod', 5));
    expect(await screen.findByText(/Its policy is not known here/)).toBeVisible();
  });

  test('takes the focus, and Escape closes it without sending anything', async () => {
    const { user, onClose, calls } = ask(makeKey('splunk-prod', 5));
    const dialog = await screen.findByRole('alertdialog');
    await waitFor(() => expect(dialog).toContainElement(document.activeElement as HTMLElement));
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
    expect(applied(calls)).toEqual([]);
  });

  test('is carried out once, however fast the button is pressed', async () => {
    const { user, calls, onClose } = ask(makeKey('splunk-prod', 5));
    await waitFor(() => expect(revokeButton()).toBeEnabled());
    await user.dblClick(revokeButton());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(applied(calls)).toHaveLength(1);
    expect(applied(calls)[0]?.request).toEqual({
      planId: 'plan-1',
      accepted: [],
      typedName: null,
      otherInFrontSeen: false,
    });
  });

  test.each(['D', 'F'] as const)('wants the name of a key of grade %s typed', async (grade) => {
    const { user, calls } = ask(makeKey('terraform-ci', 5, { grade }), { mustTypeName: true });
    const field = await screen.findByRole('textbox', { name: 'Type the key name to confirm' });
    await user.type(field, 'terraform-c');
    expect(revokeButton()).toBeDisabled();
    await user.type(field, 'i');
    await waitFor(() => expect(revokeButton()).toBeEnabled());
    await user.click(revokeButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(applied(calls)[0]?.request).toMatchObject({ typedName: 'terraform-ci' });
  });

  test('names both accounts where another one is in front, and wants that confirmed', async () => {
    const { user, calls } = ask(makeKey('splunk-prod', 5), {
      otherInFront: { name: 'Borealis', region: 'eu' },
    });
    const tick = await screen.findByRole('checkbox', {
      name: 'Yes, use Acme Security · US, not Borealis · EU',
    });
    expect(revokeButton()).toBeDisabled();
    await user.click(tick);
    await user.click(revokeButton());
    await waitFor(() => expect(applied(calls)).toHaveLength(1));
    expect(applied(calls)[0]?.request).toMatchObject({ otherInFrontSeen: true });
  });

  test('can be asked again after the check failed', async () => {
    let failures = 1;
    const key = makeKey('splunk-prod', 5);
    const { user } = ask(
      key,
      {},
      {
        'changes.plan': () => {
          if (failures-- > 0) throw new ProblemError({ code: 'background' });
          return makePlan({ kind: 'revoke', key });
        },
      },
    );
    const alert = await screen.findByRole('alert');
    expect(revokeButton()).toBeDisabled();
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(revokeButton()).toBeEnabled());
  });

  test('shows a name that holds markup as text', async () => {
    const name = '"><script>alert(1)</script>';
    ask(makeKey(name, 5));
    const dialog = await screen.findByRole('alertdialog', { name: `Revoke ${name}?` });
    expect(dialog.querySelector('script')).toBeNull();
  });
});

describe('a revocation', () => {
  function show(part: Partial<Revocation>, answers: Answers = {}) {
    const calls = background(answers);
    const onRevoke = vi.fn<() => void>();
    const view = renderApp(<RevocationStatus revocation={makeRevocation(part)} onRevoke={onRevoke} />);
    return { calls, onRevoke, ...view };
  }

  test('has Undo in reach while it waits, and says that nothing is sent yet', async () => {
    const { user, calls } = show({}, { 'revocations.undo': () => ({ undone: true }) });
    const status = screen.getByRole('status', { name: 'Revoking splunk-prod' });
    expect(status).toHaveTextContent('Nothing is sent yet.');
    await user.click(within(status).getByRole('button', { name: 'Undo' }));
    expect(calls).toEqual([{ verb: 'revocations.undo', request: { id: 'revocation-1' } }]);
  });

  test('says that it is too late where the background says so', async () => {
    const { user } = show({}, { 'revocations.undo': () => ({ undone: false }) });
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/Too late/)).toBeVisible();
  });

  test('cannot be undone any more once it is being sent', () => {
    show({ state: 'sending' });
    expect(screen.getByRole('status', { name: 'Revoking splunk-prod' })).toHaveTextContent('Sending');
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('that was never sent says so and can be asked for again', async () => {
    const { user, onRevoke } = show({ state: 'not-sent' });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'was not revoked in Acme Security · US: the browser stopped before anything was sent',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRevoke).toHaveBeenCalledWith({ id: 'id-of-splunk-prod', name: 'splunk-prod' });
  });

  test('that is not confirmed can be checked again', async () => {
    const { user, calls } = show({ state: 'unconfirmed' }, { 'changes.check': () => ({}) });
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(calls).toEqual([{ verb: 'changes.check', request: { id: 'revocation-1' } }]);
  });

  test('that waits for a sign-in offers it, and Undo', async () => {
    const { user, calls } = show({ state: 'signed-out' }, { 'accounts.open': () => ({}) });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(calls).toEqual([{ verb: 'accounts.open', request: { account: 'us/acme' } }]);
    expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  });

  test('that failed gives the reason', () => {
    show({ state: 'failed', problem: { code: 'no-right' } });
    expect(screen.getByRole('alert')).toHaveTextContent('Your account role may not do this');
  });

  test('that is confirmed says so and can be put away', async () => {
    const { user, calls } = show({ state: 'revoked' }, { 'changes.dismiss': () => ({}) });
    expect(screen.getByText('splunk-prod is revoked in Acme Security · US.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(calls).toEqual([{ verb: 'changes.dismiss', request: { id: 'revocation-1' } }]);
  });
});
