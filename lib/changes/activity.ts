/** The local log of what Latchkey did: ids and hashes, never a secret or a policy's text. */
import { activityRecord, type ActivityEntry, type Creation, type Revocation } from '../storage/records.ts';

const newestKept = 2000;

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function append(entry: ActivityEntry): Promise<void> {
  await activityRecord.update((entries) => [...entries, entry].slice(-newestKept));
}

type Outcome = Pick<ActivityEntry, 'outcome' | 'problem'>;

export async function logCreation(
  row: Creation,
  result: Outcome & { readonly keyId: string | null },
  now: number,
): Promise<void> {
  await append({
    at: now,
    account: row.account,
    accountName: row.accountName,
    viewer: row.viewerId,
    action: 'create',
    keyName: row.keyName,
    policyHash: await sha256(row.policy),
    ...result,
  });
}

export async function logRevocation(
  row: Revocation,
  result: Outcome & { readonly action: 'revoke' | 'undo-revoke' },
  now: number,
): Promise<void> {
  await append({
    at: now,
    account: row.account,
    accountName: row.accountName,
    viewer: row.viewerId,
    keyId: row.keyId,
    keyName: row.keyName,
    policyHash: null,
    ...result,
  });
}
