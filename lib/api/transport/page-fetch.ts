/**
 * The one place that makes a network call. Runs in the content script of a console page, so that the session, the
 * container and the origin are the page's own. It can reach two addresses and no other; what comes back is text.
 */
import { maxBodyBytes, type AskMessage, type PageAnswer } from '../../messaging/page-contract.ts';
import { addressesOf } from './page-addresses.ts';

export interface PageFetchEnv {
  /** The page's address right now; anything but a console's is refused. */
  readonly href: string;
  readonly fetch: typeof fetch;
}

type Ask = Pick<AskMessage, 'address' | 'body' | 'accountId' | 'timeoutMs'>;

// Rate limits are documented and recorded in lower and upper case; the rest is plain HTTP.
const readHeaders = [
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'ratelimit-requested',
  'retry-after',
  'date',
];

const longest = 60_000;

/** A wild deadline must not become a call without one. */
const deadlineOf = (timeoutMs: number): number =>
  Number.isFinite(timeoutMs) ? Math.min(Math.max(timeoutMs, 1), longest) : longest;

/**
 * `JupiterOne-Account` goes to the console's own origin only. On the other host it would need the preflight's leave,
 * and whether J1's answer gives it is unknown: the session names the account there as well.
 */
function headersFor({ address, accountId }: Ask): Record<string, string> {
  const account = address === 'path' && accountId !== null ? { 'JupiterOne-Account': accountId } : {};
  return { 'Content-Type': 'application/json', ...account };
}

function readableHeaders(response: Response): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readHeaders) {
    const value = response.headers.get(name);
    if (value !== null) found[name] = value;
  }
  return found;
}

/** The body as text, or `null` once it is larger than allowed. */
async function readText(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function answerOf(response: Response): Promise<PageAnswer> {
  if (response.type === 'opaqueredirect') return { kind: 'redirect' };
  const body = await readText(response);
  if (body === null) return { kind: 'too-large' };
  return {
    kind: 'answer',
    status: response.status,
    contentType: (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase(),
    body,
    headers: readableHeaders(response),
  };
}

/**
 * Posts once and says what came of it; never throws and never tries again. Always JSON, so that the browser asks
 * before it posts to the other host, and a refused preflight means that nothing ran there.
 */
export async function postToConsole(ask: Ask, env: PageFetchEnv): Promise<PageAnswer> {
  const url = addressesOf(env.href)?.[ask.address];
  if (url === undefined) return { kind: 'network' };
  const { fetch: post } = env;
  try {
    const response = await post(url, {
      method: 'POST',
      headers: headersFor(ask),
      body: ask.body,
      credentials: 'include',
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(deadlineOf(ask.timeoutMs)),
    });
    return await answerOf(response);
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: timedOut ? 'timeout' : 'network' };
  }
}
