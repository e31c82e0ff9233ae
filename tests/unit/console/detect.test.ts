import fc from 'fast-check';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { detectPage } from '../../../lib/console/index.ts';
import { guessedSlugs, settingsLabels, oldModalTitles } from '../../../lib/console/selectors.ts';

const home = 'https://acme.apps.us.jupiterone.io';

describe('page detection by address alone', () => {
  it('says which verdicts rest on a guess', () => {
    expect(detectPage(`${home}/settings/account-management`).evidence).toEqual([
      'url /settings/account-management',
    ]);
    for (const slug of Object.keys(guessedSlugs)) {
      expect(detectPage(`${home}/settings/${slug}`).evidence).toEqual([`guessed slug ${slug}`]);
    }
  });

  it('never throws, and says other for everything outside the console, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
        expect(detectPage(text).kind).toBe('other');
        expect(typeof detectPage(`${home}${text}`).kind).toBe('string');
        expect(typeof detectPage(`${home}/settings/${text}`).kind).toBe('string');
        expect(typeof detectPage(`${home}/integrations/${text}`).kind).toBe('string');
      }),
    );
  });
});

describe('page detection with a document', () => {
  const { document } = new Window();
  const label = fc.constantFrom(
    ...Object.keys(settingsLabels),
    ...Object.keys(oldModalTitles),
    'ADMIN',
    'API Token(s)',
    '/',
    '',
  );
  const open = fc.constantFrom(
    '<div>',
    '<li class="active">',
    '<h1>',
    '<div role="dialog">',
    '<div class="modal">',
    '<div role="tablist">',
    '<a href="/settings/users">',
    '<p hidden>',
    '<table>',
    '<svg>',
    '<template>',
  );
  const path = fc.constantFrom(
    '/',
    '/settings',
    '/settings/users',
    '/integrations/aws',
    '/settings/account-management',
    '/alerts',
  );

  it('never throws and keeps to the area of the address, whatever the markup', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(open, label)), path, (pieces, at) => {
        document.body.innerHTML = pieces.map(([tag, text]) => `${tag}${text.replace('&', '&amp;')}`).join('');
        const page = detectPage(`${home}${at}`, document as unknown as Document);
        expect(page.evidence.length).toBeGreaterThan(0);
        expect(detectPage(`https://evil.example${at}`, document as unknown as Document).kind).toBe('other');
      }),
      { numRuns: 300 },
    );
  });

  it('goes by the address when the markup cannot be read', () => {
    const broken = {
      querySelectorAll: () => {
        throw new Error('no');
      },
    } as unknown as ParentNode;
    expect(detectPage(`${home}/settings/users`, broken).kind).toBe('users');
  });

  it('takes a part of the document as well as the whole', () => {
    document.body.innerHTML =
      '<div id="menu"></div><div id="modal" role="dialog"><h2>USER API KEYS</h2></div>';
    const modal = document.getElementById('modal') as unknown as Element;
    const menu = document.getElementById('menu') as unknown as Element;
    expect(detectPage(`${home}/alerts`, modal).kind).toBe('account-tokens');
    expect(detectPage(`${home}/alerts`, menu).kind).toBe('other');
  });
});
