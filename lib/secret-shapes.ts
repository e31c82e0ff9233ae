/**
 * What secrets look like, to keep them out of logs and messages and to warn of one in a key's name. J1's keys (seen
 * in pictures of its documentation and in its clients): RS256 JWTs, 76 letters and digits, long hexadecimal text.
 */
const mask = '[secret]';

/** What stands behind one of these words is a credential, whatever its shape; the word itself stays readable. */
const introduced =
  /\b(bearer\s+|(?:authorization|api[-_]?key|password|secret|token)\\?["']?\s*[:=]\s*\\?["']?)(?!\[secret\])[\w.~+/%-]{8,}=*/gi;

const shapes: readonly RegExp[] = [
  // JWT. The signature may be cut off, the rest already tells who and what.
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  // J1's own 76, and anything nearly as long: no id, name or word has so many letters and digits on end.
  /[A-Za-z0-9]{48,}/g,
  /[0-9a-f]{32,}/gi,
  // Other makers' keys that people have at hand: AWS, GitHub, Slack.
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
];

/** The text with everything that looks like a secret replaced by `[secret]`. */
export function maskSecretShapes(text: string): string {
  const unintroduced = text.replace(introduced, (_, word: string) => word + mask);
  return shapes.reduce((masked, shape) => masked.replace(shape, mask), unintroduced);
}

export function looksLikeSecret(text: string): boolean {
  return maskSecretShapes(text) !== text;
}
