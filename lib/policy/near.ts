/** "Did you mean": look-alike letters folded to ASCII, and the nearest known word within two slips of the hand. */

/** Cyrillic and Greek letters that look like Latin ones, each above its Latin twin. */
const foreign =
  '\u0410\u0430\u0412\u0415\u0435\u041A\u041C\u041D\u041E\u043E\u0420\u0440\u0421\u0441\u0422' +
  '\u0423\u0443\u0425\u0445\u0406\u0456\u0405\u0455\u0408\u0458\u0501\u051C\u051D\u0391\u0392' +
  '\u0395\u0397\u0399\u039A\u039C\u039D\u039F\u03BF\u03A1\u03A4\u03A5\u03A7\u03BD';
const latin = 'AaBEeKMHOoPpCcTYyXxIiSsJjdWwABEHIKMNOoPTYXv';

/** The text with invisible characters dropped and look-alike and full-width letters made plain. */
export function foldLookalikes(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  const plain = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, '');
  return Array.from(plain, (letter) => latin[foreign.indexOf(letter)] ?? letter).join('');
}

/**
 * The one candidate that differs from the word in case only, or by at most two slips (a letter more, less, other, or
 * two swapped). `null` where there is none, or two are equally near: a guess would be as likely wrong as right.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > 100) return null;
  const folded = foldLookalikes(word).trim().toLowerCase();
  const limit = Math.min(2, Math.floor(folded.length / 3));
  let best = limit + 1;
  let found: string | null = null;
  for (const candidate of candidates) {
    const slips = slipsBetween(folded, candidate.toLowerCase(), limit);
    if (slips < best) {
      best = slips;
      found = candidate;
    } else if (slips === best) found = null;
  }
  return found;
}

/** Optimal string alignment distance; anything above the limit is told as limit + 1. */
function slipsBetween(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[line - 1] === other[column - 1];
      const swapped = one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      next[column] = Math.min(
        (row[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (row[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return Math.min(row[other.length] ?? 0, limit + 1);
}
