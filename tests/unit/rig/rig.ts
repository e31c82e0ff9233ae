/**
 * The whole background in a browser that is not there: the real router, records, sessions and changes, under fake
 * time, with console pages that run the content script's real answering half against a small J1.
 */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPageAnswers } from '../../../lib/api/transport/page-answers.ts';
import { startBackground } from '../../../lib/background/start.ts';
import type { ReplyOf, RequestOf, Verb } from '../../../lib/messaging/contract.ts';
import type { Address, AnswerMessage, AskMessage, PageAnswer } from '../../../lib/messaging/page-contract.ts';
import type { Problem } from '../../../lib/api/problem.ts';
import {
  FakeLocks,
  fakeTime,
  makeContext,
  nextTimer,
  realTime,
  runIn,
  settle,
  type Context,
} from './contexts.ts';
import { extensionId, extensionOrigins, FakeExtension, type FakeTab } from './fake-extension.ts';
import { FakeJ1, gatewayPage, type Person, type SessionCookie } from './fake-j1.ts';
import { installExtension } from './webextension-polyfill.ts';

export const startTime = Date.UTC(2026, 2, 1, 12);
export const ada: Person = { userId: 'user-ada', email: 'ada@acme.example' };
export const bob: Person = { userId: 'user-bob', email: 'bob@acme.example' };

export type Envelope<R> = { ok: true; reply: R } | { ok: false; problem: Problem };

const page = { kind: 'account-tokens', evidence: [] };

/** A console tab and the content script in it. */
export class ConsolePage {
  readonly tab: FakeTab;
  private readonly rig: Rig;
  cookie: SessionCookie | null;
  looksSignedOut = false;
  /** Which addresses take the session. */
  addresses: readonly Address[] = ['path', 'graphql'];
  /** `false` = no content script answers, as in a frozen tab. */
  answering = true;
  /** The page does what it is asked, but its word that it has started does not come. */
  mute = false;
  /** The page's script hears nothing that it is to post, as one of an older version that was left behind. */
  deaf = false;
  instance = crypto.randomUUID();
  /** Everything that the background ever said to the page. */
  readonly heard: unknown[] = [];
  /** `page.answer` messages on their way out; a test may hold them back. */
  holdAnswers = false;
  private held: (() => void)[] = [];
  private context = makeContext('page');
  private answers = this.load();
  private leave: (reason: Error) => void = () => undefined;
  private gone = this.untilGone();

  constructor(rig: Rig, tab: FakeTab, cookie: SessionCookie | null) {
    this.rig = rig;
    this.tab = tab;
    this.cookie = cookie;
  }

  get host(): string {
    return new URL(this.tab.url).host;
  }

  sender(over: object = {}) {
    const { id, windowId, url } = this.tab;
    return {
      id: extensionId,
      frameId: 0,
      url,
      tab: { id, windowId, url },
      documentLifecycle: 'active',
      ...over,
    };
  }

  async hello(): Promise<unknown> {
    return this.report('page.hello');
  }

  async report(type: 'page.hello' | 'page.changed'): Promise<unknown> {
    const { instance, looksSignedOut } = this;
    return this.rig.tell({ type, instance, page, looksSignedOut }, this.sender());
  }

  /** The page is loaded anew: what its script had in hand is gone. */
  async reload(url = this.tab.url): Promise<void> {
    this.unload();
    this.context = makeContext('page');
    this.gone = this.untilGone();
    this.tab.url = url;
    this.instance = crypto.randomUUID();
    this.answers = this.load();
    await this.hello();
  }

  private unload(): void {
    this.context.alive = false;
    this.leave(new Error('The message channel closed before a response was received.'));
  }

  private untilGone(): Promise<never> {
    const gone = new Promise<never>((_, reject) => (this.leave = reject));
    gone.catch(() => undefined);
    return gone;
  }

  close(): void {
    this.unload();
    this.rig.extension.removeTab(this.tab.id);
    this.rig.wake(() => this.rig.extension.events.tabRemoved.fire(this.tab.id, {}));
  }

  /** Lets held answers go. */
  release(): void {
    this.holdAnswers = false;
    for (const go of this.held.splice(0)) go();
  }

  handle(message: unknown): Promise<unknown> {
    this.heard.push(message);
    const { type } = message as { type: string };
    if (!this.answering) return this.gone;
    if (this.deaf && type === 'page.ask' && (message as AskMessage).keep) return Promise.resolve(undefined);
    const reply = runIn(this.context, async () => {
      if (type === 'page.hints') {
        const { instance, looksSignedOut } = this;
        return { kind: 'hints', instance, page, seen: [], looksSignedOut };
      }
      const reply = await this.answers(message as AskMessage);
      return this.mute && (message as AskMessage).keep ? this.gone : reply;
    });
    return Promise.race([reply, this.gone]);
  }

  private load() {
    const { context } = this;
    return createPageAnswers({
      post: (ask) => this.post(ask),
      send: async (message: AnswerMessage) => {
        if (this.holdAnswers) await new Promise<void>((resolve) => this.held.push(resolve));
        return this.rig.tell(message, this.sender());
      },
      isAlive: () => context.alive,
    });
  }

  private post(ask: AskMessage): Promise<PageAnswer> {
    if (!this.addresses.includes(ask.address)) {
      return Promise.resolve(ask.address === 'path' ? gatewayPage(404) : { kind: 'network' });
    }
    const { answer, delayMs } = this.rig.j1.take(ask.body, {
      cookie: this.cookie,
      tabId: this.tab.id,
      address: ask.address,
    });
    if (delayMs === 0) return Promise.resolve(answer);
    const late = delayMs > ask.timeoutMs;
    return new Promise((resolve) =>
      setTimeout(() => resolve(late ? { kind: 'timeout' } : answer), Math.min(delayMs, ask.timeoutMs)),
    );
  }
}

export class Rig {
  readonly j1 = new FakeJ1();
  readonly extension = new FakeExtension();
  readonly pages: ConsolePage[] = [];
  readonly locks = new FakeLocks();
  /** Makes the page of a tab that Latchkey opened; by default it is signed in as the tab's neighbours are. */
  onOpen: (page: ConsolePage) => void = (opened) => void opened.hello();
  private worker: Context | null = null;
  private runs = 0;
  private pending: ((reason: Error) => void)[] = [];

  constructor() {
    fakeTime(startTime);
    vi.stubGlobal('navigator', { locks: this.locks });
    installExtension(this.extension);
    this.extension.hear = (tabId, message) => {
      const found = this.pages.find(({ tab }) => tab.id === tabId && this.extension.tabs.includes(tab));
      return found ? found.handle(message) : Promise.reject(new Error('Receiving end does not exist.'));
    };
    this.extension.onTabCreated = (tab) => {
      if (!tab.url.startsWith('https://')) return;
      const neighbour = this.pages.find((each) => each.host === new URL(tab.url).host);
      const opened = this.addPage(tab, neighbour?.cookie ?? this.cookies.get(new URL(tab.url).host) ?? null);
      runIn(makeContext('page'), () => setTimeout(() => this.onOpen(opened), 1500));
    };
  }

  /** Cookies of hosts that have no tab. */
  readonly cookies = new Map<string, SessionCookie>();

  private addPage(tab: FakeTab, cookie: SessionCookie | null): ConsolePage {
    const made = new ConsolePage(this, tab, cookie);
    this.pages.push(made);
    return made;
  }

  /** A console tab of an account, in front unless told otherwise. It has not spoken yet. */
  openConsole(
    account: string,
    { host = `${account}.apps.us.jupiterone.io`, person = ada, front = true, windowId = 1 } = {},
  ): ConsolePage {
    const cookie = { account, person };
    this.cookies.set(host, cookie);
    return this.addPage(this.extension.addTab(`https://${host}/home`, front, windowId), cookie);
  }

  // ---------------------------------------------------------------------------------------- the background

  /** Starts the background if it is not running, then lets the event in. */
  wake(event: () => void): void {
    if (!this.worker) {
      this.runs += 1;
      this.worker = makeContext(`background ${this.runs}`);
      runIn(this.worker, () => startBackground({ now: () => Date.now() }));
    }
    runIn(this.worker, event);
  }

  async start(): Promise<void> {
    this.wake(() => undefined);
    await settle();
  }

  /** The browser stops the background: listeners, timers, locks and what was awaited are gone. */
  async kill(): Promise<void> {
    if (this.worker) this.worker.alive = false;
    this.worker = null;
    for (const event of Object.values(this.extension.events)) event.listeners.length = 0;
    this.locks.sweep();
    for (const reject of this.pending.splice(0)) {
      reject(new Error('A listener indicated an asynchronous response, but the message channel closed.'));
    }
    await settle();
  }

  /** The browser exits and comes back: session storage, tabs and alarms are gone. */
  async restartBrowser(): Promise<void> {
    await this.kill();
    for (const each of this.pages.splice(0)) each.answering = false;
    this.extension.tabs.length = 0;
    await fakeBrowser.storage.session.clear();
    await fakeBrowser.alarms.clearAll();
    await this.start();
  }

  /** A message as the browser would deliver it; wakes the background. */
  tell(message: unknown, sender: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.pending.push(reject);
      this.wake(() => {
        const results = this.extension.events.message.listeners.map((listener) =>
          listener(structuredClone(message) as never, sender as never, resolve as never),
        );
        if (!results.includes(true)) resolve(undefined);
      });
    });
  }

  surface(path = '/popup.html') {
    return { id: extensionId, url: `${extensionOrigins[this.extension.kind]}${path}` };
  }

  /** What a surface gets for a verb: the wire envelope. */
  ask<V extends Verb>(verb: V, request: RequestOf<V>): Promise<Envelope<ReplyOf<V>>> {
    return this.tell({ type: 'ui', verb, request }, this.surface()) as Promise<Envelope<ReplyOf<V>>>;
  }

  /** As `ask`, where it is expected to go well. */
  async get<V extends Verb>(verb: V, request: RequestOf<V>): Promise<ReplyOf<V>> {
    const envelope = await this.run(this.ask(verb, request));
    if (!envelope.ok) throw new Error(`${verb}: ${JSON.stringify(envelope.problem)}`);
    return envelope.reply;
  }

  // ---------------------------------------------------------------------------------------- time

  /** Lets time pass, timer by timer, with alarms as the browser fires them. */
  async advance(ms: number): Promise<void> {
    const end = Date.now() + ms;
    for (;;) {
      await settle();
      const alarms = await fakeBrowser.alarms.getAll();
      const nextAlarm = Math.min(...alarms.map(({ scheduledTime }) => scheduledTime));
      const next = Math.max(Math.min(nextTimer(), nextAlarm), Date.now());
      if (next > end) break;
      await vi.advanceTimersByTimeAsync(next - Date.now());
      for (const alarm of alarms) if (alarm.scheduledTime <= Date.now()) await this.fireAlarm(alarm.name);
    }
    await vi.advanceTimersByTimeAsync(end - Date.now());
    await settle();
  }

  private async fireAlarm(name: string): Promise<void> {
    const alarm = await fakeBrowser.alarms.get(name);
    await fakeBrowser.alarms.clear(name);
    if (alarm?.periodInMinutes) {
      await fakeBrowser.alarms.create(name, {
        when: alarm.scheduledTime + alarm.periodInMinutes * 60_000,
        periodInMinutes: alarm.periodInMinutes,
      });
    }
    this.wake(() => this.extension.events.alarm.fire({ name }));
    await settle();
  }

  /** Lets time pass until `promise` has settled, at most ten minutes. */
  async run<R>(promise: Promise<R>): Promise<R> {
    let done = false;
    const watched = promise.finally(() => (done = true));
    watched.catch(() => undefined);
    for (let waited = 0; waited < 600_000; waited += 250) {
      await settle();
      if (done) return watched;
      await this.advance(250);
    }
    throw new Error('It never settled.');
  }

  // ---------------------------------------------------------------------------------------- what is stored

  async stored<T>(key: string, area: 'local' | 'session' = 'local'): Promise<T> {
    const { [key]: envelope } = (await fakeBrowser.storage[area].get(key)) as Record<string, unknown>;
    return structuredClone((envelope as { data: T } | undefined)?.data) as T;
  }

  async store(key: string, value: unknown, area: 'local' | 'session' = 'local'): Promise<void> {
    await fakeBrowser.storage[area].set({ [key]: value });
    await settle();
  }

  async everything(area: 'local' | 'session'): Promise<string> {
    return JSON.stringify(await fakeBrowser.storage[area].get());
  }

  async stop(): Promise<void> {
    await this.kill();
    for (const each of this.pages) each.answering = false;
    installExtension(null);
    realTime();
  }
}
