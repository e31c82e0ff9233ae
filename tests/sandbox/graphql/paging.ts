/** Pages over a list. The cursor is opaque to clients; it holds an offset, so a list that changes between pages shifts. */
import { businessError } from './errors.ts';

export interface Page<T> {
  readonly items: T[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

export interface PageRequest {
  readonly limit?: number | null;
  readonly cursor?: string | null;
}

export const defaultPageSize = 100;

export function pageOf<T>(all: readonly T[], { limit, cursor }: PageRequest, cap: number): Page<T> {
  const start = offsetOf(cursor);
  const size = Math.min(limit ?? defaultPageSize, cap);
  if (size < 1) throw businessError('BAD_USER_INPUT', 'limit must be at least 1');
  const end = start + size;
  const hasNextPage = end < all.length;
  return {
    items: all.slice(start, end),
    pageInfo: { endCursor: hasNextPage ? cursorOf(end) : null, hasNextPage },
  };
}

export function cursorOf(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

function offsetOf(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0;
  try {
    const { offset } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as { offset: unknown };
    if (typeof offset === 'number' && Number.isInteger(offset) && offset >= 0) return offset;
  } catch {
    // Falls through to the refusal below.
  }
  throw businessError('BAD_USER_INPUT', 'Invalid cursor');
}
