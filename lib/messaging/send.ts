/** The pages' side of the contract: a typed call that always settles. */
import * as z from 'zod/mini';
import { ProblemError } from '../api/problem.ts';
import { browser } from '../platform/browser.ts';
import { contract, replyEnvelope, type ReplyOf, type RequestOf, type Verb } from './contract.ts';

/** How long a page waits before it says that the background does not answer. */
const patienceMs = 40_000;

/**
 * Asks the background. Rejects with a {@link ProblemError}: the background's own, or `background` where it did not
 * answer (stopped, reloading, or slower than 40 s).
 */
export async function send<V extends Verb>(verb: V, request: RequestOf<V>): Promise<ReplyOf<V>> {
  const envelope = z.safeParse(replyEnvelope, await answerTo({ type: 'ui', verb, request }));
  if (!envelope.success) throw new ProblemError({ code: 'background' });
  if (!envelope.data.ok) throw new ProblemError(envelope.data.problem);
  const reply = z.safeParse(
    contract[verb].reply as unknown as z.ZodMiniType<ReplyOf<V>>,
    envelope.data.reply,
  );
  if (!reply.success) throw new ProblemError({ code: 'background' });
  return reply.data;
}

/** What the background says, `undefined` where it does not. */
async function answerTo(message: object): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([browser.runtime.sendMessage(message), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
