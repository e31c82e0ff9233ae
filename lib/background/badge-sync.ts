/** Keeps the badge true: worked out anew from the records at each start, at each change of them, and as time goes by. */
import { regionLabel } from '../console/region-label.ts';
import { showBadge } from '../platform/badge.ts';
import { browser } from '../platform/browser.ts';
import { badge } from '../reminders/badge.ts';
import type { KeyExpiry } from '../reminders/model.ts';
import {
  accountsRecord,
  digestRecord,
  secretsRecord,
  type Account,
  type Digest,
} from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';

function expiries(account: Account, digest: Digest): KeyExpiry[] {
  // The title names accounts, so it gets their names; nothing is stored under these.
  const label = `${account.name} · ${regionLabel(account.region)}`;
  return digest.soon.map(({ id, name, level, createdAt, expiresAt, revoked }) => ({
    account: label,
    id,
    name,
    level,
    createdAt,
    expiresAt,
    revoked,
  }));
}

export async function syncBadge(clock: Clock): Promise<void> {
  const now = clock.now();
  const accounts = await accountsRecord.read();
  const digests = await Promise.all(accounts.map(({ key }) => digestRecord.of(key).read()));
  const secrets = (await secretsRecord.read()).filter(({ until }) => until > now);
  const checks = digests.flatMap((digest) => (digest ? [digest.checkedAt] : []));
  await showBadge(
    badge({
      keys: accounts.flatMap((account, index) => (digests[index] ? expiries(account, digests[index]) : [])),
      now,
      checkedAt: checks.length > 0 ? Math.min(...checks) : null,
      unsavedSecrets: secrets.length,
      snoozes: [],
    }),
  );
}

const watched = ['accounts', 'secrets', 'digest:'];

/** Registers the listener that follows the records. Has to run synchronously at the start of the background. */
export function followBadge(clock: Clock): void {
  browser.storage.onChanged.addListener((changes) => {
    const touched = Object.keys(changes).some((key) =>
      watched.some((name) => key === name || key.startsWith(name)),
    );
    if (touched) void syncBadge(clock);
  });
}
