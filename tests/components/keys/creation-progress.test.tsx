import { screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { CreationProgress } from '../../../components/keys/creation-progress.tsx';
import type { Creation } from '../../../lib/storage/records.ts';
import { background, renderApp, type Answers } from '../render.tsx';
import { makeCreation } from '../builders.ts';

function show(part: Partial<Creation>, answers: Answers = {}) {
  const calls = background(answers);
  const onRevoke = vi.fn<() => void>();
  const onEnterAgain = vi.fn<() => void>();
  const view = renderApp(
    <CreationProgress
      creation={makeCreation({ secret: 'none', ...part })}
      onRevoke={onRevoke}
      onEnterAgain={onEnterAgain}
    />,
  );
  return { calls, onRevoke, onEnterAgain, ...view };
}

describe('a creation', () => {
  test.each([
    ['preparing', 'Nothing has been sent yet'],
    ['sent', 'You may close this'],
    ['reconciling', 'The answer for splunk-prod was lost'],
    ['signed-out', 'You are signed out of Acme Security · US'],
  ] as const)('that is %s is said aloud without urgency', (state, sentence) => {
    show({ state });
    expect(screen.getByRole('status')).toHaveTextContent(sentence);
  });

  test.each([
    ['not-created', 'It is safe to try again'],
    ['unknown', 'Do not create it again before the list has been checked'],
    ['failed', 'splunk-prod was not created'],
  ] as const)('that ended %s is said aloud at once', (state, sentence) => {
    show({ state });
    expect(screen.getByRole('alert')).toHaveTextContent(sentence);
  });

  test('that failed gives the reason', () => {
    show({ state: 'failed', problem: { code: 'bad-input', detail: 'name is too long' } });
    expect(screen.getByRole('alert')).toHaveTextContent('JupiterOne refused the input: name is too long');
  });

  test.each(['failed', 'not-created'] as const)(
    'that ended %s gives back what was entered, and is put away',
    async (state) => {
      const asked = { policy: '{"permissions":[]}', days: 7 };
      const { user, calls, onEnterAgain } = show({ state, ...asked }, { 'changes.dismiss': () => ({}) });
      await user.click(screen.getByRole('button', { name: 'Back to the form' }));
      expect(onEnterAgain).toHaveBeenCalledWith({ name: 'splunk-prod', ...asked });
      expect(calls).toEqual([{ verb: 'changes.dismiss', request: { id: 'creation-1' } }]);
    },
  );

  test('whose outcome is unknown can be looked for again, never sent again', async () => {
    const { user, calls } = show({ state: 'unknown' }, { 'changes.check': () => ({}) });
    expect(screen.queryByRole('button', { name: /create/i })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(calls).toEqual([{ verb: 'changes.check', request: { id: 'creation-1' } }]);
  });

  test('that waits for a sign-in offers it', async () => {
    const { user, calls } = show({ state: 'signed-out' }, { 'accounts.open': () => ({}) });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(calls).toEqual([{ verb: 'accounts.open', request: { account: 'us/acme' } }]);
  });

  test('whose secret never arrived offers to revoke the key', async () => {
    const { user, onRevoke } = show({ secret: 'lost' });
    await user.click(screen.getByRole('button', { name: 'Revoke splunk-prod' }));
    expect(onRevoke).toHaveBeenCalledWith({ id: 'key-1', name: 'splunk-prod' });
  });

  test('that made two keys offers to revoke the one without a secret', async () => {
    const { user, onRevoke } = show({ secret: 'saved', extraKeyIds: ['key-2'] });
    expect(screen.getByRole('alert')).toHaveTextContent('has another new key named splunk-prod');
    await user.click(screen.getByRole('button', { name: 'Revoke extra key key-2' }));
    expect(onRevoke).toHaveBeenCalledWith({ id: 'key-2', name: 'splunk-prod' });
  });
});
