import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as storedRecords from '../../../lib/storage/records.ts';
import type { RecordFamily, StoredRecord } from '../../../lib/storage/define-record.ts';
import { Rig } from '../rig/rig.ts';
import { account, acme, create, reveal, revoke } from '../rig/scenes.ts';

const { accountRecords, singleRecords } = storedRecords;

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.stop());

const singles = singleRecords as unknown as readonly StoredRecord<unknown>[];
const families = accountRecords as unknown as readonly RecordFamily<unknown>[];

const samples = [
  ...singles.map((record) => ({ name: record.key, record, version: record.version })),
  ...families.map((family) => ({ name: family.prefix, record: family.of(account), version: family.version })),
].flatMap(({ name, record, version }) =>
  Array.from({ length: version }, (_, index) => ({ name, record, version: index + 1 })),
);

test.each(samples)('version $version of "$name" has a sample, and it is still read', async (sample) => {
  const file = new URL(`../../cases/storage/${sample.name}/v${sample.version}.json`, import.meta.url);
  expect(existsSync(file), `${file.pathname} is missing`).toBe(true);
  const data = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  await rig.store(sample.record.key, { v: sample.version, data }, sample.record.area);
  expect(await sample.record.inspect()).toBe(sample.version === sample.record.version ? 'current' : 'old');
  if (sample.version === sample.record.version) expect(await sample.record.read()).toEqual(data);
});

test('every record that is defined is repaired at the start, and has its samples', () => {
  const isRecord = (value: unknown): value is object =>
    typeof value === 'object' &&
    value !== null &&
    ('repair' in value || ('prefix' in value && 'of' in value));
  const defined = Object.values(storedRecords).filter(isRecord);
  // The budget is a host's, lives in memory and is worth nothing a minute later.
  const listed: readonly object[] = [...singles, ...families, storedRecords.budgetRecord];
  expect(defined.filter((record) => !listed.includes(record))).toEqual([]);
});

test('only records in memory may hold a secret', () => {
  expect(storedRecords.secretsRecord.area).toBe('session');
  expect(storedRecords.plansRecord.area).toBe('session');
  expect(storedRecords.draftRecord.of(account).area).toBe('session');
});

test('a background that finds junk everywhere starts, keeps the junk aside and works', async () => {
  for (const record of singles) await rig.store(record.key, { junk: record.key }, record.area);
  for (const family of families)
    await rig.store(`${family.prefix}:${account}`, 'junk', family.of(account).area);
  await acme(rig);
  const id = await create(rig);
  await rig.advance(5000);
  expect(await reveal(rig, id)).not.toBeNull();
  const local = JSON.parse(await rig.everything('local')) as Record<string, unknown>;
  expect(local['quarantine:accounts']).toEqual({ junk: 'accounts' });
  expect(local['quarantine:settings']).toEqual({ junk: 'settings' });
});

test('a journal that a newer Latchkey wrote is left alone, and nothing is sent without one', async () => {
  await acme(rig);
  await rig.store('creations', { v: 99, data: 'from the future' });
  await expect(create(rig)).rejects.toThrow('storage');
  await rig.advance(5000);
  expect(rig.j1.of('create')).toHaveLength(0);
  const local = JSON.parse(await rig.everything('local')) as Record<string, unknown>;
  expect(local['creations']).toEqual({ v: 99, data: 'from the future' });
});

test('what the background stores in a day’s work fits its own schemas', async () => {
  await acme(rig, 300);
  await create(rig);
  await revoke(rig, 'key-2');
  await rig.advance(30_000);
  for (const record of [...singles, ...families.map((family) => family.of(account))]) {
    expect([record.key, await record.inspect()]).toEqual([
      record.key,
      expect.stringMatching(/current|absent/),
    ]);
  }
});

test('a full disk loses no rows that were known', async () => {
  await acme(rig);
  rig.extension.writeError = (area) => (area === 'local' ? new Error('full') : null);
  const answer = await rig.run(rig.ask('keys.refresh', { account, tabId: null, reason: 'user' }));
  expect(answer).toMatchObject({ ok: false, problem: { code: 'storage' } });
  const { rows } = await rig.stored<{ rows: unknown[] }>(`inventory:${account}`);
  expect(rows).toHaveLength(3);
});
