/** Account keys, page by page, and one key for the read-back of a change. */
import type { Ask } from '../client.ts';
import { decodeIdentity, decodeRevoked, decodeTokenPage, type Identity, type TokenPage } from '../decode.ts';
import { FirstAccountKeysDocument, MoreAccountKeysDocument, OneKeyDocument } from '../generated/graphql.ts';
import { ProblemError, type Problem } from '../problem.ts';
import { readIdentity } from './identity.ts';

/** Units of the question for person, account and the first page. */
const firstPageUnits = 3;

export interface FirstPage {
  readonly identity: Identity;
  /** `null` = the keys may not be read; `problem` says why. */
  readonly page: TokenPage | null;
  readonly problem: Problem | null;
}

/**
 * The first page together with who answered, in one request. Where J1 refuses one of the fields, identity and keys
 * are asked for apart. Throws a ProblemError where not even the identity can be told.
 */
export async function readFirstPage(ask: Ask, limit: number): Promise<FirstPage> {
  const { data, problem } = await ask(FirstAccountKeysDocument, { limit }, firstPageUnits);
  const identity = data && decodeIdentity(data);
  const page = identity && decodeTokenPage(data['tokens'], identity.accountId);
  if (identity && page) return { identity, page, problem: null };
  if (problem && problem.code !== 'schema' && problem.code !== 'no-right') throw new ProblemError(problem);

  const known = identity ?? (await readIdentity(ask)).identity;
  const apart = await ask(MoreAccountKeysDocument, { limit, cursor: null });
  const alone = decodeTokenPage(apart.data?.['tokens'], known.accountId);
  return {
    identity: known,
    page: alone,
    problem: alone ? null : (apart.problem ?? { code: 'unexpected-answer' }),
  };
}

/** A further page. Throws a ProblemError. */
export async function readNextPage(
  ask: Ask,
  accountId: string,
  limit: number,
  cursor: string,
): Promise<TokenPage> {
  const { data, problem } = await ask(MoreAccountKeysDocument, { limit, cursor });
  const page = decodeTokenPage(data?.['tokens'], accountId);
  if (!page) throw new ProblemError(problem ?? { code: 'unexpected-answer' });
  return page;
}

/**
 * Is that key revoked, or gone? `null` where this API cannot say for one key. Throws a ProblemError where it
 * cannot be asked at all.
 */
export async function readRevoked(ask: Ask, id: string): Promise<boolean | null> {
  const { data, problem } = await ask(OneKeyDocument, { id });
  const revoked = decodeRevoked(data?.['token']);
  if (revoked !== null) return revoked;
  if (problem?.code === 'not-found') return true;
  if (problem && problem.code !== 'schema' && problem.code !== 'bad-input' && problem.code !== 'no-right') {
    throw new ProblemError(problem);
  }
  return null;
}
