/**
 * What the Keys view may say about what it has. An empty list is only called empty when J1 said so: everything
 * else has its own word.
 */
import type { Problem } from '../../lib/api/problem.ts';
import type { Inventory, Refresh } from '../../lib/storage/records.ts';

export type KeysState =
  /** Nothing is known yet and an answer is due. */
  | { readonly kind: 'loading' }
  /** Nothing is known and nobody asked. */
  | { readonly kind: 'never' }
  /** Nothing is known, and why. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** J1 says that there are none. */
  | { readonly kind: 'empty' }
  /** Rows to show; `problem` = why they are not the newest, `partial` = there may be more. */
  | { readonly kind: 'list'; readonly problem: Problem | null; readonly partial: boolean };

export interface KeysKnown {
  readonly inventory: Inventory | null;
  readonly refresh: Refresh | null;
  /** A refresh was asked for and has not replied. */
  readonly asking: boolean;
  /** Why the last refresh from this page failed, else the account's last problem. */
  readonly problem: Problem | null;
}

export function keysState({ inventory, refresh, asking, problem }: KeysKnown): KeysState {
  const underWay = asking || refresh !== null;
  const why = underWay ? null : (problem ?? inventory?.problem ?? null);
  if (inventory && inventory.rows.length > 0) {
    return { kind: 'list', problem: why, partial: !inventory.complete && !underWay };
  }
  if (why) return { kind: 'problem', problem: why };
  if (inventory?.complete) return { kind: 'empty' };
  return underWay ? { kind: 'loading' } : { kind: 'never' };
}
