/**
 * Text from a policy as it may stand in a sentence. What cannot be seen, or turns the reading direction, or is half
 * a character, is named by its code point, so that nothing in a policy can make a message lie.
 */
const longest = 60;

/** Controls, format and private-use characters, blanks other than the space, and letters that have no shape. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u{2800}]|(?! )\p{Z}/gu;
const notAscii = /[^\x20-\x7E]/gu;

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `[U+${hex.padStart(4, '0')}]`;
}

function clip(value: string): string {
  const points = Array.from(value.slice(0, longest * 2 + 2));
  return points.length > longest ? `${points.slice(0, longest).join('')}…` : value;
}

/** The text itself, safe to read, without quotes. */
export function plain(value: string): string {
  return clip(value).replace(unseen, codePoint);
}

/** The text in quotes. */
export function show(value: string): string {
  return `“${plain(value)}”`;
}

/**
 * For words of J1's own vocabulary (effects, actions, resource types), which is plain ASCII: a look-alike letter of
 * another script is named too.
 */
export function showWord(value: string): string {
  const clipped = clip(value);
  const ellipsis = clipped === value ? '' : '…';
  const body = ellipsis === '' ? clipped : clipped.slice(0, -1);
  return `“${body.replace(notAscii, codePoint)}${ellipsis}”`;
}
