import { describe, expect, it } from 'vitest';
import { diffPolicies } from '../../../lib/policy/index.ts';
import { caseFile, textOf } from './cases.ts';

interface Case {
  name: string;
  before: unknown;
  after: unknown;
  widened: string[];
  narrowed: string[];
}

const cases = caseFile<Case[]>('diff/changes.json');

describe('diffPolicies', () => {
  it.each(cases)('$name', ({ before, after, widened, narrowed }) => {
    expect(diffPolicies(textOf(before), textOf(after))).toEqual({ widened, narrowed });
  });

  it.each(cases)('says as much the other way round: $name', ({ before, after, widened, narrowed }) => {
    const back = diffPolicies(textOf(after), textOf(before));
    expect([back.widened.length > 0, back.narrowed.length > 0]).toEqual([
      narrowed.length > 0,
      widened.length > 0,
    ]);
  });

  it('says that its lists may lack something when the policies are too large to compare', () => {
    const words = (prefix: string): string[] =>
      Array.from({ length: 1000 }, (_, index) => `${prefix}${index}`);
    const rule = { effect: 'ALLOW', actions: words('rules:List'), resources: words('dashboard:') };
    const { widened, narrowed } = diffPolicies('', JSON.stringify({ permissions: [rule] }));
    expect([widened.at(-1), narrowed.at(-1)].map((line) => line?.includes('too large'))).toEqual([
      true,
      true,
    ]);
  });
});
