/** Names made alike for comparing. What is stored and shown stays as it was typed. */

/** Equal for names that look the same: composed or not, full or half width, capitals or not. */
export function foldName(name: string): string {
  // Upper case first: it opens ligatures and "ß", which lower case leaves alone.
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim();
}

/** As `foldName`, and accents do not count either: "resume" finds "Résumé". */
export function foldForSearch(text: string): string {
  return foldName(text).normalize('NFKD').replace(/\p{M}/gu, '');
}
