/** Every text of the popup and of what it shares with the panel comes from a locale file. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ErrorBoundary } from '../../components/app/error-boundary.tsx';
import { PopupApp } from '../../components/app/popup-app.tsx';
import { CreationProgress } from '../../components/keys/creation-progress.tsx';
import { NewKey } from '../../components/keys/new-key.tsx';
import { RevocationStatus } from '../../components/keys/revocation-status.tsx';
import { RevokeDialog } from '../../components/keys/revoke-dialog.tsx';
import { SecretOnce } from '../../components/keys/secret-once.tsx';
import { setLocale } from '../../lib/i18n/text.ts';
import { problemCodes } from '../../lib/api/problem.ts';
import {
  accountsRecord,
  creationsRecord,
  digestRecord,
  draftRecord,
  revocationsRecord,
} from '../../lib/storage/records.ts';
import { background, frontTab, renderApp, type Answers } from './render.tsx';
import { makeAccount, makeCreation, makeDigest, makeKey, makePlan, makeRevocation } from './builders.ts';
import { bareTexts, type Data } from './text-guard.ts';

/** What J1, the user, the policy catalogue's ids and Intl's dates bring in; longest first. */
const data: Data = [
  /id-of-[\w-]+/g,
  /J1-[ESWI]\d\d/g,
  /\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}, \d\d:\d\d \w+/g,
  'Acme Security',
  'Borealis',
  'splunk-prod',
  'terraform-ci',
  'j1-acme',
  'acme',
];

const answers: Answers = {
  'keys.refresh': ({ account }) => ({ account, problem: null }),
  'changes.plan': () =>
    makePlan(
      { kind: 'revoke', key: makeKey('terraform-ci', 6, { grade: 'F' }) },
      {
        mustTypeName: true,
        otherInFront: { name: 'Borealis', region: 'eu' },
      },
    ),
  'secrets.reveal': () => ({ secret: 'canary', until: Date.now() + 200_000 }),
};

/** Bare texts of what is rendered, once it is ready; it must hold catalogued ones, or nothing was looked at. */
async function bareIn(ui: ReactElement, ready: () => void): Promise<string[]> {
  renderApp(ui);
  await waitFor(ready);
  expect(document.body.textContent).toContain('⟦');
  return bareTexts(document.body, data);
}

const present = (selector: string) => () => expect(document.querySelector(selector)).not.toBeNull();
const nothing = () => undefined;

beforeEach(() => {
  setLocale('en-XA');
  frontTab(null);
  background(answers);
});

describe('in the pseudo-locale there is no bare text', () => {
  test('in the popup with keys, several accounts and changes on their way', async () => {
    await accountsRecord.write([
      makeAccount(),
      makeAccount({ key: 'eu/b', name: 'Borealis', region: 'eu', seenAt: 0 }),
    ]);
    const keys = [makeKey('splunk-prod', 0.2), makeKey('terraform-ci', -2, { grade: null })];
    await digestRecord
      .of('us/acme')
      .write(makeDigest(keys, { complete: false, unreadable: 2, adminGrade: 1 }));
    await creationsRecord.write([makeCreation({ secret: 'lost', extraKeyIds: ['key-2'] })]);
    await revocationsRecord.write([makeRevocation()]);
    expect(await bareIn(<PopupApp />, present('[role="alert"]'))).toEqual([]);
  });

  test('in the popup of someone who never used it', async () => {
    expect(await bareIn(<PopupApp />, present('a[href]'))).toEqual([]);
  });

  test('in the popup of an account without keys', async () => {
    await accountsRecord.write([makeAccount()]);
    await digestRecord.of('us/acme').write(makeDigest([]));
    expect(
      await bareIn(<PopupApp />, () => expect(performance.getEntriesByName('list')).toHaveLength(1)),
    ).toEqual([]);
  });

  test.each(problemCodes)('in the popup of an account with the problem %s', async (code) => {
    await accountsRecord.write([makeAccount()]);
    background({ 'keys.refresh': ({ account }) => ({ account, problem: { code } }) });
    expect(
      await bareIn(<PopupApp />, () => expect(screen.getAllByRole('status').length).toBeGreaterThan(0)),
    ).toEqual([]);
  });

  test.each(['read-only-query', 'terraform', 'sync-job'])(
    'in the form for a new key from %s',
    async (templateId) => {
      expect(
        await bareIn(
          <NewKey
            account={makeAccount({ problem: { code: 'no-right' } })}
            preset={{ templateId, nameBase: 'acme' }}
            windowId={1}
            onDone={nothing}
            onRevoke={nothing}
          />,
          present('form'),
        ),
      ).toEqual([]);
    },
  );

  test('in the form that brings a broken draft back', async () => {
    const draft = {
      at: Date.now(),
      name: 'splunk-prod',
      templateId: null,
      policy: '{"permissions": [,]}',
      days: 400,
    };
    await draftRecord.of('us/acme').write(draft);
    expect(
      await bareIn(
        <NewKey account={makeAccount()} preset={null} windowId={1} onDone={nothing} onRevoke={nothing} />,
        present('form'),
      ),
    ).toEqual([]);
  });

  test.each([
    'preparing',
    'signed-out',
    'sent',
    'reconciling',
    'created',
    'not-created',
    'unknown',
    'failed',
  ] as const)('in a creation that is %s', async (state) => {
    const creation = makeCreation({ state, secret: 'none', problem: { code: 'timeout' } });
    expect(
      await bareIn(
        <CreationProgress creation={creation} onRevoke={nothing} onEnterAgain={nothing} />,
        nothing,
      ),
    ).toEqual([]);
  });

  test.each(['lost', 'expired'] as const)('in a creation whose secret is %s', async (secret) => {
    expect(
      await bareIn(
        <CreationProgress creation={makeCreation({ secret })} onRevoke={nothing} onEnterAgain={nothing} />,
        nothing,
      ),
    ).toEqual([]);
  });

  test.each([
    'waiting',
    'signed-out',
    'sending',
    'revoked',
    'undone',
    'unconfirmed',
    'not-sent',
    'failed',
  ] as const)('in a revocation that is %s', async (state) => {
    const revocation = makeRevocation({ state, problem: { code: 'timeout' } });
    expect(await bareIn(<RevocationStatus revocation={revocation} onRevoke={nothing} />, nothing)).toEqual(
      [],
    );
  });

  test('around a secret', async () => {
    const creation = makeCreation({ wantedExpiresAt: 0 });
    expect(
      await bareIn(<SecretOnce creation={creation} onDone={nothing} onLeave={nothing} />, present('code')),
    ).toEqual([]);
  });

  test('in the question before a key is revoked', async () => {
    const target = makeKey('terraform-ci', 6, { grade: 'F' });
    expect(
      await bareIn(
        <RevokeDialog account={makeAccount()} target={target} windowId={1} onClose={nothing} />,
        present('[role="alertdialog"] input[type="checkbox"]'),
      ),
    ).toEqual([]);
  });

  test('in what is shown after a fault of our own', async () => {
    const Broken = () => {
      throw new Error('broken on purpose');
    };
    expect(
      await bareIn(
        <ErrorBoundary>
          <Broken />
        </ErrorBoundary>,
        present('[role="alert"]'),
      ),
    ).toEqual([]);
  });
});
