import { describe, expect, it } from 'vitest';
import { explainPolicy } from '../../../lib/policy/index.ts';
import { caseFile, textOf } from './cases.ts';

interface Case {
  name: string;
  policy: unknown;
  lines: string[];
}

describe('explainPolicy', () => {
  it.each(caseFile<Case[]>('explain/golden.json'))('$name', ({ policy, lines }) => {
    expect(explainPolicy(textOf(policy))).toEqual(lines);
  });

  it('says that a policy is too large to subtract every denial instead of hanging', () => {
    const words = (prefix: string): string[] =>
      Array.from({ length: 2000 }, (_, index) => `${prefix}${index}`);
    const [actions, resources] = [words('rules:List'), words('dashboard:')];
    const text = JSON.stringify({
      permissions: ['DENY', 'ALLOW'].map((effect) => ({ effect, actions, resources })),
    });
    expect(explainPolicy(text).at(-2)).toContain('too large');
  });
});
