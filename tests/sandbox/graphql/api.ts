/** The GraphQL engine behind both addresses: one server per dialect, and what may be known of a request before it runs. */
import { getOperationAST, Kind, parse, visit } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import type { Reply } from '../http.ts';
import { typeDefsOf } from './dialects.ts';
import type { Dialect } from './dialects.ts';
import { resolvers } from './resolvers.ts';
import type { GraphqlContext } from './resolvers.ts';

export interface GraphqlRequestFacts {
  readonly operationNames: readonly string[];
  /** Root fields over all operations, one entry per use: each costs one unit. */
  readonly rootFields: readonly string[];
  /** Every field name that is selected anywhere, so that tests can see what is asked for. */
  readonly fields: readonly string[];
}

export type GraphqlApi = (body: string, context: GraphqlContext) => Promise<Reply>;

export function createGraphqlApi(dialect: Dialect): GraphqlApi {
  const yoga = createYoga<GraphqlContext>({
    schema: createSchema<GraphqlContext>({
      typeDefs: typeDefsOf(dialect),
      resolvers,
      resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
    }),
    graphqlEndpoint: '/',
    batching: { limit: 100 },
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
  });
  return async (body, context) => {
    const response = await yoga.fetch(
      new Request('https://graphql.invalid/', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      }),
      context,
    );
    return asGatewayReply(response.status, await response.text());
  };
}

/** Reads what a POST body asks for; null where it holds no GraphQL request at all. */
export function factsOf(body: string): GraphqlRequestFacts | null {
  try {
    const parsed = JSON.parse(body) as unknown;
    const requests = (Array.isArray(parsed) ? parsed : [parsed]) as {
      query: string;
      operationName?: string;
    }[];
    const facts = requests.map(({ query, operationName }) =>
      factsOfDocument(parse(query), operationName ?? null),
    );
    return {
      operationNames: facts.flatMap(({ operationNames }) => operationNames),
      rootFields: facts.flatMap(({ rootFields }) => rootFields),
      fields: [...new Set(facts.flatMap(({ fields }) => fields))],
    };
  } catch {
    return null;
  }
}

function factsOfDocument(document: DocumentNode, operationName: string | null): GraphqlRequestFacts {
  const operation = getOperationAST(document, operationName);
  const fields: string[] = [];
  visit(document, { Field: ({ name }) => void fields.push(name.value) });
  return {
    operationNames: operation?.name === undefined ? [] : [operation.name.value],
    rootFields: operation == null ? [] : rootFieldsOf(document, operation.selectionSet),
    fields,
  };
}

function rootFieldsOf(document: DocumentNode, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection.name.value];
      case Kind.INLINE_FRAGMENT:
        return rootFieldsOf(document, selection.selectionSet);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
        );
        return fragment?.kind === Kind.FRAGMENT_DEFINITION
          ? rootFieldsOf(document, fragment.selectionSet)
          : [];
      }
    }
  });
}

/** J1's gateway looks like Apollo's: a request that never ran is HTTP 400 with a code, all else is HTTP 200. */
function asGatewayReply(status: number, body: string): Reply {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  const answer = JSON.parse(body) as unknown;
  if (Array.isArray(answer) || typeof answer !== 'object' || answer === null)
    return { status, headers, body };
  const { errors, ...rest } = answer as {
    errors?: { message: string; extensions?: object }[];
    data?: unknown;
  };
  if (errors === undefined || 'data' in rest) return { status: 200, headers, body };
  const coded = errors.map((error) => ({
    ...error,
    extensions: {
      code: isSyntaxError(error.message) ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED',
      ...error.extensions,
    },
  }));
  return { status: 400, headers, body: JSON.stringify({ errors: coded }) };
}

function isSyntaxError(message: string): boolean {
  return message.startsWith('Syntax Error');
}
