/** Which key somebody wants to revoke, from whatever row the wish came. */
import type { KeySummary } from '../../lib/keys/index.ts';

export interface RevokeWish {
  /** Key of the account record. */
  readonly account: string;
  /** What is known of the key without its list. */
  readonly key: Pick<KeySummary, 'id' | 'name' | 'createdAt' | 'expiresAt'>;
}

/** The key as the list has it, or as far as it is known where the list does not have it yet. */
export function revokeTarget({ key }: RevokeWish, rows: readonly KeySummary[]): KeySummary {
  return rows.find((row) => row.id === key.id) ?? { ...key, level: 'account', revoked: false, grade: null };
}
