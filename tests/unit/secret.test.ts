import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../lib/secret.ts';

const canary = 'CANARY-76';
const secret = new Secret(canary);

describe('a secret', () => {
  it('tells its value when it is asked to reveal it', () => {
    expect(secret.reveal()).toBe(canary);
  });

  it.each([
    ['a template', `${secret}`],
    ['concatenation', '' + secret],
    ['String', String(secret)],
    ['valueOf', secret.valueOf()],
    ['toString', secret.toString()],
  ])('reads [secret] in %s', (_, text) => {
    expect(text).toBe('[secret]');
  });

  it.each([
    ['JSON', JSON.stringify({ secret })],
    ['inspection', inspect({ secret }, { depth: 9, showHidden: true })],
    ['inspection with own hooks off', inspect(secret, { customInspect: false, showHidden: true })],
    ['its own properties', JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(secret)))],
    ['its function', String(secret.reveal)],
  ])('does not leak into %s', (_, text) => {
    expect(text).not.toContain(canary);
  });

  it('cannot be cloned into a message or a database', () => {
    expect(() => structuredClone({ secret })).toThrow(/could not be cloned/);
  });
});
