/**
 * Carries out what the background asks for, each request once, and keeps the answers that must not be lost: such an
 * answer is sent again and again until the background has taken note, for 60 seconds at most, and then forgotten.
 */
import {
  isAcknowledged,
  type AnswerMessage,
  type AskMessage,
  type PageAnswer,
} from '../../messaging/page-contract.ts';

export interface PageAnswersPorts {
  readonly post: (ask: AskMessage) => Promise<PageAnswer>;
  /** Sends to the background and resolves with its reply; rejects when there is none. */
  readonly send: (message: AnswerMessage) => Promise<unknown>;
  /** `false` once the extension that this script belongs to is gone. */
  readonly isAlive: () => boolean;
}

/** The reply to an ask that keeps its answer: the answer comes as a message of its own. */
export interface Started {
  readonly kind: 'started';
}

const keptFor = 60_000;
const firstWait = 250;
const longestWait = 5_000;
/** A background that has not replied by then is taken to have died. */
const replyWithin = 5_000;
const remembered = 5_000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function send(message: AnswerMessage, ports: PageAnswersPorts): Promise<boolean> {
  const reply = ports.send(message).then(isAcknowledged, () => false);
  return Promise.race([reply, wait(replyWithin).then(() => false)]);
}

async function deliver(message: AnswerMessage, ports: PageAnswersPorts): Promise<void> {
  const until = Date.now() + keptFor;
  for (
    let pause = firstWait;
    ports.isAlive() && Date.now() < until;
    pause = Math.min(pause * 2, longestWait)
  ) {
    if (await send(message, ports)) return;
    await wait(pause);
  }
}

/**
 * Answers `page.ask`. A request id that was seen before is never posted again: while its call or its delivery is under
 * way the same reply is given, afterwards `network`, which says that the server may have acted.
 */
export function createPageAnswers(
  ports: PageAnswersPorts,
): (ask: AskMessage) => Promise<PageAnswer | Started> {
  const seen = new Set<string>();
  const underWay = new Map<string, Promise<PageAnswer | Started>>();

  const remember = (requestId: string): void => {
    seen.add(requestId);
    if (seen.size > remembered) seen.delete(seen.values().next().value!);
  };

  const begin = (ask: AskMessage): Promise<PageAnswer | Started> => {
    const { requestId } = ask;
    const forget = (): boolean => underWay.delete(requestId);
    const answer = ports.post(ask);
    if (!ask.keep) {
      void answer.finally(forget);
      return answer;
    }
    void answer
      .then((kept) => deliver({ type: 'page.answer', requestId, answer: kept }, ports))
      .finally(forget);
    return Promise.resolve({ kind: 'started' });
  };

  return (ask) => {
    const known = underWay.get(ask.requestId);
    if (known !== undefined) return known;
    if (seen.has(ask.requestId)) return Promise.resolve({ kind: 'network' });
    remember(ask.requestId);
    const reply = begin(ask);
    underWay.set(ask.requestId, reply);
    return reply;
  };
}
