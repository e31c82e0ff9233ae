/**
 * GraphQL over the bridge: graphql-request builds the request and reads the answer, but its `fetch` is a message
 * to a console tab. The same code reads an answer that arrives later and by another way (a created key's), so
 * there is one place where an answer is judged.
 */
import { ClientError, GraphQLClient } from 'graphql-request';
import type { PageAnswer } from '../messaging/page-contract.ts';
import { depthOfErrors, pauseOf, problemOfAnswer, problemOfBareStatus, problemOfErrors } from './errors.ts';
import { ProbeDocument, type TypedDocumentString } from './generated/graphql.ts';
import { ProblemError, type Problem } from './problem.ts';

/** Carries one JSON text to J1 and brings what came back. */
export type Carry = (body: string) => Promise<PageAnswer>;

/** What a GraphQL answer held. `data` is not yet trusted: decode it. */
export interface Executed {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** The first of the answer's errors that counts, where it had any; `data` may still hold what was wanted. */
  readonly problem: Problem | null;
  /** How far it had got when its errors happened: 0 = nothing ran. See `depthOfErrors`. */
  readonly depth: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Runs one operation when it is its turn, as {@link execute} does. `units` is what J1 charges: one for each root
 * field, 1 where missing.
 */
export type Ask = <V extends object>(
  document: TypedDocumentString<unknown, V>,
  variables: V,
  units?: number,
) => Promise<Executed>;

/** Never looked up: the carrier decides where a request goes. */
const nowhere = 'https://bridge.invalid/';

/** The JSON text of an operation, for a carrier that sends now and hears the answer later. */
export function bodyOf<V>(document: TypedDocumentString<unknown, V>, variables: V): string {
  return JSON.stringify({ query: document.toString(), variables });
}

/**
 * Runs one operation. Throws a {@link ProblemError} where there is no GraphQL answer at all; otherwise both halves
 * of the answer are returned, because J1 may send `data` and `errors` in one.
 */
export async function execute<V extends object>(
  carry: Carry,
  document: TypedDocumentString<unknown, V>,
  variables: V,
): Promise<Executed> {
  let headers: Executed['headers'] = {};
  const client = new GraphQLClient(nowhere, {
    errorPolicy: 'all',
    fetch: async (_url: unknown, init?: { body?: unknown }) => {
      const answer = await carry(String(init?.body));
      const problem = problemOfAnswer(answer);
      if (problem) throw new ProblemError(problem);
      if (answer.kind !== 'answer') throw new ProblemError({ code: 'unexpected-answer' });
      headers = answer.headers;
      return new Response(answer.body, {
        status: answer.status,
        headers: { 'content-type': 'application/json' },
      });
    },
  });
  try {
    const { data, errors } = await client.rawRequest(document.toString(), variables);
    if (!asData(data) && !errors) throw new ProblemError({ code: 'unexpected-answer' });
    return executed(data, errors, headers);
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    if (!(thrown instanceof ClientError)) throw new ProblemError({ code: 'unexpected-answer' });
    const { data, errors, status } = thrown.response;
    if (!errors) throw new ProblemError(problemOfBareStatus(status));
    return executed(data, errors, headers, status);
  }
}

function executed(data: unknown, errors: unknown, headers: Executed['headers'], status?: number): Executed {
  const problem = problemOfErrors(errors, status);
  return {
    data: asData(data),
    // A 429 inside an answer names its pause, if at all, in that answer's headers.
    problem: problem?.code === 'rate-limited' ? { ...problem, retryAfterMs: pauseOf(headers) } : problem,
    depth: depthOfErrors(errors),
    headers,
  };
}

function asData(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Reads an answer that is already here as if it had just been fetched. What was asked is no part of that. */
export function readAnswer(answer: PageAnswer): Promise<Executed> {
  return execute(() => Promise.resolve(answer), ProbeDocument, {});
}
