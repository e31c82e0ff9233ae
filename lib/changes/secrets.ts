/** Created secrets wait in memory-only session storage until somebody says that they are saved, five minutes at most. */
import { creationsRecord, secretsRecord, type Creation } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';

type SecretState = Creation['secret'];

async function mark(
  ids: readonly string[],
  from: readonly SecretState[],
  secret: SecretState,
): Promise<void> {
  if (ids.length === 0) return;
  await creationsRecord.update((rows) =>
    rows.map((row) => (ids.includes(row.id) && from.includes(row.secret) ? { ...row, secret } : row)),
  );
}

/** The secret, for the surface that asks; `null` = saved, or its time is over. */
export async function revealSecret(
  creationId: string,
  clock: Clock,
): Promise<{ secret: string; until: number } | null> {
  const kept = (await secretsRecord.read()).find((entry) => entry.creationId === creationId);
  return kept && kept.until > clock.now() ? { secret: kept.secret, until: kept.until } : null;
}

/** Forgets a secret because its owner has it. */
export async function secretSaved(creationId: string): Promise<void> {
  await secretsRecord.update((kept) => kept.filter((entry) => entry.creationId !== creationId));
  await mark([creationId], ['shown', 'expired'], 'saved');
}

/** Forgets the secrets whose five minutes are over, and says so of keys whose secret went with the browser. */
export async function expireSecrets(clock: Clock): Promise<void> {
  const now = clock.now();
  // The rows first: a secret is stored before its row says "shown", so one that is missing by then is gone.
  const shown = (await creationsRecord.read()).filter(({ secret }) => secret === 'shown');
  const kept = await secretsRecord.read();
  if (kept.some(({ until }) => until <= now)) {
    await secretsRecord.update((entries) => entries.filter(({ until }) => until > now));
  }
  const live = new Set(kept.filter(({ until }) => until > now).map(({ creationId }) => creationId));
  const gone = shown.map(({ id }) => id).filter((id) => !live.has(id));
  await mark(gone, ['shown'], 'expired');
}
