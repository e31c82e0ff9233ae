import type { KeySummary } from '../../../lib/keys/index.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.UTC(2026, 10, 24, 17, 30);

export function makeKey(parts: Partial<KeySummary> = {}): KeySummary {
  return {
    id: 'key-1',
    name: 'splunk-prod',
    level: 'account',
    createdAt: now - 60 * day,
    expiresAt: now + 300 * day,
    revoked: false,
    grade: 'B',
    ...parts,
  };
}
