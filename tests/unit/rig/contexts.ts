/**
 * Who runs right now: one run of the background, a console page, or the test. A browser that stops a background takes
 * its timers, its locks and its pending calls away; so does `stop` here, and what the old run still had in hand never
 * goes on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { vi } from 'vitest';

export interface Context {
  readonly name: string;
  alive: boolean;
}

const contexts = new AsyncLocalStorage<Context>();

export const makeContext = (name: string): Context => ({ name, alive: true });

export function runIn<R>(context: Context, work: () => R): R {
  return contexts.run(context, work);
}

const never = new Promise<never>(() => undefined);

export const isDead = (): boolean => contexts.getStore()?.alive === false;

/** The browser's answer to a call: nothing at all once the caller is gone, whether before or after it called. */
export async function callBrowser<R>(call: () => R | Promise<R>): Promise<R> {
  if (isDead()) return never;
  try {
    const result = await call();
    return isDead() ? await never : result;
  } catch (thrown) {
    return isDead() ? never : Promise.reject(thrown);
  }
}

// ------------------------------------------------------------------------------------------------ time

const due = new Map<unknown, number>();
let digests = 0;

/** Fake time for everybody; a timer runs in the name of who set it, if that one still lives. */
export function fakeTime(now: number): void {
  vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const { setTimeout: fakeSet, clearTimeout: fakeClear } = globalThis;
  const set = (callback: () => void, ms = 0): unknown => {
    const owner = contexts.getStore();
    const timer = fakeSet(() => {
      due.delete(timer);
      if (!owner) callback();
      else if (owner.alive) runIn(owner, callback);
    }, ms);
    due.set(timer, Date.now() + ms);
    return timer;
  };
  const clear = (timer: never): void => {
    due.delete(timer);
    fakeClear(timer);
  };
  vi.stubGlobal('setTimeout', set);
  vi.stubGlobal('clearTimeout', clear);
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (...args) => {
    digests += 1;
    try {
      return await digest(...args);
    } finally {
      digests -= 1;
    }
  });
}

export function realTime(): void {
  due.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let count = 0; count < 6 || digests > 0; count += 1) await turn();
}

/** When the next timer is due. */
export const nextTimer = (): number => Math.min(...due.values());

// ------------------------------------------------------------------------------------------------ locks

interface Waiting {
  readonly owner: Context | undefined;
  readonly start: () => void;
}

/** `navigator.locks` with one addition: the locks of a context that stopped are free. */
export class FakeLocks {
  private readonly held = new Map<string, Context | undefined>();
  private readonly queues = new Map<string, Waiting[]>();

  request<R>(name: string, work: () => Promise<R>): Promise<R> {
    if (isDead()) return never;
    return new Promise<R>((resolve, reject) => {
      const owner = contexts.getStore();
      const start = (): void => {
        this.held.set(name, owner);
        const run = (): Promise<R> => work();
        void (owner ? runIn(owner, run) : run()).then(resolve, reject).finally(() => {
          if (owner?.alive !== false) this.next(name);
        });
      };
      if (this.held.has(name)) this.queue(name).push({ owner, start });
      else start();
    });
  }

  /** Frees what stopped contexts held, and forgets what they waited for. */
  sweep(): void {
    for (const [name, owner] of this.held) if (owner?.alive === false) this.next(name);
  }

  isHeld(name: string): boolean {
    return this.held.has(name);
  }

  private queue(name: string): Waiting[] {
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    return queue;
  }

  private next(name: string): void {
    this.held.delete(name);
    const queue = this.queue(name);
    let waiting = queue.shift();
    while (waiting?.owner?.alive === false) waiting = queue.shift();
    waiting?.start();
  }
}
