import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../../lib/api/client.ts';
import { decodeTokenPage } from '../../../lib/api/decode.ts';
import { readCreateAnswer } from '../../../lib/api/mutations/keys.ts';
import { problemText } from '../../../lib/api/problem-text.ts';
import { problemCodes, problemOf, problemSchema, type Problem } from '../../../lib/api/problem.ts';
import type { PageAnswer } from '../../../lib/messaging/page-contract.ts';

interface Case {
  readonly source: string;
  readonly answer: PageAnswer;
  readonly problem: string | null;
  readonly sentence?: string;
  readonly retryAfterMs?: number;
  readonly creation: string;
  readonly key?: { id: string; hasSecret: boolean; expiresAt: number | null };
  readonly list?: {
    ids: string[];
    unreadable: number;
    foreign: boolean;
    cursor: string | null;
    hasMore: boolean;
    times?: [number, number];
  };
}

const folder = new URL('../../cases/answers/', import.meta.url);
const cases = readdirSync(folder).map((file): [string, Case] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case,
]);

async function problemIn(answer: PageAnswer): Promise<Problem | null> {
  return readAnswer(answer).then(({ problem }) => problem, problemOf);
}

describe.each(cases)('an answer like "%s"', (_, each) => {
  const { answer, problem, sentence, retryAfterMs, creation, key } = each;

  test('becomes one member of the problem union, with its sentence', async () => {
    const found = await problemIn(answer);
    expect(found?.code ?? null).toBe(problem);
    if (found) expect(problemSchema.safeParse(found).success).toBe(true);
    if (sentence) expect(problemText(found!, 'en')).toBe(sentence);
    if (retryAfterMs) expect(found?.retryAfterMs).toBe(retryAfterMs);
  });

  test('means for a creation what it must mean', async () => {
    const outcome = await readCreateAnswer(answer, { form: 'input', field: 'secret' });
    expect(outcome.kind).toBe(creation);
    if (outcome.kind !== 'created') return;
    const { id, secret, expiresAt } = outcome.key;
    expect({ id, hasSecret: secret !== null, expiresAt }).toEqual(key);
    expect(JSON.stringify(outcome)).not.toMatch(/s{70}|t{70}/);
  });
});

const lists = cases.flatMap(([name, { answer, list }]) => (list ? [[name, { answer, list }] as const] : []));

test.each(lists)(
  'a page like "%s" is read row by row, and nothing comes in that was not asked for',
  async (_, each) => {
    const { data } = await readAnswer(each.answer);
    const page = decodeTokenPage(data?.['tokens'], 'acme')!;
    const { rows, unreadable, foreign, cursor, hasMore } = page;
    const { times, ...expected } = each.list;
    expect({ ids: rows.map(({ id }) => id), unreadable, foreign, cursor, hasMore }).toEqual(expected);
    if (times) expect([rows[0]!.createdAt, rows[0]!.expiresAt]).toEqual(times);
    expect(JSON.stringify(page)).not.toMatch(/C4N4RY|colour|evil/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  },
);

test('every problem has a sentence of its own that ends like one', () => {
  const sentences = problemCodes.map((code) => problemText({ code }, 'en'));
  expect(new Set(sentences).size).toBe(problemCodes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+[^!]\.$/s);
});

test('every problem speaks the pseudo-locale, with what the server said inside', () => {
  for (const code of problemCodes) {
    expect(problemText({ code, detail: 'why' }, 'en-XA')).toMatch(/^⟦.*⟧$/s);
  }
});
