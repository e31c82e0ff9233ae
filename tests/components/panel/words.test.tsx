import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PanelApp } from '../../../components/app/panel-app.tsx';
import { setLocale } from '../../../lib/i18n/text.ts';
import { activityRecord, policiesRecord, revocationsRecord } from '../../../lib/storage/records.ts';
import { makeKey, makeRevocation } from '../builders.ts';
import { background, frontTab, renderApp } from '../render.tsx';
import { bareTexts } from '../text-guard.ts';
import { giveSize, knownKeys } from './make.ts';

const policy = '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}';
const data = [
  'acme.apps.us.jupiterone.io',
  'ada@acme.example',
  'Acme Security',
  'terraform-ci',
  'dashboards-tv',
  'retired',
  'gone',
];

/** Grades are letters in every language. */
const words = () => bareTexts(document.body, data).filter((text) => !/^[A-F–]$/.test(text));

let takeSizeBack: () => void;

beforeEach(async () => {
  takeSizeBack = giveSize(360, 600);
  frontTab(null);
  setLocale('en-XA');
  await knownKeys(
    [
      makeKey('terraform-ci', 6, { grade: 'F' }),
      makeKey('dashboards-tv', null, { grade: null }),
      makeKey('retired', 4, { revoked: true }),
      makeKey('gone', -2),
    ],
    { unreadable: 1, complete: false, problem: { code: 'timeout' } },
  );
  await policiesRecord.of('us/acme').write({ 'id-of-terraform-ci': policy });
  await revocationsRecord.write([makeRevocation({ keyName: 'terraform-ci' })]);
  await activityRecord.write([
    {
      at: Date.now(),
      account: 'us/acme',
      accountName: 'Acme Security',
      viewer: 'ada@acme.example',
      action: 'revoke',
      outcome: 'failed',
      keyId: null,
      keyName: 'terraform-ci',
      policyHash: null,
      problem: null,
    },
  ]);
  background();
});
afterEach(() => takeSizeBack());

describe('every word in the pseudo-locale comes from a locale file', () => {
  test.each([0, 1, 2, 3, 4, 5])('in view %i', async (index) => {
    const { user } = renderApp(<PanelApp />);
    await user.click((await screen.findAllByRole('tab'))[index]!);
    await waitFor(() => expect(screen.getByRole('tabpanel')).not.toBeEmptyDOMElement());
    await waitFor(() => expect(screen.queryByRole('img', { name: '⟦Lóádíng⟧' })).toBeNull());
    expect(words()).toEqual([]);
  });

  test('in the detail of a key', async () => {
    const { user } = renderApp(<PanelApp />);
    await user.click(await screen.findByRole('row', { name: 'terraform-ci' }));
    await screen.findByRole('heading', { level: 3, name: '⟦Whát thís kéy cán dó⟧' });
    // The policy's own words are J1's, and dates are written by the browser.
    const texts = words().filter((text) => !/permissions|ALLOW|^\d+ \w+ \d{4}, \d\d:\d\d \w+$/.test(text));
    expect(texts).toEqual([]);
  });

  test('in the check of a policy', async () => {
    const { user } = renderApp(<PanelApp />);
    await user.click((await screen.findAllByRole('tab'))[1]!);
    await user.click(await screen.findByRole('button', { name: '⟦Chéck á pólícy⟧' }));
    await user.click(await screen.findByRole('textbox'));
    await user.paste('{"permissions":[{"effect":"Allow","actions":["*"],"resources":["*"]}]}');
    await screen.findByRole('list', { name: '⟦Fíndíngs⟧' });
    const texts = words().filter((text) => !/^\s*J1-[A-Z]\d\d$/.test(text));
    expect(texts).toEqual([]);
  });
});
