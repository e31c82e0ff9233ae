/**
 * Reads what J1 sent, tolerantly: unknown fields are dropped, a row that cannot be read is counted instead of
 * taking its page down, ids may come as numbers, times in the units J1 is known to use.
 */
import * as z from 'zod/mini';
import { epochOf } from '../keys/index.ts';
import { Secret } from '../secret.ts';

const text = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value: string | number) => String(value)),
);
const idText = text.check(z.minLength(1));
const optionalText = z.catch(z.nullable(z.optional(text)), null);

const row = z.object({
  id: idText,
  name: optionalText,
  policy: z.catch(z.nullable(z.optional(z.string())), null),
  revoked: z.catch(z.boolean(), false),
  createdAt: z.optional(z.unknown()),
  expiresAt: z.optional(z.unknown()),
  accountId: optionalText,
});

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly policy: string | null;
  readonly revoked: boolean;
  /** Epoch milliseconds; 0 = J1 did not say. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface TokenPage {
  readonly rows: readonly TokenRow[];
  /** Rows without an id, or otherwise beyond reading. */
  readonly unreadable: number;
  /** At least one row says that it belongs to another account. */
  readonly foreign: boolean;
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

const tokenPage = z.object({
  items: z.optional(z.nullable(z.array(z.unknown()))),
  pageInfo: z.optional(
    z.nullable(
      z.object({ endCursor: optionalText, hasNextPage: z.catch(z.nullable(z.optional(z.boolean())), null) }),
    ),
  ),
});

/**
 * One page of account keys from the `tokens` field of an answer.
 *
 * @param value the field, untrusted
 * @param accountId whose rows are expected
 * @returns `null` if it is no page at all
 */
export function decodeTokenPage(value: unknown, accountId: string): TokenPage | null {
  const page = z.safeParse(tokenPage, value);
  if (!page.success || !page.data.items) return null;
  const rows = new Map<string, TokenRow>();
  let unreadable = 0;
  let foreign = false;
  for (const item of page.data.items) {
    const read = z.safeParse(row, item);
    if (!read.success) {
      unreadable += 1;
      continue;
    }
    if (read.data.accountId && read.data.accountId !== accountId) {
      foreign = true;
      continue;
    }
    const createdAt = readTime(read.data.createdAt);
    const expiresAt = readTime(read.data.expiresAt);
    if (createdAt === 'unreadable' || expiresAt === 'unreadable') {
      unreadable += 1;
      continue;
    }
    rows.set(read.data.id, {
      id: read.data.id,
      name: read.data.name ?? '',
      policy: read.data.policy ?? null,
      revoked: read.data.revoked,
      createdAt: createdAt ?? 0,
      expiresAt,
    });
  }
  const { endCursor, hasNextPage } = page.data.pageInfo ?? { endCursor: null, hasNextPage: null };
  // Several of J1's lists give only a cursor; an empty one is the end.
  const cursor = endCursor || null;
  return {
    rows: [...rows.values()],
    unreadable,
    foreign,
    cursor,
    hasMore: cursor !== null && hasNextPage !== false,
  };
}

/** Any moment of this century will do: it only tells a date from nonsense a century away. */
const thisCentury = Date.UTC(2026, 0, 1);

function readTime(value: unknown): number | null | 'unreadable' {
  return epochOf(value, thisCentury);
}

export interface Identity {
  readonly accountId: string;
  /** `null` where the API has no `iamGetAccount`, or refuses it. */
  readonly name: string | null;
  readonly subdomain: string | null;
  readonly viewer: { readonly id: string; readonly email: string } | null;
}

const userIdentity = z.object({ userId: optionalText, email: optionalText, accountId: optionalText });
const accountIdentity = z.object({
  accountId: optionalText,
  accountName: optionalText,
  accountSubdomain: optionalText,
});

/** Who answered, from whichever of the two fields is there; `null` if the account's id is in neither. */
export function decodeIdentity(data: Readonly<Record<string, unknown>>): Identity | null {
  const user = z.safeParse(userIdentity, data['iamGetCurrentUser']).data;
  const account = z.safeParse(accountIdentity, data['iamGetAccount']).data;
  const accountId = account?.accountId ?? user?.accountId;
  if (!accountId) return null;
  const viewerId = user?.userId ?? user?.email;
  return {
    accountId,
    name: account?.accountName ?? null,
    subdomain: account?.accountSubdomain ?? null,
    viewer: viewerId ? { id: viewerId, email: user?.email ?? '' } : null,
  };
}

const created = z.object({
  id: idText,
  secret: optionalText,
  token: optionalText,
  expiresAt: z.optional(z.unknown()),
});

export interface CreatedKey {
  readonly id: string;
  /** `null` = J1 created the key but did not give its secret. */
  readonly secret: Secret | null;
  readonly expiresAt: number | null;
}

/** The `createToken` field of an answer; `null` if it names no key. */
export function decodeCreated(value: unknown): CreatedKey | null {
  const read = z.safeParse(created, value);
  if (!read.success) return null;
  const expiresAt = readTime(read.data.expiresAt);
  const secret = read.data.secret || read.data.token;
  return {
    id: read.data.id,
    secret: secret ? new Secret(secret) : null,
    expiresAt: expiresAt === 'unreadable' ? null : expiresAt,
  };
}

const oneKey = z.object({ id: idText, revoked: z.boolean() });

/** The `token` field of an answer: is that key revoked? `null` if it does not say. */
export function decodeRevoked(value: unknown): boolean | null {
  const read = z.safeParse(oneKey, value);
  return read.success ? read.data.revoked : null;
}
