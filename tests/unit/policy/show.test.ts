import { describe, expect, it } from 'vitest';
import { plain, show, showWord } from '../../../lib/policy/show.ts';

describe('text from a policy in a sentence', () => {
  it.each([
    ['a zero-width blank', 'a\u200bb', 'a[U+200B]b'],
    ['a turned reading direction', '\u202eab', '[U+202E]ab'],
    ['an annotation mark', 'a\ufff9', 'a[U+FFF9]'],
    ['a blank that does not break', 'a\u00a0b', 'a[U+00A0]b'],
    ['a letter without a shape', '\u3164', '[U+3164]'],
    ['half a character', '\ud83d!', '[U+D83D]!'],
    ['NUL', '\0', '[U+0000]'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
    ['a tag beyond the first plane', '\u{e0041}', '[U+E0041]'],
  ])('names %s by its code point', (_, text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it('leaves letters of every script and emoji as they are', () => {
    expect(show('Zürich Ωμέγα 東京 😀')).toBe('“Zürich Ωμέγα 東京 😀”');
  });

  it('names letters of other scripts in words of the policy language', () => {
    expect(showWord('\u0410LLOW')).toBe('“[U+0410]LLOW”');
  });

  it('cuts long text between characters', () => {
    expect(plain('😀'.repeat(61))).toBe(`${'😀'.repeat(60)}…`);
    expect(showWord('x'.repeat(1_000_000))).toBe(`“${'x'.repeat(60)}…”`);
  });
});
