/** Makes a server's text fit to be stored and shown: no secrets, no control or direction characters, 300 characters. */
import { maskSecretShapes } from '../secret-shapes.ts';

const invisible = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

export function redact(text: string): string {
  return maskSecretShapes(text.slice(0, 2000).replace(invisible, ' ')).slice(0, 300);
}
