import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryKeys, statusOf, type KeyQuery, type KeySummary } from '../../../lib/keys/index.ts';
import { day, hour, makeKey, now } from './builders.ts';

const ids = (keys: readonly KeySummary[], query: KeyQuery = {}) =>
  queryKeys(keys, query, now).map(({ id }) => id);

const list = [
  makeKey({ id: 'revoked', revoked: true }),
  makeKey({ id: 'never', expiresAt: null, level: 'user', grade: 'F' }),
  makeKey({ id: 'expired-long-ago', expiresAt: now - 20 * day, grade: null }),
  makeKey({ id: 'later', expiresAt: now + 90 * day, grade: 'A' }),
  makeKey({ id: 'odd', createdAt: now, expiresAt: now - hour }),
  makeKey({ id: 'expired-just-now', expiresAt: now - hour, grade: 'D' }),
  makeKey({ id: 'next', expiresAt: now + hour, grade: 'C', level: 'integration' }),
  makeKey({ id: 'soon', expiresAt: now + 20 * day, grade: 'D' }),
];

describe('sorting', () => {
  it('by expiry puts what expires next first, and what is over last', () => {
    const expected = [
      'next',
      'soon',
      'later',
      'never',
      'expired-just-now',
      'expired-long-ago',
      'revoked',
      'odd',
    ];
    expect(ids(list)).toEqual(expected);
    expect(ids(list, { reversed: true })).toEqual(expected.toReversed());
  });

  it('by name counts numbers and passes over case and accents', () => {
    const keys = ['key 10', 'Élan', 'key 9', 'alpha', 'Zulu', 'beta'].map((name) =>
      makeKey({ id: name, name }),
    );
    expect(ids(keys, { sort: 'name' })).toEqual(['alpha', 'beta', 'Élan', 'key 9', 'key 10', 'Zulu']);
  });

  it('by creation puts the newest first', () => {
    const keys = [3, 1, 2].map((days) => makeKey({ id: `${days}`, createdAt: now - days * day }));
    expect(ids(keys, { sort: 'created' })).toEqual(['1', '2', '3']);
  });

  it('by grade puts the most powerful first and the unknown last', () => {
    const keys = (['B', null, 'F', 'A', 'D', 'C'] as const).map((grade) =>
      makeKey({ id: `${grade}`, grade }),
    );
    expect(ids(keys, { sort: 'grade' })).toEqual(['F', 'D', 'C', 'B', 'A', 'null']);
  });

  it.each(['expiry', 'name', 'created', 'grade'] as const)(
    'by %s keeps the order of rows that compare alike',
    (sort) => {
      const keys = ['c', 'a', 'b'].map((id) => makeKey({ id }));
      expect(ids(keys, { sort })).toEqual(['c', 'a', 'b']);
      expect(ids(keys, { sort, reversed: true })).toEqual(['c', 'a', 'b']);
    },
  );
});

describe('filtering', () => {
  it.each([
    ['expiring', ['next', 'soon']],
    ['expired', ['expired-just-now', 'expired-long-ago']],
    ['revoked', ['revoked']],
    ['admin-grade', ['soon', 'never', 'expired-just-now']],
  ] as const)('by %s', (filter, expected) => {
    expect(ids(list, { filters: [filter] })).toEqual(expected);
  });

  it('shows any of several statuses, and of these only the admin-grade where that is asked too', () => {
    expect(ids(list, { filters: ['expiring', 'revoked'] })).toEqual(['next', 'soon', 'revoked']);
    expect(ids(list, { filters: ['expiring', 'expired', 'admin-grade'] })).toEqual([
      'soon',
      'expired-just-now',
    ]);
  });

  it('by level', () => {
    expect(ids(list, { level: 'user' })).toEqual(['never']);
    expect(ids(list, { level: null })).toHaveLength(list.length);
  });
});

describe('searching', () => {
  const keys = [
    makeKey({ id: 'id-77', name: 'Résumé exporter' }),
    makeKey({ id: 'id-78', name: 'Ｓｐｌｕｎｋ ＰＲＯＤ' }),
    makeKey({ id: 'id-79', name: 'Terraform (ci)' }),
  ];

  it.each([
    ['resume', ['id-77']],
    ['RE\u0301SUME', ['id-77']],
    ['splunk prod', ['id-78']],
    ['prod splunk', ['id-78']],
    ['ID-79', ['id-79']],
    ['(ci)', ['id-79']],
    ['id-7', ['id-77', 'id-78', 'id-79']],
    ['  ', ['id-77', 'id-78', 'id-79']],
    ['prod terraform', []],
    ['.*', []],
  ])('for "%s"', (search, expected) => {
    expect(ids(keys, { search })).toEqual(expected);
  });

  it('finds a row under its new name after a refresh', () => {
    expect(ids(keys, { search: 'elastic' })).toEqual([]);
    expect(ids([makeKey({ id: 'id-77', name: 'Elastic' })], { search: 'elastic' })).toEqual(['id-77']);
  });
});

describe('whatever the list and the query', () => {
  const keys = fc.array(
    fc.record({
      id: fc.string(),
      name: fc.string({ unit: 'binary' }),
      level: fc.constantFrom('account', 'user', 'integration'),
      createdAt: fc.integer({ min: now - 400 * day, max: now + 2 * day }),
      expiresAt: fc.option(fc.integer({ min: now - 60 * day, max: now + 60 * day })),
      revoked: fc.boolean(),
      grade: fc.constantFrom('A', 'B', 'C', 'D', 'F', null),
    }) satisfies fc.Arbitrary<KeySummary>,
  );
  const query = fc.record(
    {
      search: fc.string({ maxLength: 2 }),
      filters: fc.subarray(['expiring', 'expired', 'revoked', 'admin-grade'] as const),
      level: fc.constantFrom('account', 'user', null),
      sort: fc.constantFrom('expiry', 'name', 'created', 'grade'),
      reversed: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it('leaves the list alone, adds nothing, and asking again changes nothing', () => {
    fc.assert(
      fc.property(keys, query, (rows, asked) => {
        const before = [...rows];
        const shown = queryKeys(rows, asked as KeyQuery, now);
        expect(rows).toEqual(before);
        expect(shown.every((row) => rows.includes(row))).toBe(true);
        expect(queryKeys(shown, asked as KeyQuery, now)).toEqual(shown);
      }),
    );
  });

  it('never shows a key that is over above one that is in use', () => {
    fc.assert(
      fc.property(keys, (rows) => {
        const over = queryKeys(rows, {}, now).map(
          (row) => !['active', 'expiring'].includes(statusOf(row, now)),
        );
        expect(over).toEqual(over.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});
