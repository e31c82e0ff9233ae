/**
 * The background's side: one listener for everything, which checks the sender, then the shape, then calls the
 * verb's handler, and always answers.
 */
import * as z from 'zod/mini';
import type { Runtime } from 'webextension-polyfill';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { consoleLog } from '../log/console-log.ts';
import { browser } from '../platform/browser.ts';
import { contract, requestEnvelope, type ReplyOf, type RequestOf, type Verb } from './contract.ts';
import type { Acknowledged, FromPage } from './page-contract.ts';
import { pageMessageSchema } from './page-schema.ts';
import { consoleSenderOf, isSurface, type ConsoleSender } from './sender.ts';

export type Handlers = { readonly [V in Verb]: (request: RequestOf<V>) => Promise<ReplyOf<V>> };

/** What the background does when a console page speaks. `page.open` must act before anything is awaited. */
export type PageHandlers = {
  readonly [T in FromPage['type']]: (
    message: Extract<FromPage, { type: T }>,
    sender: ConsoleSender,
  ) => Promise<void> | void;
};

type Respond = (reply: unknown) => void;
type Listener = (message: unknown, sender: Runtime.MessageSender, respond: Respond) => true;

async function answerSurface(handlers: Handlers, verb: string, request: unknown): Promise<unknown> {
  const failure = (problem: Problem) => ({ ok: false, problem });
  if (!Object.hasOwn(contract, verb)) return failure({ code: 'background' });
  const known = verb as Verb;
  const parsed = z.safeParse(contract[known].request as z.ZodMiniType, request);
  if (!parsed.success) return failure({ code: 'bad-input' });
  try {
    const handler = handlers[known] as (request: unknown) => Promise<unknown>;
    return { ok: true, reply: await handler(parsed.data) };
  } catch (thrown) {
    if (!(thrown instanceof ProblemError))
      consoleLog.error('A request failed for no known reason', { verb, thrown });
    return failure(problemOf(thrown));
  }
}

async function answerPage(
  handlers: PageHandlers,
  message: FromPage,
  sender: ConsoleSender,
): Promise<Acknowledged | null> {
  try {
    await (handlers[message.type] as (message: FromPage, sender: ConsoleSender) => Promise<void> | void)(
      message,
      sender,
    );
    return { kind: 'ok' };
  } catch {
    // Not acknowledged: an answer that could not be kept will be sent again.
    return null;
  }
}

/** Where a sender is, without query and fragment: a sign-in page carries its codes in those. */
function addressOf({ url }: Runtime.MessageSender): string | null {
  return url?.split(/[?#]/, 1)[0] ?? null;
}

/** Registers the listener. Has to run synchronously at the start of the background. */
export function serve(handlers: Handlers, pageHandlers: PageHandlers): void {
  const listener: Listener = (message, sender, respond) => {
    const fromSurface = z.safeParse(requestEnvelope, message);
    if (fromSurface.success) {
      if (!isSurface(sender)) {
        consoleLog.warn('A request was refused for its sender', { from: addressOf(sender) });
        respond({ ok: false, problem: { code: 'not-confirmed' } satisfies Problem });
        return true;
      }
      void answerSurface(handlers, fromSurface.data.verb, fromSurface.data.request).then(respond);
      return true;
    }
    const fromPage = z.safeParse(pageMessageSchema, message);
    const page = consoleSenderOf(sender);
    // Nobody is left waiting: what is not understood, or not from where it may come, is answered with nothing.
    if (fromPage.success && page) {
      void answerPage(pageHandlers, fromPage.data as FromPage, page).then(respond);
    } else respond(null);
    return true;
  };
  // The polyfill's types want a promise or nothing; calling `respond` and returning true works everywhere.
  browser.runtime.onMessage.addListener(listener as never);
}
