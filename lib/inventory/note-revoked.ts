/**
 * Marks one key as revoked in what is stored, where J1 has just said so of that key. The list is read anew as well,
 * but that takes a while and may fail; until then nobody is to see a revoked key among the live ones.
 */
import { digestRecord, inventoryRecord } from '../storage/records.ts';
import { digestOf } from './rows.ts';

export async function noteRevoked(account: string, keyId: string): Promise<void> {
  const noted = await inventoryRecord.of(account).update(
    (known) =>
      known && {
        ...known,
        rows: known.rows.map((row) => (row.id === keyId ? { ...row, revoked: true } : row)),
      },
  );
  if (!noted) return;
  // The rest is as old as it was.
  const { rows, complete, unreadable, checkedAt } = noted;
  await digestRecord.of(account).write(digestOf(rows, { complete, unreadable, now: checkedAt }));
}
