import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { prepareSearch, queryKeys } from '../../../lib/keys/index.ts';
import { makeKey } from './builders.ts';

describe('preparing a search', () => {
  test('never changes what it finds', () => {
    const names = fc.array(fc.string(), { maxLength: 20 });
    fc.assert(
      fc.property(names, fc.string({ maxLength: 3 }), (all, search) => {
        const keys = () => all.map((name, index) => makeKey({ name, id: `${index}` }));
        const [prepared, plain] = [keys(), keys()];
        prepareSearch(prepared);
        expect(queryKeys(prepared, { search }, 0)).toEqual(queryKeys(plain, { search }, 0));
      }),
    );
  });
});
