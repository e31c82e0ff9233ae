/**
 * The Chrome DevTools Protocol over the debugging pipe: NUL-separated JSON on two file descriptors, many sessions
 * on one connection. Knows nothing about pages or extensions.
 */
import type { Readable, Writable } from 'node:stream';

export type Params = Record<string, unknown>;
// The protocol's answers are described at the places that use them, not here.
// oxlint-disable-next-line typescript/no-explicit-any
export type Answer = any;
type Listener = (params: Answer, sessionId: string | undefined) => void;

interface Pending {
  readonly method: string;
  readonly resolve: (result: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const callDeadline = 30_000;

export class Cdp {
  readonly #out: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #lastId = 0;
  #rest = '';
  #closed: string | null = null;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    out.on('error', () => this.close('the browser closed its pipe'));
    input.setEncoding('utf8');
    input.on('data', (chunk: string) => this.#read(chunk));
    input.on('error', () => this.close('the browser closed its pipe'));
    input.on('close', () => this.close('the browser closed its pipe'));
  }

  /** One call. Rejects with the method's name in the message, and after half a minute without an answer. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Answer> {
    if (this.#closed) return Promise.reject(new Error(`${method}: ${this.#closed}`));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method}: no answer from the browser in ${callDeadline / 1000} s`));
      }, callDeadline);
      this.#pending.set(id, { method, resolve, reject, timer });
      this.#out.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  }

  /** Listens to one event of every session; gives back how to stop. */
  on(event: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Fails what is still waiting. The pipe itself ends with the browser. */
  close(reason: string): void {
    this.#closed ??= reason;
    for (const { method, reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new Error(`${method}: ${reason}`));
    }
    this.#pending.clear();
  }

  /** One session's view of this connection. */
  session(sessionId: string): Session {
    return {
      send: (method, params) => this.send(method, params, sessionId),
      on: (event, listener) =>
        this.on(event, (params, from) => {
          if (from === sessionId) listener(params);
        }),
    };
  }

  #read(chunk: string): void {
    const messages = (this.#rest + chunk).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) this.#receive(JSON.parse(message) as Answer);
  }

  #receive({ id, method, params, result, error, sessionId }: Answer): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(method) ?? []) listener(params, sessionId);
      return;
    }
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (error) pending.reject(new Error(`${pending.method}: ${error.message} ${error.data ?? ''}`.trim()));
    else pending.resolve(result);
  }
}

export interface Session {
  send(method: string, params?: Params): Promise<Answer>;
  on(event: string, listener: (params: Answer) => void): () => void;
}
