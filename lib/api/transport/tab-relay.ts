/**
 * The background's half of the bridge: asks the content script of one console tab to post for it. The tab's own
 * session answers, so account, container and cookies are right by construction.
 */
import { browser } from '../../platform/browser.ts';
import type { Address, AskMessage, PageAnswer, PageHints, ToPage } from '../../messaging/page-contract.ts';
import type { Ask, Carry } from '../client.ts';
import { ProbeDocument } from '../generated/graphql.ts';
import { ProblemError, problemOf, type Problem } from '../problem.ts';

export const queryTimeoutMs = 20_000;
/** Below the 30 s that browsers grant a background for one message. */
export const mutationTimeoutMs = 25_000;
/** What a tab is given beyond its own deadline before it counts as lost. */
const graceMs = 3000;

const messageTimeoutMs = 3000;

/** `gone` = no content script heard it, or its page went away; `silent` = it did not reply in time. */
type Told = { readonly reply: unknown } | 'gone' | 'silent';

async function tell(tabId: number, message: ToPage, deadlineMs: number): Promise<Told> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'silent'>((resolve) => {
    timer = setTimeout(() => resolve('silent'), deadlineMs);
  });
  const told = browser.tabs.sendMessage(tabId, message, { frameId: 0 }).then(
    (reply: unknown) => ({ reply }),
    () => 'gone' as const,
  );
  try {
    return await Promise.race([told, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function replyOf(tabId: number, message: ToPage, deadlineMs: number): Promise<unknown> {
  const told = await tell(tabId, message, deadlineMs);
  if (typeof told === 'string') throw new ProblemError({ code: 'tab-lost' });
  return told.reply;
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;

/** What the tab knows of itself. Throws `tab-lost` where no content script answers. */
export async function hintsOf(tabId: number): Promise<PageHints> {
  const hints = await replyOf(tabId, { type: 'page.hints' }, messageTimeoutMs);
  if (kindOf(hints) !== 'hints') throw new ProblemError({ code: 'tab-lost' });
  return hints as PageHints;
}

/** Posts through a tab and waits for the answer. Throws `tab-lost`. */
export async function postThrough(
  tabId: number,
  ask: Pick<AskMessage, 'address' | 'body' | 'accountId'> & { readonly timeoutMs?: number },
): Promise<PageAnswer> {
  const timeoutMs = ask.timeoutMs ?? queryTimeoutMs;
  const message: AskMessage = {
    type: 'page.ask',
    requestId: crypto.randomUUID(),
    keep: false,
    ...ask,
    timeoutMs,
  };
  const answer = await replyOf(tabId, message, timeoutMs + graceMs);
  if (typeof kindOf(answer) !== 'string') throw new ProblemError({ code: 'tab-lost' });
  return answer as PageAnswer;
}

/**
 * Has a tab post something whose answer must not be lost: the answer comes later as a `page.answer` message.
 *
 * @returns `false` where no answer can come: nobody heard it, or the page went away after hearing it. A page that is
 * merely slow to reply may still have the call under way.
 */
export async function startThrough(
  tabId: number,
  ask: Omit<AskMessage, 'type' | 'keep' | 'timeoutMs'>,
): Promise<boolean> {
  const message: AskMessage = { type: 'page.ask', keep: true, timeoutMs: mutationTimeoutMs, ...ask };
  const told = await tell(tabId, message, messageTimeoutMs);
  return told === 'silent' || (told !== 'gone' && kindOf(told.reply) === 'started');
}

/** A carrier for `execute` through one tab and address. */
export const carryThrough =
  (tabId: number, address: Address, accountId: string | null, timeoutMs?: number): Carry =>
  (body) =>
    postThrough(tabId, { address, body, accountId, ...(timeoutMs === undefined ? {} : { timeoutMs }) });

async function probe(ask: Ask): Promise<Problem | null> {
  try {
    const { data, problem } = await ask(ProbeDocument, {});
    return typeof data?.['__typename'] === 'string' ? null : (problem ?? { code: 'unexpected-answer' });
  } catch (thrown) {
    return problemOf(thrown);
  }
}

/**
 * Finds the address that takes the tab's session, trying first what the page itself has called.
 *
 * @returns the address, or why neither works
 */
export async function findAddress(
  hints: PageHints,
  askAt: (address: Address) => Ask,
): Promise<Address | Problem> {
  const order = [...new Set<Address>([...hints.seen, 'path', 'graphql'])];
  const problems = new Map<Address, Problem>();
  for (const address of order) {
    // One after the other: most consoles answer the first.
    // oxlint-disable-next-line no-await-in-loop
    const problem = await probe(askAt(address));
    if (!problem) return address;
    if (problem.code === 'tab-lost' || problem.code === 'rate-limited') return problem;
    problems.set(address, problem);
  }
  return whyNeither(problems.get('path')!, problems.get('graphql')!, hints.looksSignedOut);
}

function whyNeither(path: Problem, graphql: Problem, looksSignedOut: boolean): Problem {
  // The GraphQL host refuses a session by an error that the page may not read, so its silence says nothing.
  const passing = [path, graphql].find(({ code }) => code === 'unavailable' || code === 'timeout');
  if (looksSignedOut) return { code: 'signed-out' };
  if (passing) return passing;
  if (path.code === 'signed-out') return path;
  if (path.code === 'network') return path;
  return { code: 'session-unusable' };
}
