import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageAnswers } from '../../../lib/api/transport/page-answers.ts';
import type { AnswerMessage, AskMessage, PageAnswer } from '../../../lib/messaging/page-contract.ts';

const answer: PageAnswer = {
  kind: 'answer',
  status: 200,
  contentType: 'application/json',
  body: '{}',
  headers: {},
};

function askFor(requestId: string, keep: boolean): AskMessage {
  return {
    type: 'page.ask',
    requestId,
    address: 'path',
    body: '{}',
    accountId: null,
    timeoutMs: 25_000,
    keep,
  };
}

type Send = (message: AnswerMessage) => Promise<unknown>;

function page({ send = (async () => ({ kind: 'ok' })) as Send, alive = (): boolean => true } = {}) {
  const post = vi.fn<(ask: AskMessage) => Promise<PageAnswer>>(async () => answer);
  const sent = vi.fn<Send>(send);
  return { post, sent, answers: createPageAnswers({ post, send: sent, isAlive: alive }) };
}

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

describe('carrying out what the background asks', () => {
  it('answers a query with what came of it', async () => {
    const { answers, sent } = page();
    expect(await answers(askFor('a', false))).toEqual(answer);
    expect(sent).not.toHaveBeenCalled();
  });

  it('says that it started before a kept answer is there, then sends it as a message of its own', async () => {
    const { answers, sent } = page();
    expect(await answers(askFor('a', true))).toEqual({ kind: 'started' });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveBeenCalledExactlyOnceWith({ type: 'page.answer', requestId: 'a', answer });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('sends a kept answer again, ever more slowly, until it is acknowledged', async () => {
    const at: number[] = [];
    const replies = [Promise.reject(new Error('asleep')), undefined, { kind: 'error' }, null, { kind: 'ok' }];
    for (const reply of replies) if (reply instanceof Promise) reply.catch(() => undefined);
    const { answers } = page({
      send: async () => {
        at.push(Date.now());
        return replies[at.length - 1];
      },
    });
    await answers(askFor('a', true));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(at).toEqual([0, 250, 750, 1_750, 3_750]);
  });

  it('does not wait for ever for a background that died over the message', async () => {
    let calls = 0;
    const { answers, sent } = page({
      send: () => {
        calls += 1;
        return calls === 1 ? new Promise(() => undefined) : Promise.resolve({ kind: 'ok' });
      },
    });
    await answers(askFor('a', true));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveBeenCalledTimes(2);
  });

  it('forgets a kept answer after a minute', async () => {
    const { answers, sent } = page({ send: async () => undefined });
    await answers(askFor('a', true));
    await vi.advanceTimersByTimeAsync(60_000);
    const calls = sent.mock.calls.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent.mock.calls.length).toBe(calls);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops sending when its extension is gone', async () => {
    let alive = true;
    const { answers, sent } = page({ send: async () => undefined, alive: () => alive });
    await answers(askFor('a', true));
    await vi.advanceTimersByTimeAsync(300);
    const calls = sent.mock.calls.length;
    alive = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.mock.calls.length).toBe(calls);
  });

  it.each([true, false])('never posts the same request twice, kept or not (%s)', async (keep) => {
    const { answers, post } = page();
    const first = answers(askFor('a', keep));
    const again = answers(askFor('a', keep));
    expect(await again).toEqual(await first);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await answers(askFor('a', keep))).toEqual({ kind: 'network' });
    expect(post).toHaveBeenCalledTimes(1);
  });

  it('posts different requests each', async () => {
    const { answers, post } = page();
    await Promise.all([answers(askFor('a', false)), answers(askFor('b', true)), answers(askFor('c', false))]);
    expect(post).toHaveBeenCalledTimes(3);
  });
});
