/** Business errors in the shape that J1's gateway was recorded with: HTTP 200, the code and service under `extensions`. */
import { GraphQLError } from 'graphql';

export type ErrorCode = 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'INTERNAL_SERVER_ERROR';

export function businessError(code: ErrorCode, message: string, serviceName = 'iam'): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code,
      serviceName,
      exception: {
        message,
        stacktrace: [`Error: ${message}`, `    at /app/${serviceName}/src/handler.js:1:1`],
      },
    },
  });
}
