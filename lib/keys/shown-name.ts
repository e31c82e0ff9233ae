/**
 * A key's name where there is no markup to fence it in (badge, notification, calendar): nothing in it may hide
 * itself, turn the rest of the sentence around or push it out of view.
 */
const invisible = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${code}⟩`;
}

function clipped(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  if (graphemes.length <= longest) return text;
  const kept = graphemes.slice(0, longest - 1).map(({ segment }) => segment);
  return `${kept.join('')}…`;
}

/**
 * The name fit for plain text: control and direction characters are written out as `⟨U+202E⟩`, more than
 * `longest` graphemes are cut, and right-to-left names are isolated from the sentence around them.
 */
export function shownName(name: string, longest = 60): string {
  const plain = clipped(name, longest).replace(invisible, escaped);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
