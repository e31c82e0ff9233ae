import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/index.ts';

describe('parsePolicy', () => {
  it('gives the tree with the place of each value', () => {
    const parsed = parsePolicy('{ "permissions": [] }');
    expect(parsed.ok && parsed.root.children?.[0]?.children?.[1]).toMatchObject({
      type: 'array',
      offset: 17,
      length: 2,
    });
  });

  it.each([
    ['{"a":1,}', 1, 7],
    ['{\n"a":1\n"b":2}', 3, 1],
    ['{\r\n"a":\r\n}', 3, 1],
    ['{\r"a" 1}', 2, 5],
    ['\u2028', 1, 1],
    ['{"a":1} {', 1, 9],
    ['{"a":"\\x"}', 1, 6],
    ['{"a":01}', 1, 7],
  ])('tells line and column of the first error in %j', (text, line, column) => {
    const parsed = parsePolicy(text);
    expect(parsed.ok ? null : parsed.errors[0]).toMatchObject({ line, column, pointer: '' });
  });

  it('tells the place and the pointer of each repeated key', () => {
    const parsed = parsePolicy('{"a":[{"b":1,"b":2}],\n"a":3}');
    const places = parsed.ok ? [] : parsed.errors.map(({ pointer, line, column }) => [pointer, line, column]);
    expect(places).toEqual([
      ['/a', 2, 1],
      ['/a/0/b', 1, 14],
    ]);
  });

  it('reads 200 levels and refuses 201', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(parsePolicy(nested(200)).ok).toBe(true);
    expect(parsePolicy(nested(201)).ok).toBe(false);
  });

  it('reads brackets inside texts as text', () => {
    expect(parsePolicy(JSON.stringify('['.repeat(1000))).ok).toBe(true);
  });
});
