/**
 * The few messages between the background and the content script of a console tab, with hand-written guards:
 * the content script has no room for a schema library. The content script never names an address, a header or
 * a query; it only carries out a post that the background asks for, to one of its two addresses.
 */
import type { ConsolePage } from '../console/page.ts';

/** `path` = the console's own origin at `/api/graphql`; `graphql` = the region table's GraphQL host at `/`. */
export type Address = 'path' | 'graphql';

/** What one post came to. `body` is text and not yet trusted; times are epoch milliseconds of this machine. */
export type PageAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Lower-case media type without parameters, `''` where none was sent. */
      readonly contentType: string;
      readonly body: string;
      /** Only headers that the browser lets the page read: rate limits, `retry-after`, `date`. Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
    }
  /** The server wanted to send us elsewhere (a sign-in page, as a rule); nothing was followed. */
  | { readonly kind: 'redirect' }
  /** No answer in `timeoutMs`. The server may have acted. */
  | { readonly kind: 'timeout' }
  /** Refused connection, refused preflight, offline: the browser does not say which. The server may have acted. */
  | { readonly kind: 'network' }
  /** More than `maxBodyBytes`; reading was stopped. */
  | { readonly kind: 'too-large' };

export const maxBodyBytes = 20_000_000;

// ---- background → content script

export interface AskMessage {
  readonly type: 'page.ask';
  readonly requestId: string;
  readonly address: Address;
  /** The JSON text to post. */
  readonly body: string;
  /** Sent as `JupiterOne-Account` on the console's own origin, once it is known; the other host may not allow it. */
  readonly accountId: string | null;
  readonly timeoutMs: number;
  /**
   * `true` for a mutation whose answer must not be lost: the reply is only `{ kind: 'started' }`, the answer comes
   * as a `page.answer` message that wakes a stopped background, and is kept and sent again until it is
   * acknowledged, 60 s at most.
   */
  readonly keep: boolean;
}

export interface HintsMessage {
  readonly type: 'page.hints';
}

export type ToPage = AskMessage | HintsMessage;

export interface PageHints {
  readonly kind: 'hints';
  /** One random id for each run of the content script, so that a reloaded page is told from the same one. */
  readonly instance: string;
  readonly page: ConsolePage;
  /** Which of the two addresses the page itself has called, newest first (resource timing entries, URL only). */
  readonly seen: readonly Address[];
  /** The page shows a sign-in form. */
  readonly looksSignedOut: boolean;
}

// ---- content script → background

export interface HelloMessage {
  readonly type: 'page.hello';
  readonly instance: string;
  readonly page: ConsolePage;
  readonly looksSignedOut: boolean;
}

/** The page, or what it shows, became another one. Sent after `page.hello`, never more than once in 200 ms. */
export interface ChangedMessage {
  readonly type: 'page.changed';
  readonly instance: string;
  readonly page: ConsolePage;
  readonly looksSignedOut: boolean;
}

/** The button "Open Latchkey" was pressed. */
export interface OpenMessage {
  readonly type: 'page.open';
  readonly page: ConsolePage;
}

export interface AnswerMessage {
  readonly type: 'page.answer';
  readonly requestId: string;
  readonly answer: PageAnswer;
}

export type FromPage = HelloMessage | ChangedMessage | OpenMessage | AnswerMessage;

/** What the background says to an `AnswerMessage` once the answer is safe, and to the others when it took note. */
export interface Acknowledged {
  readonly kind: 'ok';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Guard of the content script: is this a message it may carry out? */
export function isToPage(value: unknown): value is ToPage {
  if (!isRecord(value)) return false;
  if (value['type'] === 'page.hints') return true;
  return (
    value['type'] === 'page.ask' &&
    typeof value['requestId'] === 'string' &&
    (value['address'] === 'path' || value['address'] === 'graphql') &&
    typeof value['body'] === 'string' &&
    (value['accountId'] === null || typeof value['accountId'] === 'string') &&
    typeof value['timeoutMs'] === 'number' &&
    typeof value['keep'] === 'boolean'
  );
}

/** Guard of the content script: did the background take note? */
export function isAcknowledged(value: unknown): value is Acknowledged {
  return isRecord(value) && value['kind'] === 'ok';
}
