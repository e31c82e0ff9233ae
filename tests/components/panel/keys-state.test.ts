import { describe, expect, test } from 'vitest';
import { keysState, type KeysKnown } from '../../../components/panel/keys-state.ts';
import { makeKey } from '../builders.ts';
import { makeInventory } from './make.ts';

const nothing: KeysKnown = { inventory: null, refresh: null, asking: false, problem: null };
const refresh = { id: 'r', startedAt: 0, loaded: 0, cancelled: false };
const some = makeInventory([makeKey('splunk-prod', 9)]);
const none = makeInventory([]);
const signedOut = { code: 'signed-out' } as const;

describe('what the list of keys may say about itself', () => {
  test('is "never checked" only when nothing is known and nobody asked', () => {
    expect(keysState(nothing)).toEqual({ kind: 'never' });
    expect(keysState({ ...nothing, asking: true })).toEqual({ kind: 'loading' });
    expect(keysState({ ...nothing, refresh })).toEqual({ kind: 'loading' });
  });

  test('is empty only when a complete answer had no keys', () => {
    expect(keysState({ ...nothing, inventory: none })).toEqual({ kind: 'empty' });
    expect(keysState({ ...nothing, inventory: makeInventory([], { complete: false }) })).toEqual({
      kind: 'never',
    });
  });

  test('names the problem instead of looking empty', () => {
    expect(keysState({ ...nothing, problem: signedOut })).toEqual({ kind: 'problem', problem: signedOut });
    expect(keysState({ ...nothing, inventory: none, problem: { code: 'no-right' } })).toEqual({
      kind: 'problem',
      problem: { code: 'no-right' },
    });
  });

  test('keeps the last known rows beside a problem', () => {
    expect(keysState({ ...nothing, inventory: some, problem: signedOut })).toEqual({
      kind: 'list',
      problem: signedOut,
      partial: false,
    });
  });

  test('calls a list partial when its reading stopped early, not while it goes on', () => {
    const early = makeInventory([makeKey('splunk-prod', 9)], {
      complete: false,
      problem: { code: 'timeout' },
    });
    expect(keysState({ ...nothing, inventory: early })).toEqual({
      kind: 'list',
      problem: { code: 'timeout' },
      partial: true,
    });
    expect(keysState({ ...nothing, inventory: early, refresh })).toEqual({
      kind: 'list',
      problem: null,
      partial: false,
    });
  });
});
