import { describe, expect, it } from 'vitest';
import { lintPolicy, type PolicyFacts, type Severity } from '../../../lib/policy/index.ts';
import { caseFile, caseFiles, textOf } from './cases.ts';

interface PassingCase {
  name: string;
  policy: unknown;
  facts?: PolicyFacts;
}

interface FailingCase extends PassingCase {
  pointer: string;
  severity?: Severity;
  /** A part of the message. */
  says?: string;
  /** The whole text after the fix; `false` where none is offered. */
  fixed?: unknown;
}

interface RuleCases {
  failing: FailingCase[];
  passing: PassingCase[];
}

const severities: Record<string, Severity> = { E: 'error', S: 'security', W: 'warning', I: 'suggestion' };
const rules = caseFiles('lint').map((file) => ({
  id: file.replace('.json', ''),
  ...caseFile<RuleCases>(`lint/${file}`),
}));

describe('the lint catalogue', () => {
  it('has two failing and two passing cases for each of its 38 rules', () => {
    expect(rules).toHaveLength(38);
    const thin = rules.filter(({ failing, passing }) => failing.length < 2 || passing.length < 2);
    expect(thin.map(({ id }) => id)).toEqual([]);
  });

  for (const { id, failing, passing } of rules) {
    describe(id, () => {
      it.each(failing)('is found: $name', (example) => {
        const text = textOf(example.policy);
        const found = lintPolicy(text, example.facts).find(
          (each) => each.id === id && each.pointer === example.pointer,
        );
        expect(found).toBeDefined();
        expect(found?.severity).toBe(example.severity ?? severities[id.charAt(3)]);
        expect(found?.message).toMatch(/\.$/);
        if (example.says !== undefined) expect(found?.message).toContain(example.says);
        if (example.fixed === false) expect(found?.fix).toBeUndefined();
        else if (example.fixed !== undefined) expect(found?.fix?.text).toBe(textOf(example.fixed));
        if (found?.fix)
          expect(lintPolicy(found.fix.text, example.facts).map((each) => each.id)).not.toContain(id);
      });

      it.each(passing)('stays silent: $name', ({ policy, facts }) => {
        expect(lintPolicy(textOf(policy), facts).map((each) => each.id)).not.toContain(id);
      });
    });
  }
});
