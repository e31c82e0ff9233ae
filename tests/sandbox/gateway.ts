/**
 * The way of a GraphQL request: CORS, credential, account header, faults, rate limit, then the engine. Shapes of
 * refusals are those recorded from J1 where a record exists; `README.md` says which are guesses.
 */
import type { IncomingMessage } from 'node:http';
import type { Caller } from './graphql/access.ts';
import { factsOf } from './graphql/api.ts';
import type { GraphqlRequestFacts } from './graphql/api.ts';
import { businessError } from './graphql/errors.ts';
import { consoleHostOf, consoleOfOrigin } from './hosts.ts';
import type { Place } from './hosts.ts';
import { bearerOf, headerOf, jsonReply, textReply, unauthorized, withHeaders } from './http.ts';
import type { Outcome, Reply } from './http.ts';
import { sessionLimit } from './rate-limit.ts';
import type { LogEntry } from './request-log.ts';
import type { Session } from './sessions.ts';
import type { StandIn } from './stand-in.ts';
import type { Account } from './world/world.ts';

/** Whether a path of a host takes GraphQL. */
export function isGraphqlPath(place: Place, path: string): boolean {
  switch (place.kind) {
    case 'console':
      return path === '/api/graphql';
    case 'graphql':
      return path === '/';
    case 'api':
      return path === '/graphql';
  }
}

export async function answerGraphql(
  standIn: StandIn,
  place: Place,
  request: IncomingMessage,
  body: string,
  logged: LogEntry,
): Promise<Outcome> {
  const always = commonHeaders(standIn, place, request);
  if (request.method === 'OPTIONS' && place.kind !== 'console') return preflight(always);
  const outcome = await answer(standIn, place, request, body, logged);
  if (typeof outcome === 'string') return outcome;
  if ('cutShort' in outcome) return { cutShort: withHeaders(outcome.cutShort, always) };
  return withHeaders(outcome, always);
}

async function answer(
  standIn: StandIn,
  place: Place,
  request: IncomingMessage,
  body: string,
  logged: LogEntry,
): Promise<Outcome> {
  if (place.kind === 'console' && standIn.settings.consoleApi !== 'path') return textReply(404, 'Not Found');
  if (request.method !== 'POST') return textReply(405, 'Method Not Allowed');
  if (place.kind === 'console' && isForeign(request)) return textReply(403, 'Forbidden');

  const known = identify(standIn, place, request);
  if (known === null) return unauthorized;
  const { caller, session } = known;
  logged.caller = nameOf(known);
  logged.account = caller.account.subdomain;
  if (!(headerOf(request, 'content-type') ?? '').startsWith('application/json')) {
    return textReply(415, 'Unsupported Media Type');
  }

  const facts = factsOf(body);
  const meeting = standIn.faults.meet({
    rootFields: facts?.rootFields ?? [],
    operationNames: facts?.operationNames ?? [],
    loginUrl: loginUrlFor(place, request),
    endSession: () => session !== null && standIn.sessions.end(session),
  });
  logged.faults = meeting.names;
  const instead = await meeting.before();
  if (instead !== null) return instead;

  return meeting.after(await carryOut(standIn, caller, request, body, facts));
}

async function carryOut(
  standIn: StandIn,
  caller: Caller,
  request: IncomingMessage,
  body: string,
  facts: GraphqlRequestFacts | null,
): Promise<Reply> {
  const now = standIn.now();
  const limit =
    (caller.kind === 'key' ? caller.account.tokenRateLimits.get(caller.key.id) : undefined) ?? sessionLimit;
  const units = Math.max(1, facts?.rootFields.length ?? 0);
  const rate = standIn.limiter.take(caller.bucket, caller.account.id, units, limit, now);
  if (!rate.allowed) return withHeaders(textReply(429, 'Too Many Requests'), rate.headers);
  const reply = isOtherAccount(caller.account, request)
    ? jsonReply(200, {
        errors: [businessError('FORBIDDEN', 'Not a member of this account', 'gateway')],
        data: null,
      })
    : await standIn.api()(body, { world: standIn.world, caller, now, pageCap: standIn.settings.pageCap });
  return withHeaders(reply, rate.headers);
}

interface Known {
  readonly caller: Caller;
  /** The session behind the request, where it is one. */
  readonly session: Session | null;
}

function identify(standIn: StandIn, place: Place, request: IncomingMessage): Known | null {
  if (place.kind === 'console') return bySession(standIn, standIn.sessions.of(request, place));
  const bearer = bearerOf(request);
  if (bearer !== null) return byBearer(standIn, place, bearer);
  const origin = consoleOfOrigin(headerOf(request, 'origin'));
  if (standIn.settings.consoleApi !== 'cors' || origin === null || origin.region !== place.region)
    return null;
  return bySession(standIn, standIn.sessions.of(request, origin));
}

function bySession(standIn: StandIn, session: Session | null): Known | null {
  const account = standIn.world.accounts.find(({ id }) => id === session?.accountId);
  const user = account?.users.find(({ id }) => id === session?.userId);
  if (session === null || account === undefined || user === undefined) return null;
  return { session, caller: { kind: 'user', account, user, bucket: session.id } };
}

function byBearer(standIn: StandIn, place: Place, bearer: string): Known | null {
  if (standIn.settings.consoleApi === 'none') {
    const known = bySession(standIn, standIn.sessions.byBearer(bearer));
    if (known !== null) return known;
  }
  const now = standIn.now();
  for (const account of standIn.world.accounts.filter(({ region }) => region === place.region)) {
    const key = account.keys.find(({ secret }) => secret === bearer);
    if (key !== undefined) {
      if (key.revoked || key.expiresAt <= now) return null;
      return { session: null, caller: { kind: 'key', account, key, bucket: key.id } };
    }
    const token = account.instanceTokens.find(({ secret }) => secret === bearer);
    if (token !== undefined) {
      return token.expiresAt <= now
        ? null
        : { session: null, caller: { kind: 'instance-key', account, bucket: token.id } };
    }
  }
  return null;
}

function nameOf({ caller }: Known): string {
  switch (caller.kind) {
    case 'user':
      return `session ${caller.user.email}`;
    case 'key':
      return `key ${caller.key.name}`;
    case 'instance-key':
      return 'integration key';
  }
}

/** Puts into the log what a body asks for. */
export function noteFacts(logged: LogEntry, body: string): void {
  const facts = factsOf(body);
  logged.operationName = facts?.operationNames[0] ?? null;
  logged.rootFields = facts?.rootFields ?? [];
  logged.fields = facts?.fields ?? [];
}

/** The account header may name the account by id or by its short name; the older spelling is still honoured. */
function isOtherAccount(account: Account, request: IncomingMessage): boolean {
  const named = accountHeaderOf(request);
  return named !== null && named !== account.id && named !== account.subdomain;
}

export function accountHeaderOf(request: IncomingMessage): string | null {
  return headerOf(request, 'JupiterOne-Account') ?? headerOf(request, 'LifeOmic-Account');
}

/** Whether a POST to the console's own path comes from a page of somewhere else. */
function isForeign(request: IncomingMessage): boolean {
  const origin = headerOf(request, 'origin');
  return origin !== null && origin !== `https://${headerOf(request, 'host')}`;
}

function commonHeaders(standIn: StandIn, place: Place, request: IncomingMessage): Reply['headers'] {
  const always = {
    'Access-Control-Allow-Credentials': 'true',
    'Cross-Origin-Resource-Policy': 'same-origin',
    Vary: 'Origin',
  };
  if (place.kind === 'console' || standIn.settings.consoleApi === 'path') return always;
  const origin = headerOf(request, 'origin');
  return consoleOfOrigin(origin)?.region === place.region
    ? { ...always, 'Access-Control-Allow-Origin': origin! }
    : always;
}

function preflight(always: Reply['headers']): Reply {
  const allowed = 'Access-Control-Allow-Origin' in always;
  return {
    status: 204,
    headers: {
      ...always,
      ...(allowed && {
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'content-type, authorization, jupiterone-account, lifeomic-account',
      }),
    },
    body: '',
  };
}

function loginUrlFor(place: Place, request: IncomingMessage): string {
  const host = place.kind === 'console' ? headerOf(request, 'host') : null;
  const origin = headerOf(request, 'origin') ?? `https://${host ?? consoleHostOf(place.region, null)}`;
  return `${origin}/login`;
}
