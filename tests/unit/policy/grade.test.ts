import { describe, expect, it } from 'vitest';
import { gradePolicy, gradeReason, type PolicyFacts } from '../../../lib/policy/index.ts';
import { caseFile, textOf } from './cases.ts';

interface Case {
  name: string;
  policy: unknown;
  facts?: PolicyFacts;
  grade: string | null;
  rule: string | null;
}

describe('gradePolicy', () => {
  it.each(caseFile<Case[]>('grade/grades.json'))('$name', ({ policy, facts, grade, rule }) => {
    const text = textOf(policy);
    expect(gradePolicy(text, facts)).toBe(grade);
    const reason = gradeReason(text, facts);
    expect(reason).toMatchObject({ grade, rule });
    expect(reason.sentence).toMatch(grade ? new RegExp(`^Grade ${grade}: .+\\.$`) : /^No grade yet: .+\.$/);
  });
});
