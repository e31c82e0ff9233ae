/**
 * Everything that can go wrong between a click and J1, as one union. A problem holds codes and short, redacted
 * texts only, never a body or an answer's raw error, so it may be stored and shown. Its sentence is made by
 * `problemText`.
 */
import * as z from 'zod/mini';

export const problemCodes = [
  /** No console tab of the account is open, and none could be opened. */
  'no-tab',
  /** A Firefox container of this account has no console tab; only the user can open one there. */
  'no-container-tab',
  /** The console asks to sign in. */
  'signed-out',
  /** The session cannot be used at all: address not found, CSRF refusal, or a console that keeps a bearer in memory. */
  'session-unusable',
  /** The browser withholds Latchkey's access to the console's host. */
  'host-withheld',
  /** Signed in, but the account or the person is another one than was shown. */
  'wrong-account',
  /** Signed in, but without the right (403, FORBIDDEN, UNAUTHORIZED). */
  'no-right',
  'not-found',
  'rate-limited',
  /** 502–504 or another server failure without a GraphQL answer. */
  'unavailable',
  'timeout',
  /** The browser could not reach the server. */
  'network',
  /** The tab went away while an answer was due. */
  'tab-lost',
  /** HTML, other non-JSON, truncated or too large. */
  'unexpected-answer',
  /** A GraphQL validation error: J1's API no longer has, or never had, what was asked for. Nothing ran. */
  'schema',
  /** J1 refused the input; `detail` is its message. */
  'bad-input',
  /** Any other GraphQL error; `detail` is its message. */
  'server',
  /** The plan is used, too old, or not what was shown. */
  'plan-expired',
  /** A security finding was not accepted, or the name was not typed. */
  'not-confirmed',
  /** Two changes of the same kind at once. */
  'busy',
  /** The browser's storage refused: quota, or a record of a newer version. */
  'storage',
  /** Our own background did not answer. */
  'background',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  /** A short text from the server or a name, redacted and cut to 300 characters. */
  detail: z.optional(z.string()),
  /** For `rate-limited`: milliseconds until it is worth asking again. */
  retryAfterMs: z.optional(z.number()),
  /** For answers of a server. */
  status: z.optional(z.number()),
});

export type Problem = z.infer<typeof problemSchema>;

/** Carries a {@link Problem} through promise chains. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The problem in whatever was thrown; `background` for what nobody foresaw. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof ProblemError ? thrown.problem : { code: 'background' };
}
