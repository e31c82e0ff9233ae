/**
 * GraphQL over the bridge: graphql-request builds the request and reads the answer, but its `fetch` is a message
 * to a console tab. The same code reads an answer that arrives later and by another way (a created key's), so
 * there is one place where an answer is judged.
 */
import { ClientError, GraphQLClient } from 'graphql-request';
import type { PageAnswer } from '../messaging/page-contract.ts';
import { problemOfAnswer, problemOfErrors } from './errors.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { ProblemError, type Problem } from './problem.ts';

/** Carries one JSON text to J1 and brings what came back. */
export type Carry = (body: string) => Promise<PageAnswer>;

/** What a GraphQL answer held. `data` is not yet trusted: decode it. */
export interface Executed {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** The first of the answer's errors that counts, where it had any; `data` may still hold what was wanted. */
  readonly problem: Problem | null;
  readonly headers: Readonly<Record<string, string>>;
}

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
  let headers: Readonly<Record<string, string>> = {};
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
    return { data: asData(data), problem: problemOfErrors(errors), headers };
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    if (thrown instanceof ClientError && thrown.response.errors) {
      return {
        data: asData(thrown.response.data),
        problem: problemOfErrors(thrown.response.errors, thrown.response.status),
        headers,
      };
    }
    throw new ProblemError({ code: 'unexpected-answer' });
  }
}

function asData(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Reads an answer that is already here as if it had just been fetched. */
export const carryAnswer =
  (answer: PageAnswer): Carry =>
  () =>
    Promise.resolve(answer);
