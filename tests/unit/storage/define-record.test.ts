import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineRecord, defineRecordFamily } from '../../../lib/storage/define-record.ts';
import { problemOf } from '../../../lib/api/problem.ts';
import { Rig } from '../rig/rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const people = () =>
  defineRecord({
    key: 'people',
    area: 'local',
    version: 3,
    schema: z.array(z.object({ name: z.string(), age: z.number() })),
    fallback: [],
    migrations: {
      2: (data) => (data as string[]).map((name) => ({ name })),
      3: (data) => (data as { name: string }[]).map((one) => ({ ...one, age: 0 })),
    },
  });

const raw = async () => JSON.parse(await rig.everything('local')) as Record<string, unknown>;

describe('reading', () => {
  test('an old version goes through each migration and is not written', async () => {
    await rig.store('people', { v: 1, data: ['Ada'] });
    expect(await people().read()).toEqual([{ name: 'Ada', age: 0 }]);
    expect(await people().inspect()).toBe('old');
    expect(await raw()).toEqual({ people: { v: 1, data: ['Ada'] } });
  });

  test.each([
    ['nothing', undefined, 'absent'],
    ['the current version', { v: 3, data: [] }, 'current'],
    ['a newer version', { v: 4, data: 'whatever' }, 'newer'],
    ['another shape', { v: 3, data: [{ name: 1 }] }, 'unreadable'],
    ['no envelope', ['Ada'], 'unreadable'],
    ['no version', { data: [] }, 'unreadable'],
    ['a version that never was', { v: 0, data: [] }, 'unreadable'],
    ['half a version', { v: 1.5, data: [] }, 'unreadable'],
    ['a negative version', { v: -1e12, data: [] }, 'unreadable'],
    ['a migration that fails', { v: 1, data: 7 }, 'unreadable'],
  ])('%s gives the fallback or the value, and never throws', async (_, stored, state) => {
    if (stored !== undefined) await rig.store('people', stored);
    expect(await people().inspect()).toBe(state);
    expect(await people().read()).toEqual([]);
  });

  test('whatever is stored, it never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await rig.store('people', value ?? 'null');
        expect(Array.isArray(await people().read())).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('writing', () => {
  test('over an old version writes the current one', async () => {
    await rig.store('people', { v: 1, data: ['Ada'] });
    await people().update((all) => [...all, { name: 'Bob', age: 7 }]);
    expect(await raw()).toEqual({
      people: {
        v: 3,
        data: [
          { name: 'Ada', age: 0 },
          { name: 'Bob', age: 7 },
        ],
      },
    });
  });

  test('over an unreadable value sets it aside first', async () => {
    await rig.store('people', 'junk');
    await people().write([]);
    expect(await raw()).toEqual({ people: { v: 3, data: [] }, 'quarantine:people': 'junk' });
  });

  test('over a newer version is refused and leaves it alone', async () => {
    const newer = { v: 4, data: { kept: true } };
    await rig.store('people', newer);
    for (const attempt of [() => people().write([]), () => people().update((all) => all)]) {
      expect(problemOf(await attempt().catch((thrown: unknown) => thrown))).toEqual({ code: 'storage' });
    }
    await people().repair();
    expect(await raw()).toEqual({ people: newer });
  });

  test('that the browser refuses says so and keeps the old value', async () => {
    await people().write([{ name: 'Ada', age: 1 }]);
    rig.extension.writeError = () => new Error('Resource::kQuotaBytes quota exceeded');
    expect(
      problemOf(
        await people()
          .write([])
          .catch((thrown: unknown) => thrown),
      ),
    ).toEqual({ code: 'storage' });
    expect(await people().read()).toEqual([{ name: 'Ada', age: 1 }]);
  });

  test('at once from many places loses nothing', async () => {
    const add = (age: number) => people().update((all) => [...all, { name: 'x', age }]);
    await Promise.all(Array.from({ length: 100 }, (_, age) => add(age)));
    expect((await people().read()).map(({ age }) => age)).toEqual(
      Array.from({ length: 100 }, (_, age) => age),
    );
  });

  test('goes on after a change that failed', async () => {
    const fail = people().update(() => {
      throw new Error('no');
    });
    await expect(fail).rejects.toThrow('no');
    await people().write([{ name: 'Ada', age: 1 }]);
    expect(await people().read()).toHaveLength(1);
  });
});

describe('repair', () => {
  test('writes the migrated data, and does nothing the second time', async () => {
    await rig.store('people', { v: 2, data: [{ name: 'Ada' }] });
    expect(await people().repair()).toBe('old');
    expect(await people().repair()).toBe('current');
    expect(await raw()).toEqual({ people: { v: 3, data: [{ name: 'Ada', age: 0 }] } });
  });

  test('moves the unreadable aside', async () => {
    await rig.store('people', 'junk');
    await people().repair();
    expect(await raw()).toEqual({ 'quarantine:people': 'junk' });
  });

  test('keeps the unreadable where it is if it cannot be set aside', async () => {
    await rig.store('people', 'junk');
    rig.extension.writeError = () => new Error('full');
    await expect(people().repair()).rejects.toThrow('storage');
    expect(await raw()).toEqual({ people: 'junk' });
  });
});

test('in an incognito window every record lives in memory', async () => {
  vi.spyOn(rig.extension.browser.extension, 'inIncognitoContext', 'get').mockReturnValue(true);
  const record = people();
  await record.write([{ name: 'Ada', age: 1 }]);
  expect(record.area).toBe('session');
  expect(await raw()).toEqual({});
});

test('records of one shape are apart for each account', async () => {
  const family = defineRecordFamily({
    prefix: 'note',
    area: 'local',
    version: 1,
    schema: z.string(),
    fallback: '',
  });
  await family.of('us/a').write('A');
  await family.of('eu/a').write('B');
  expect(await family.of('us/a').read()).toBe('A');
  await family.of('us/a').remove();
  expect([await family.of('us/a').read(), await family.of('eu/a').read()]).toEqual(['', 'B']);
});

test('who watches a record hears of its changes and of no other’s', async () => {
  const heard = vi.fn<() => void>();
  const stop = people().watch(heard);
  await people().write([]);
  await rig.store('others', 1);
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  await people().write([{ name: 'Ada', age: 1 }]);
  expect(heard).toHaveBeenCalledTimes(1);
});
