import { describe, expect, it } from 'vitest';
import {
  defaultTemplateId,
  describeAction,
  describeResourceType,
  explainPolicy,
  gradePolicy,
  gradeReason,
  lintPolicy,
  diffPolicies,
  simulate,
  templates,
  templatesIn,
  vocabulary,
} from '../../../lib/policy/index.ts';

describe('templates', () => {
  it('are at least ten, each with an id and a title of its own', () => {
    expect(templates.length).toBeGreaterThanOrEqual(10);
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
    expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length);
  });

  it('have the grades that are meant', () => {
    expect(Object.fromEntries(templates.map(({ id, policy }) => [id, gradePolicy(policy)]))).toEqual({
      'read-only-query': 'A',
      'whole-graph-query': 'C',
      'dashboard-viewer': 'A',
      'siem-export': 'A',
      'mcp-read-only': 'C',
      'sync-job': 'D',
      'compliance-reporter': 'A',
      'parameters-reader': 'C',
      'parameters-admin': 'D',
      'raw-entity-export': 'C',
      'settings-reader': 'A',
      'connection-check': 'A',
      terraform: 'F',
    });
  });

  it.each(templates)('$id can be created as it stands for the days it suggests', ({ policy, days }) => {
    const ids = lintPolicy(policy, { days }).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('J1-E') || id === 'J1-S09' || id.startsWith('J1-I'))).toEqual([]);
  });

  it.each(templates)(
    '$id says in its purpose what has to be accepted, and only then',
    ({ policy, purpose }) => {
      const accepted = lintPolicy(policy).some(({ severity }) => severity === 'security');
      expect(/you accept/i.test(purpose)).toBe(accepted);
    },
  );

  it.each(templates)('$id lives as long as its grade allows', ({ policy, days }) => {
    const most: Record<string, number> = { A: 90, B: 90, C: 90, D: 30, F: 7 };
    expect(days).toBe(most[gradePolicy(policy) ?? '']);
  });

  it('start with a default in which nothing has to be accepted', () => {
    expect(templates[0]?.id).toBe(defaultTemplateId);
    const findings = lintPolicy(templates[0]?.policy ?? '');
    expect(findings.filter(({ severity }) => severity === 'security' || severity === 'error')).toEqual([]);
  });
});

describe('the texts', () => {
  const samples = [
    '',
    '{',
    '[]',
    '{"permissions":[{}]}',
    '{"permissions":[{"effect":"ALLOW","actions":["*","rules:List"],"resources":["*"],"condition":{"queryFilters":[{"_class":["Host","User"]},{"_type":"x"}]}},{"effect":"DENY","actions":["dashboard:View"],"resources":["dashboard:a"]}]}',
  ];
  const facts = { days: 0, name: 'x', wildcards: 'refused' as const, resourcePermissions: 1 };

  it('reach the pseudo-locale, every one of them', () => {
    const texts = [
      ...templatesIn('en-XA').flatMap(({ title, purpose }) => [title, purpose]),
      ...vocabulary.actions.map(({ name }) => describeAction(name, 'en-XA')),
      ...vocabulary.resourceTypes.map((type) => describeResourceType(type, 'en-XA')),
      ...samples.flatMap((sample) => [
        ...lintPolicy(sample, facts, 'en-XA').flatMap(({ message, fix }) =>
          fix ? [message, fix.title] : [message],
        ),
        ...explainPolicy(sample, 'en-XA'),
        simulate(sample, { action: 'dashboard:View', resource: 'dashboard:a' }, 'en-XA').reason,
        gradeReason(sample, facts, 'en-XA').sentence,
        ...diffPolicies('', sample, 'en-XA').widened,
      ]),
    ];
    expect(texts.filter((text) => !/^⟦.*⟧$/.test(text))).toEqual([]);
  });

  it('leave no place unfilled', () => {
    const texts = samples.flatMap((sample) => [
      ...lintPolicy(sample, facts).flatMap(({ message, fix }) => (fix ? [message, fix.title] : [message])),
      ...explainPolicy(sample),
    ]);
    expect(texts.filter((text) => /\{\w+\}/.test(text))).toEqual([]);
  });

  it('describe every action and type of the vocabulary, and nothing else', () => {
    expect(vocabulary.actions.map(({ name }) => describeAction(name)).filter((text) => text === '')).toEqual(
      [],
    );
    expect(describeAction('constructor')).toBe('');
    expect(describeResourceType('toString')).toBe('toString');
  });
});
