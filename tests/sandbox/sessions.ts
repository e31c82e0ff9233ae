/**
 * Who is signed in where. One cookie per console host, so that two accounts in two tabs do not mix; how J1's
 * own session looks is not public, so everything here is a guess that only keeps to what browsers enforce.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Place } from './hosts.ts';
import { cookieDomainOf } from './hosts.ts';
import { cookiesOf } from './http.ts';

export type ConsoleApi = 'path' | 'cors' | 'none';

export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly userId: string;
  /** What a console that keeps a bearer in memory was given for this session. */
  readonly bearer: string;
}

export class Sessions {
  readonly #byId = new Map<string, Session>();

  create(accountId: string, userId: string): Session {
    const session = {
      id: randomBytes(24).toString('hex'),
      accountId,
      userId,
      bearer: randomBytes(32).toString('hex'),
    };
    this.#byId.set(session.id, session);
    return session;
  }

  /** The session that a request's cookies carry for one console host. */
  of(request: IncomingMessage, place: Place): Session | null {
    const id = cookiesOf(request).get(cookieNameOf(place));
    return (id === undefined ? undefined : this.#byId.get(id)) ?? null;
  }

  byBearer(bearer: string): Session | null {
    return [...this.#byId.values()].find((session) => session.bearer === bearer) ?? null;
  }

  end(session: Session): void {
    this.#byId.delete(session.id);
  }

  endAccount(accountId: string): void {
    for (const session of this.#byId.values()) if (session.accountId === accountId) this.end(session);
  }
}

function cookieNameOf({ region, subdomain }: Place): string {
  return `j1_session_${region}_${subdomain ?? 'apps'}`;
}

/** Only where the console calls the GraphQL host does its cookie have to reach further than the console itself. */
export function sessionCookie(place: Place, session: Session | null, mode: ConsoleApi): string {
  const domain = mode === 'cors' ? `; Domain=${cookieDomainOf(place.region)}` : '';
  const life = session === null ? '; Max-Age=0' : '';
  return `${cookieNameOf(place)}=${session?.id ?? ''}; Path=/; HttpOnly; Secure; SameSite=Lax${domain}${life}`;
}
