/**
 * From whatever came back to one member of the problem union. Bodies and raw errors end here: J1's errors can
 * carry stack traces, and a gateway's page may say anything.
 */
import type { PageAnswer } from '../messaging/page-contract.ts';
import { redact } from './redact.ts';
import type { Problem } from './problem.ts';

const jsonTypes = new Set(['application/json', 'application/graphql-response+json']);

/** How long to leave J1 alone after a 429 that names no time. J1's own Terraform client starts at 15 s too. */
export const defaultPauseMs = 15_000;
const longestPauseMs = 60_000;

type Headers = Readonly<Record<string, string>>;

/** Milliseconds that `retry-after` (seconds or a date) or `ratelimit-reset` (seconds) name; NaN without a number. */
function namedPause(headers: Headers): number {
  const after = headers['retry-after']?.trim();
  if (after && /^-?\d+$/.test(after)) return Number(after) * 1000;
  // A date counts from the server's own clock; without that there is nothing to count from.
  if (after && headers['date']) return Date.parse(after) - Date.parse(headers['date']);
  return Number.parseFloat(headers['ratelimit-reset'] ?? '') * 1000;
}

/** How long a 429 asks to be left alone, milliseconds: what its headers name, 1 to 60 s, else 15 s. */
export function pauseOf(headers: Headers): number {
  const pause = namedPause(headers);
  return Number.isNaN(pause) ? defaultPauseMs : Math.min(Math.max(pause, 1000), longestPauseMs);
}

/** The problem of an answer that is no GraphQL answer, or `null` if its body is to be read. */
export function problemOfAnswer(answer: PageAnswer): Problem | null {
  switch (answer.kind) {
    case 'redirect':
      return { code: 'signed-out' };
    case 'timeout':
      return { code: 'timeout' };
    case 'network':
      return { code: 'network' };
    case 'too-large':
      return { code: 'unexpected-answer' };
    case 'answer':
      return problemOfStatus(answer.status, answer.contentType, answer.headers);
  }
}

function problemOfStatus(status: number, contentType: string, headers: Headers): Problem | null {
  if (status === 401) return { code: 'signed-out', status };
  if (status === 429) return { code: 'rate-limited', status, retryAfterMs: pauseOf(headers) };
  if (status === 502 || status === 503 || status === 504) return { code: 'unavailable', status };
  return jsonTypes.has(contentType) ? null : problemOfBareStatus(status);
}

/** What a status says by itself, where there is no GraphQL answer beside it. */
export function problemOfBareStatus(status: number): Problem {
  if (status === 403) return { code: 'no-right', status };
  if (status === 404) return { code: 'session-unusable', status };
  if (status >= 500) return { code: 'unavailable', status };
  return { code: 'unexpected-answer', status };
}

interface Reported {
  readonly message: string;
  readonly code: string;
  /** How deep in the answer it happened; 0 = before any field was resolved. */
  readonly depth: number;
}

function reported(error: unknown): Reported {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const extensions = fields['extensions'] as { code?: unknown } | null | undefined;
  // Until 2020 J1 put the code at the top level of the error.
  const code = extensions?.code ?? fields['code'];
  return {
    message: typeof fields['message'] === 'string' ? fields['message'] : '',
    code: typeof code === 'string' ? code : '',
    depth: Array.isArray(fields['path']) ? fields['path'].length : 0,
  };
}

const validationText =
  /^(Cannot query field|Unknown argument|Unknown type|Field ".+" (argument|of required type|is not defined)|Variable "\$.+" (got invalid value|of type)|Value .+ does not exist in)/;

function problemOfError(error: Reported, status: number | undefined): Problem {
  const detail = redact(error.message);
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return { code: 'signed-out' };
    case 'FORBIDDEN':
    case 'UNAUTHORIZED':
    case 'FORBIDDEN_ERROR':
      return { code: 'no-right' };
    case 'NOT_FOUND':
      return { code: 'not-found' };
    case 'GRAPHQL_VALIDATION_FAILED':
      return { code: 'schema', detail };
    case 'BAD_USER_INPUT':
      // graphql-js reports a variable that does not fit its type under this code, before anything runs.
      return validationText.test(error.message) && error.depth === 0
        ? { code: 'schema', detail }
        : { code: 'bad-input', detail };
  }
  if (/\b429\b|rate limit|too many requests/i.test(error.message)) {
    return { code: 'rate-limited', retryAfterMs: defaultPauseMs };
  }
  if (error.depth === 0 && validationText.test(error.message)) return { code: 'schema', detail };
  if (status === 403) return { code: 'no-right', status };
  return { code: 'server', detail };
}

/**
 * The problem that an answer's `errors` amount to; `null` without any. Sessions and limits outrank the rest. A
 * validation problem tells all that is unknown, because what to ask instead depends on it.
 */
export function problemOfErrors(errors: unknown, status?: number): Problem | null {
  if (!Array.isArray(errors) || errors.length === 0) return null;
  const problems = errors.map((error) => problemOfError(reported(error), status));
  const first = problems.find(({ code }) => code === 'signed-out' || code === 'rate-limited');
  if (first) return first;
  if (problems.every(({ code }) => code === 'schema')) {
    return { code: 'schema', detail: redact(problems.map(({ detail }) => detail).join(' ')) };
  }
  return problems[0]!;
}

/**
 * How far the operation had got when its errors happened: 0 = nothing ran, 1 = a root field itself refused or failed,
 * more = that field was done and something below it failed.
 */
export function depthOfErrors(errors: unknown): number {
  return Array.isArray(errors) ? Math.max(0, ...errors.map((error) => reported(error).depth)) : 0;
}
