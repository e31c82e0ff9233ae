/**
 * What is to be said of a name before a key gets it. J1's own limit is not known, so 128 characters is ours. The name
 * is sent exactly as it was typed.
 */
import { looksLikeSecret } from '../secret-shapes.ts';
import { foldName } from './fold.ts';
import type { KeySummary } from './model.ts';
import { statusOf } from './status.ts';

export const longestName = 128;

/** An `error` keeps the key from being created; a `warning` is only said. */
export type NameFinding =
  | { readonly severity: 'error'; readonly code: 'empty' | 'broken-character' }
  | {
      readonly severity: 'error';
      readonly code: 'too-long';
      readonly length: number;
      readonly longest: number;
    }
  | { readonly severity: 'error'; readonly code: 'control-character'; readonly character: string }
  | { readonly severity: 'warning'; readonly code: 'like-secret' }
  | { readonly severity: 'warning'; readonly code: 'taken'; readonly name: string };

function errors(name: string): NameFinding[] {
  if (name.trim() === '') return [{ severity: 'error', code: 'empty' }];
  const found: NameFinding[] = [];
  const { length } = [...name];
  if (length > longestName) found.push({ severity: 'error', code: 'too-long', length, longest: longestName });
  const control = /\p{Cc}/u.exec(name)?.[0].codePointAt(0);
  if (control !== undefined) {
    const character = `U+${control.toString(16).toUpperCase().padStart(4, '0')}`;
    found.push({ severity: 'error', code: 'control-character', character });
  }
  if (!name.isWellFormed()) found.push({ severity: 'error', code: 'broken-character' });
  return found;
}

function warnings(name: string, keys: readonly KeySummary[], now: number): NameFinding[] {
  const found: NameFinding[] = [];
  if (looksLikeSecret(name)) found.push({ severity: 'warning', code: 'like-secret' });
  const folded = foldName(name);
  const namesake = keys.find((key) => isLive(key, now) && foldName(key.name) === folded);
  if (namesake) found.push({ severity: 'warning', code: 'taken', name: namesake.name });
  return found;
}

function isLive(key: KeySummary, now: number): boolean {
  const status = statusOf(key, now);
  return status !== 'revoked' && status !== 'expired';
}

/**
 * Everything that is wrong or risky about a name, errors first.
 *
 * @param keys the account's keys: a live one of the same name (but for case, width and composition) is a warning
 * @param now epoch milliseconds
 */
export function checkName(name: string, keys: readonly KeySummary[], now: number): NameFinding[] {
  return [...errors(name), ...warnings(name, keys, now)];
}
