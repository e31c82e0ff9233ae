/**
 * The stand-in console and GraphQL API as one HTTPS server on loopback, told apart by the `Host` header, with a
 * control surface for tests.
 */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCertificate } from './certificate.ts';
import { answerConsole } from './console-site.ts';
import { parseFault, parseFaults } from './faults.ts';
import { accountHeaderOf, answerGraphql, isGraphqlPath, noteFacts } from './gateway.ts';
import { placeOf } from './hosts.ts';
import { headerOf, readBody, textReply, unauthorized } from './http.ts';
import type { Outcome, Reply } from './http.ts';
import { maskedPath } from './request-log.ts';
import type { LogEntry, LoggedRequest } from './request-log.ts';
import { sessionCookie } from './sessions.ts';
import { defaultSettings, StandIn } from './stand-in.ts';
import type { Settings } from './stand-in.ts';
import { mintKey } from './world/mint-key.ts';
import { accountNamed } from './world/world.ts';
import type { Account, Key } from './world/world.ts';

export interface SandboxOptions extends Partial<Settings> {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Faults from the start, as on the command line. */
  readonly faults?: string;
  /** The clock, epoch milliseconds; real time unless given. */
  readonly now?: () => number;
  /** Called with each request once it is over. */
  readonly onRequest?: (request: LoggedRequest) => void;
}

/** What a test makes behind the console's back. */
export interface KeyFields {
  readonly name: string;
  readonly policy?: string;
  readonly expiresAt?: number;
  readonly createdAt?: number;
}

export interface Sandbox {
  readonly port: number;
  /**
   * The requests so far, oldest first, each from the moment it has come in whole; the same array over the life of
   * the stand-in. The console's own operations are named `Console…`.
   */
  readonly requests: readonly LoggedRequest[];
  /** Resolves with the first request, past or coming, that the test is true for; rejects after 10 s or the given time. */
  waitForRequest(test: (request: LoggedRequest) => boolean, milliseconds?: number): Promise<LoggedRequest>;
  /** Live data, replaced by `reset`. */
  readonly accounts: readonly Account[];
  /** An account by subdomain or id. */
  account(name: string): Account;
  /** Changes settings while running; `reset` takes it back. A session keeps the reach that its cookie was set with. */
  configure(settings: Partial<Omit<Settings, 'keys' | 'seed'>>): void;
  /** Signs someone in without a browser: the `Set-Cookie` text for that console host. */
  signIn(host: string, email: string): string;
  /** Ends all sessions of an account. */
  signOut(account: string): void;
  /** Adds an account key that no client asked for. */
  addKey(account: string, fields: KeyFields): Key;
  /** Revokes a key, by name or id, without any client. */
  revokeKey(account: string, key: string): void;
  /** Switches faults on, written as on the command line. */
  setFault(faults: string): void;
  /** The next request that asks for the field, or any where none is named, meets this fault. */
  failNext(fault: string, field?: string): void;
  clearFaults(): void;
  /** The stand-in's time, epoch milliseconds. */
  now(): number;
  /** Moves the stand-in's clock by so many milliseconds against real time. */
  setNow(offset: number): void;
  clearRequests(): void;
  /** Fresh seeds, settings and faults of the start, empty log, real time; whoever is signed in stays signed in. */
  reset(changes?: Partial<Settings>): void;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, faults = '', now = Date.now, onRequest, ...settings } = options;
  const standIn = new StandIn({ ...defaultSettings, ...settings }, now);
  const startFaults = parseFaults(faults);
  standIn.faults.add(startFaults);

  const server = createServer(await createCertificate(), (request, response) => {
    void serve(standIn, request, response).then((logged) => onRequest?.(logged));
  });
  // Longer than a test lasts: a browser must not meet a socket that the server is just closing.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    requests: standIn.requests,
    waitForRequest: (test, milliseconds = 10_000) => waitForRequest(standIn, test, milliseconds),
    get accounts() {
      return standIn.world.accounts;
    },
    account: (name) => accountNamed(standIn.world, name),
    configure: (changes) => {
      standIn.settings = { ...standIn.settings, ...changes };
    },
    signIn: (host, email) => signIn(standIn, host, email),
    signOut: (name) => {
      const { id } = accountNamed(standIn.world, name);
      standIn.sessions.endAccount(id);
      standIn.signedOut.add(id);
    },
    addKey: (name, fields) => addKey(standIn, accountNamed(standIn.world, name), fields),
    revokeKey: (name, wanted) => {
      const key = accountNamed(standIn.world, name).keys.find(
        ({ id, name: each }) => id === wanted || each === wanted,
      );
      if (key === undefined) throw new Error(`no key "${wanted}" in account "${name}"`);
      key.revoked = true;
    },
    setFault: (text) => standIn.faults.add(parseFaults(text)),
    failNext: (text, field) =>
      standIn.faults.add([{ ...parseFault(text), times: 1, ...(field !== undefined && { field }) }]),
    clearFaults: () => standIn.faults.clear(),
    now: () => standIn.now(),
    setNow: (offset) => standIn.setNow(offset),
    clearRequests: () => {
      standIn.requests.length = 0;
    },
    reset: (changes) => {
      standIn.reset(changes);
      standIn.faults.add(startFaults);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<LoggedRequest> {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'https://stand-in.invalid');
  const logged = newLogEntry(standIn, request, url);
  const outcome = await decide(standIn, url, request, logged).catch((error: unknown) => {
    console.error(error);
    return textReply(500, 'The stand-in itself has failed; its terminal says how.');
  });
  logged.status = send(response, outcome, standIn.now());
  logged.milliseconds = performance.now() - started;
  logged.over = true;
  return logged;
}

function newLogEntry(standIn: StandIn, request: IncomingMessage, url: URL): LogEntry {
  return {
    at: standIn.now(),
    method: request.method ?? '',
    host: hostOf(request),
    path: maskedPath(url),
    origin: headerOf(request, 'origin'),
    caller: 'nobody',
    account: null,
    accountHeader: accountHeaderOf(request),
    hadCookie: request.headers.cookie !== undefined,
    hadBearer: request.headers.authorization !== undefined,
    operationName: null,
    rootFields: [],
    fields: [],
    faults: [],
    over: false,
    status: null,
    milliseconds: 0,
  };
}

async function decide(
  standIn: StandIn,
  url: URL,
  request: IncomingMessage,
  logged: LogEntry,
): Promise<Outcome> {
  const place = placeOf(hostOf(request));
  if (place === null) {
    standIn.requests.push(logged);
    return textReply(421, 'Misdirected Request');
  }
  const body = await readBody(request).catch(() => null);
  // Null: the client went away in the middle of its own request.
  if (body === null) return 'drop';
  const takesGraphql = isGraphqlPath(place, url.pathname);
  if (takesGraphql) noteFacts(logged, body);
  standIn.requests.push(logged);
  if (takesGraphql) return answerGraphql(standIn, place, request, body, logged);
  if (place.kind === 'console') return answerConsole(standIn, place, request, url, body);
  // J1's hosts ask for a credential on any path before they say that there is nothing.
  return unauthorized;
}

function hostOf(request: IncomingMessage): string {
  return (headerOf(request, 'host') ?? '').replace(/:\d+$/, '');
}

async function waitForRequest(
  { requests }: StandIn,
  test: (request: LoggedRequest) => boolean,
  milliseconds: number,
): Promise<LoggedRequest> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const found = requests.find(test);
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('The request that was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Sends what was decided and returns the status that went out, or null. */
function send(response: ServerResponse, outcome: Outcome, now: number): number | null {
  if (outcome === 'hang') return null;
  if (outcome === 'drop') {
    response.socket?.destroy();
    return null;
  }
  if ('cutShort' in outcome) {
    const { cutShort: reply } = outcome;
    writeHead(response, reply, now);
    response.write(reply.body.slice(0, Math.floor(reply.body.length / 2)), () => response.socket?.destroy());
    return reply.status;
  }
  writeHead(response, outcome, now);
  response.end(outcome.body);
  return outcome.status;
}

function writeHead(response: ServerResponse, reply: Reply, now: number): void {
  for (const [name, value] of Object.entries(reply.headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.setHeader('Date', new Date(now).toUTCString());
  if (reply.status !== 204) response.setHeader('Content-Length', Buffer.byteLength(reply.body));
  response.writeHead(reply.status);
}

function signIn(standIn: StandIn, host: string, email: string): string {
  const place = placeOf(host);
  const account = standIn.world.accounts.find(({ users }) => users.some((user) => user.email === email));
  const user = account?.users.find((each) => each.email === email);
  if (place?.kind !== 'console' || account === undefined || user === undefined) {
    throw new Error(`nobody called "${email}", or no console at "${host}"`);
  }
  standIn.signedOut.delete(account.id);
  return sessionCookie(place, standIn.sessions.create(account.id, user.id), standIn.settings.consoleApi);
}

function addKey(standIn: StandIn, account: Account, fields: KeyFields): Key {
  const createdAt = fields.createdAt ?? standIn.now();
  const key = mintKey(standIn.world.random, {
    type: 'ACCOUNT',
    name: fields.name,
    category: null,
    policy: fields.policy ?? JSON.stringify({ permissions: [] }),
    subject: `account:${account.id}`,
    userId: null,
    createdAt,
    expiresAt: fields.expiresAt ?? createdAt + 30 * 86_400_000,
  });
  account.keys.push(key);
  return key;
}
