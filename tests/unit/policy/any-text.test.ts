import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffPolicies,
  editPolicy,
  explainPolicy,
  gradePolicy,
  gradeReason,
  lintPolicy,
  parsePolicy,
  simulate,
  type PolicyFacts,
} from '../../../lib/policy/index.ts';
import { policy, rule, text } from './arbitrary.ts';

const facts: PolicyFacts = {
  days: 40,
  name: 'key1',
  ids: { dashboard: ['a'] },
  classes: ['Host'],
  types: ['aws_instance'],
  otherKeys: [{ name: 'x', policy: '{"permissions":[{"effect":"ALLOW","actions":[],"resources":[]}]}' }],
  groups: [{ name: 'g', permissions: ['apiKeyUser', 'accessAdmin'] }],
  resourcePermissions: 2,
};
const request = { action: 'dashboard:View', resource: 'dashboard:a' };

function askEverything(anyText: string): void {
  lintPolicy(anyText, facts);
  gradePolicy(anyText);
  gradeReason(anyText, facts, 'en-XA');
  simulate(anyText, request);
  explainPolicy(anyText);
  diffPolicies(anyText, '{"permissions":[]}');
  parsePolicy(anyText);
  editPolicy(anyText, { op: 'add', path: '/permissions/-', value: { effect: 'DENY' } });
  editPolicy(anyText, { op: 'replace', path: '/permissions/0/effect', value: 'DENY' });
  editPolicy(anyText, { op: 'remove', path: '/permissions/0/actions/0' });
  editPolicy(anyText, { op: 'move', from: '/permissions/0', path: '/permissions/-' });
}

describe('every public function, on any text', () => {
  it('never throws', () => {
    fc.assert(fc.property(text, askEverything), { numRuns: 600 });
  });

  it.each([
    ['deep brackets', '['.repeat(5000)],
    ['deep objects', '{"a":'.repeat(100_000)],
    ['mismatched brackets that a parser nests', '[},'.repeat(20_000)],
    ['brackets behind comments and quotes', `/* " */${'['.repeat(5000)}`],
    ['ten megabytes of one letter', 'x'.repeat(10_000_000)],
    ['ten megabytes in one string', JSON.stringify({ permissions: ['x'.repeat(10_000_000)] })],
    ['a text that never ends', `{"a":"${'x'.repeat(1_000_000)}`],
  ])('copes with %s', (_, anyText) => {
    expect(() => askEverything(anyText)).not.toThrow();
    expect(gradePolicy(anyText)).toBeNull();
  });

  it('takes prototype keys for data', () => {
    const odd =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"permissions":[{"__proto__":{"effect":"ALLOW"},"toString":2}]}';
    askEverything(odd);
    expect(lintPolicy(odd).map(({ id, pointer }) => [id, pointer])).toEqual([['J1-E03', '/permissions/0']]);
    expect('polluted' in {}).toBe(false);
  });

  it('judges 10,000 rules in a text of more than a megabyte', () => {
    const permissions = Array.from({ length: 10_000 }, (_, index) => ({
      effect: 'ALLOW',
      actions: ['dashboard:View', 'compliance:GetStandard'],
      resources: [`dashboard:${index}`, 'compliance-standard:pci'],
    }));
    permissions.push({ effect: 'ALLOW', actions: ['*'], resources: ['*'] });
    const large = JSON.stringify({ permissions }, null, 2);
    expect(large.length).toBeGreaterThan(1_000_000);
    expect(gradePolicy(large)).toBe('F');
    expect(explainPolicy(large)[0]).toBe('Can do everything in the account.');
    expect(simulate(large, { action: 'dashboard:View', resource: 'dashboard:9999' })).toMatchObject({
      rule: 9999,
    });
  });

  it('finds a text to be JSON exactly when JSON.parse does, repeated keys and half characters apart', () => {
    fc.assert(
      fc.property(text, (anyText) => {
        const parsed = parsePolicy(anyText);
        let strict = true;
        try {
          JSON.parse(anyText);
        } catch {
          strict = false;
        }
        const own =
          !parsed.ok &&
          parsed.errors.every(({ message }) => /twice in one object|half a character/.test(message));
        expect(parsed.ok || own).toBe(strict);
      }),
      { numRuns: 2000 },
    );
  });

  it('hands over fixes that take their finding away', () => {
    fc.assert(
      fc.property(text, (anyText) => {
        for (const { id, pointer, message, fix } of lintPolicy(anyText, facts)) {
          if (!fix) continue;
          const left = lintPolicy(fix.text, facts);
          expect(
            left.some((each) => each.id === id && each.pointer === pointer && each.message === message),
          ).toBe(false);
          expect(fix.text).not.toBe(anyText);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('writes each message as a sentence in which nothing is invisible', () => {
    fc.assert(
      fc.property(text, (anyText) => {
        for (const { message } of lintPolicy(anyText, facts)) {
          expect(message).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]+\.$/u);
          expect(message.length).toBeLessThan(600);
        }
      }),
    );
  });
});

describe('conditions of thousands of parts', () => {
  const words = (prefix: string): string[] => Array.from({ length: 5000 }, (_, index) => `${prefix}${index}`);
  const read = { effect: 'ALLOW', actions: ['query:ReadGraphData'], resources: ['*'] };
  const withCondition = (condition: unknown): string =>
    JSON.stringify({ permissions: [{ ...read, condition }] });

  it.each([
    [
      'properties',
      withCondition({ queryFilters: [Object.fromEntries(words('p').map((name) => [name, 1]))] }),
    ],
    ['filters', withCondition({ queryFilters: words('C').map((name) => ({ _class: [name] })) })],
    ['values', withCondition({ queryFilters: [{ _class: words('User'), _type: words('aws_instance') }] })],
    [
      'rules',
      JSON.stringify({
        permissions: words('v').map((value) => ({
          ...read,
          effect: 'DENY',
          condition: { stringEquals: { a: value } },
        })),
      }),
    ],
  ])('are judged and told in a few words: %s', (_, large) => {
    expect(() => askEverything(large)).not.toThrow();
    for (const line of explainPolicy(large).slice(0, 100)) expect(line.length).toBeLessThan(300);
    const { reason } = simulate(large, { action: 'query:ReadGraphData', resource: '*' });
    expect(reason.length).toBeLessThan(600);
  });
});

describe('the grade', () => {
  const letters = ['F', 'D', 'C', 'B', 'A'];

  it('is missing exactly where J1-E01, E02 or E06 is found', () => {
    fc.assert(
      fc.property(text, (anyText) => {
        const ids = lintPolicy(anyText).map(({ id }) => id);
        expect(gradePolicy(anyText) === null).toBe(
          ids.some((id) => ['J1-E01', 'J1-E02', 'J1-E06'].includes(id)),
        );
      }),
    );
  });

  it('never gets out of a C, D or F by one more rule', () => {
    fc.assert(
      fc.property(policy, rule, ({ permissions }, more) => {
        const before = gradePolicy(JSON.stringify({ permissions }));
        const after = gradePolicy(JSON.stringify({ permissions: [...permissions, more] }));
        if (before === null || 'AB'.includes(before)) return;
        expect(letters.indexOf(after ?? 'A')).toBeLessThanOrEqual(letters.indexOf(before));
      }),
    );
  });

  it('is F for whatever policy also allows everything', () => {
    fc.assert(
      fc.property(policy, ({ permissions }) => {
        const all = { effect: 'ALLOW', actions: ['*'], resources: ['*'] };
        expect(gradePolicy(JSON.stringify({ permissions: [...permissions, all] }))).toBe('F');
      }),
    );
  });
});

describe('the diff', () => {
  it('of a policy with itself is empty', () => {
    fc.assert(
      fc.property(text, (anyText) => {
        expect(diffPolicies(anyText, anyText)).toEqual({ widened: [], narrowed: [] });
      }),
    );
  });

  it('does not see in which order rules stand', () => {
    fc.assert(
      fc.property(policy, ({ permissions }) => {
        const [one, other] = [permissions, permissions.toReversed()].map((rules) =>
          JSON.stringify({ permissions: rules }),
        );
        expect(diffPolicies(one ?? '', other ?? '')).toEqual({ widened: [], narrowed: [] });
      }),
    );
  });

  it('never says narrowed for one more ALLOW, nor widened for one more DENY', () => {
    fc.assert(
      fc.property(policy, rule, ({ permissions }, more) => {
        const { widened, narrowed } = diffPolicies(
          JSON.stringify({ permissions }),
          JSON.stringify({ permissions: [...permissions, more] }),
        );
        expect(more.effect === 'ALLOW' ? narrowed : widened).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('misses no request that becomes open', () => {
    const words = fc.constantFrom('dashboard:View', 'query:ReadGraphData', '*');
    const places = fc.constantFrom('dashboard:a', 'dashboard:b', '*');
    const plainRule = fc.record({
      effect: fc.constantFrom('ALLOW', 'DENY'),
      actions: fc.array(words, { minLength: 1, maxLength: 2 }),
      resources: fc.array(places, { minLength: 1, maxLength: 2 }),
    });
    const plain = fc.array(plainRule, { maxLength: 4 }).map((permissions) => JSON.stringify({ permissions }));
    fc.assert(
      fc.property(plain, plain, words, places, (before, after, action, resource) => {
        const allowed = (policyText: string): boolean =>
          simulate(policyText, { action, resource }).decision === 'allow';
        const { widened, narrowed } = diffPolicies(before, after);
        if (!allowed(before) && allowed(after)) expect(widened).not.toEqual([]);
        if (allowed(before) && !allowed(after)) expect(narrowed).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a fix of a suggestion', () => {
  it('changes no access', () => {
    fc.assert(
      fc.property(policy, (value) => {
        const before = JSON.stringify(value);
        for (const { severity, fix } of lintPolicy(before)) {
          if (severity !== 'suggestion' || !fix) continue;
          expect(diffPolicies(before, fix.text)).toEqual({ widened: [], narrowed: [] });
        }
      }),
      { numRuns: 500 },
    );
  });
});
