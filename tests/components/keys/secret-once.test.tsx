import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { SecretOnce } from '../../../components/keys/secret-once.tsx';
import type { Creation } from '../../../lib/storage/records.ts';
import { background, renderApp, type Answers } from '../render.tsx';
import { makeCreation } from '../builders.ts';

const secret = 'J1-canary-0123456789abcdefghijklmnopqrstuvwxyz-<b>&"';

const kept: Answers = {
  'secrets.reveal': () => ({ secret, until: Date.now() + 299_000 }),
  'secrets.saved': () => ({}),
};

function show(part: Partial<Creation> = {}, answers: Answers = kept) {
  const calls = background(answers);
  const onDone = vi.fn<() => void>();
  const onLeave = vi.fn<() => void>();
  const view = renderApp(<SecretOnce creation={makeCreation(part)} onDone={onDone} onLeave={onLeave} />);
  return { calls, onDone, onLeave, ...view };
}

const region = () => screen.findByRole('region', { name: 'New key secret' });

describe('the secret of a new key', () => {
  test('is text, whole and without spaces, and never in a field or an attribute', async () => {
    const { container } = show();
    await waitFor(() => expect(container.querySelector('code')?.textContent).toBe(secret));
    expect(await region()).toContainElement(container.querySelector('code'));
    expect(container.querySelectorAll('input, textarea, [contenteditable]')).toHaveLength(0);
    for (const element of document.querySelectorAll('*')) {
      for (const { value } of element.attributes) expect(value).not.toContain('canary');
    }
  });

  test('is copied whole on a press, which says so', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'Copy secret' }));
    expect(await navigator.clipboard.readText()).toBe(secret);
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    expect(screen.getByText(/Clear your clipboard yourself/)).toBeVisible();
  });

  test('has Copy in focus at once', async () => {
    show();
    await waitFor(async () =>
      expect(await screen.findByRole('button', { name: 'Copy secret' })).toHaveFocus(),
    );
  });

  test('says how long it is still kept', async () => {
    show();
    expect(await screen.findByText(/forgets it in (5:00|4:5\d)\./)).toBeVisible();
  });

  test('is gone from the page once it is saved', async () => {
    const { user, calls, onDone, container } = show();
    await user.click(await screen.findByRole('button', { name: 'I have saved it' }));
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(calls).toContainEqual({ verb: 'secrets.saved', request: { creationId: 'creation-1' } });
    expect(container).not.toHaveTextContent('canary');
  });

  test('is gone from the page when its time is over', async () => {
    const { container } = show({}, { 'secrets.reveal': () => ({ secret, until: Date.now() + 1200 }) });
    await waitFor(() => expect(container).toHaveTextContent('canary'));
    await waitFor(() => expect(container).not.toHaveTextContent('canary'), { timeout: 4000 });
    expect(screen.getByText(/is no longer here/)).toBeVisible();
  });

  test('that was already saved elsewhere is said to be gone', async () => {
    show({}, { 'secrets.reveal': () => null });
    expect(await screen.findByText(/The secret of splunk-prod is no longer here/)).toBeVisible();
  });

  test('is not left without a warning that says how long it can still be shown', async () => {
    const { user, onLeave } = show();
    await screen.findByRole('button', { name: 'Copy secret' });
    await user.click(await screen.findByRole('button', { name: 'Close without saving' }));
    const warning = await screen.findByRole('alertdialog', { name: 'Close without saving?' });
    expect(warning).toHaveTextContent(/again for (5:00|4:5\d)/);
    await user.click(within(warning).getByRole('button', { name: 'Keep it open' }));
    expect(onLeave).not.toHaveBeenCalled();
  });

  test('comes with a warning where J1 set another expiry than asked for', async () => {
    const wanted = Date.now() + 90 * 86_400_000;
    show({ wantedExpiresAt: wanted, expiresAt: wanted - 3_600_000 });
    expect(await screen.findByText(/JupiterOne set another expiry than asked for/)).toBeVisible();
  });

  test('comes without a warning where the expiry differs by seconds', async () => {
    const wanted = Date.now() + 90 * 86_400_000;
    show({ wantedExpiresAt: wanted, expiresAt: wanted - 59_000 });
    await screen.findByRole('button', { name: 'Copy secret' });
    expect(screen.queryByText(/another expiry/)).toBeNull();
  });

  test('stays on the page when saying that it is saved fails', async () => {
    const { user, container, onDone } = show({}, { 'secrets.reveal': kept['secrets.reveal']! });
    await user.click(await screen.findByRole('button', { name: 'I have saved it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('background is not answering');
    expect(container).toHaveTextContent('canary');
    expect(onDone).not.toHaveBeenCalled();
  });
});
