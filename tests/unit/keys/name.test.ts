import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, nameFindingText, shownName } from '../../../lib/keys/index.ts';
import { day, makeKey, now } from './builders.ts';

const codes = (name: string, keys: Parameters<typeof checkName>[1] = []) =>
  checkName(name, keys, now).map(({ code }) => code);

describe('a name', () => {
  it.each([
    ['ordinary', 'splunk-prod', []],
    ['with blanks around, which stay', '  splunk  ', []],
    ['of one character', 'x', []],
    ['of 128 characters', 'ab '.repeat(43).slice(0, 128), []],
    ['of 128 emoji', '🔑'.repeat(128), []],
    ['of 129 characters', 'ab '.repeat(43), ['too-long']],
    ['of 10 000 characters', 'ab '.repeat(3334), ['too-long']],
    ['that is empty', '', ['empty']],
    ['of blanks', ' \t\u00a0\u3000', ['empty']],
    ['with NUL', 'a\0b', ['control-character']],
    ['with a line break', 'a\nb', ['control-character']],
    ['with a lone surrogate', 'a\ud83d', ['broken-character']],
    [
      'with several things wrong',
      `\x07\ud83d${'x y'.repeat(50)}`,
      ['too-long', 'control-character', 'broken-character'],
    ],
    ['that is markup', '<img src=x onerror=alert(1)>', []],
    ['that is a template', '${a}{{b}}%00../', []],
    ['in Arabic', 'مفتاح', []],
    ['with a joined emoji', '👩‍👩‍👧', []],
    ['like an opaque J1 key', 'Ab3dEf9hIj'.repeat(8).slice(0, 76), ['like-secret']],
    ['like a JWT', 'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln', ['like-secret']],
    ['like hexadecimal', '0123456789abcdef0123456789abcdef', ['like-secret']],
    ['that speaks of tokens', 'Token terraform-production-readonly', []],
  ])('%s', (_, name, expected) => {
    expect(codes(name)).toEqual(expected);
  });

  it.each([
    ['the same', 'Café 1', 'Café 1'],
    ['decomposed', 'Café 1', 'Cafe\u0301 1'],
    ['in capitals', 'Café 1', 'CAFÉ 1'],
    ['in full width', 'Café 1', 'Ｃａｆé １'],
    ['with a sign for three letters', 'tel 1', '℡ 1'],
    ['with ss for ß', 'Straße', 'STRASSE'],
    ['with blanks around', 'Café 1', ' Café 1 '],
  ])('that a live key has, %s, is a warning', (_, taken, name) => {
    expect(checkName(name, [makeKey({ name: taken })], now)).toEqual([
      { severity: 'warning', code: 'taken', name: taken },
    ]);
  });

  it('that differs by an accent is another name', () => {
    expect(codes('Cafe', [makeKey({ name: 'Café' })])).toEqual([]);
  });

  it('of a revoked or expired key is free', () => {
    const keys = [makeKey({ name: 'a', revoked: true }), makeKey({ name: 'a', expiresAt: now - day })];
    expect(codes('a', keys)).toEqual([]);
  });

  it('has a text for everything that can be wrong with it', () => {
    const findings = [
      ...checkName('', [], now),
      ...checkName(`\0\ud83d${'0'.repeat(200)}`, [], now),
      ...checkName('a', [makeKey({ name: 'a' })], now),
    ];
    expect(findings.map(({ code }) => code)).toEqual([
      'empty',
      'too-long',
      'control-character',
      'broken-character',
      'like-secret',
      'taken',
    ]);
    for (const finding of findings) {
      expect(nameFindingText(finding)).not.toMatch(/[{}]/);
      expect(nameFindingText(finding, 'en-XA')).toMatch(/^⟦.*⟧$/);
    }
    expect(nameFindingText(findings[2] as never)).toContain('(U+0000)');
  });
});

describe('a name as it is shown in plain text', () => {
  it.each([
    ['an ordinary name', 'splunk-prod', 'splunk-prod'],
    ['a turn of direction', 'a\u202egnp.exe', 'a⟨U+202E⟩gnp.exe'],
    ['a line break', 'a\nb', 'a⟨U+000A⟩b'],
    ['an invisible character', 'a\u200bb', 'a⟨U+200B⟩b'],
    ['a lone surrogate', 'a\ud83d', 'a⟨U+D83D⟩'],
    ['a right-to-left name, isolated', 'מפתח', '\u2068מפתח\u2069'],
    ['a joined emoji', '👩‍👩‍👧', '👩‍👩‍👧'],
  ])('%s', (_, name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it('is cut between graphemes', () => {
    expect(shownName('👩‍👩‍👧'.repeat(61))).toBe(`${'👩‍👩‍👧'.repeat(59)}…`);
    expect(shownName('a'.repeat(70))).toBe(`${'a'.repeat(59)}…`);
    expect(shownName('👩‍👩‍👧'.repeat(60))).toBe('👩‍👩‍👧'.repeat(60));
  });

  it('never holds a control or direction character of the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(shownName(name).replace(/^\u2068(.*)\u2069$/s, '$1')).not.toMatch(
          /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
    );
  });
});
