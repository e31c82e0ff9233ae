/** Who is signed in at the other end. */
import type { Ask, Executed } from '../client.ts';
import { decodeIdentity, type Identity } from '../decode.ts';
import { IdentityDocument, IdentityOfUserDocument } from '../generated/graphql.ts';
import { ProblemError } from '../problem.ts';

/** Units of the question for both person and account. */
export const identityUnits = 2;

/**
 * Asks for person and account. Where the API has no `iamGetAccount`, or refuses it, the account has no name.
 * Throws a ProblemError where nobody can be told.
 */
export async function readIdentity(
  ask: Ask,
): Promise<{ readonly identity: Identity; readonly headers: Executed['headers'] }> {
  const both = await ask(IdentityDocument, {}, identityUnits);
  const identity = both.data && decodeIdentity(both.data);
  if (identity) return { identity, headers: both.headers };
  if (both.problem && both.problem.code !== 'schema' && both.problem.code !== 'no-right') {
    throw new ProblemError(both.problem);
  }
  const user = await ask(IdentityOfUserDocument, {});
  const known = user.data && decodeIdentity(user.data);
  if (!known) throw new ProblemError(user.problem ?? { code: 'unexpected-answer' });
  return { identity: known, headers: user.headers };
}
