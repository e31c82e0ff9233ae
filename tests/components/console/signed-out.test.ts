import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksSignedOut } from '../../../lib/console/signed-out.ts';

function page(name: string): Document {
  const html = readFileSync(resolve(import.meta.dirname, '../../pages', `${name}.html`), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('telling a sign-in form', () => {
  it('is by a password field under the words Sign In', () => {
    expect(looksSignedOut(page('sign-in'))).toBe(true);
  });

  it('is not by a form that asks for another service’s password inside the console', () => {
    expect(looksSignedOut(page('integrations-form'))).toBe(false);
  });

  it.each(['settings-account-tokens-mui', 'old-user-api-keys-dialog', 'settings-empty'])(
    'is not on %s',
    (name) => {
      expect(looksSignedOut(page(name))).toBe(false);
    },
  );

  it('is not by a form that nobody sees', () => {
    const hidden = page('sign-in');
    hidden.querySelector('main')!.hidden = true;
    expect(looksSignedOut(hidden)).toBe(false);
  });
});
