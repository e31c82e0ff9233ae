/** A bare HTTPS client for the stand-in's tests: it names the host itself and trusts the self-signed certificate. */
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { Sandbox } from '../../sandbox/server.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body read as JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows the shape of what it asked for
  json(): any;
}

export interface Ask {
  readonly host: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const acme = 'acme.apps.us.jupiterone.io';
export const globex = 'globex.apps.us.jupiterone.io';
export const graphqlUs = 'graphql.us.jupiterone.io';

export function ask(
  sandbox: Sandbox,
  { host, path = '/', method = 'GET', headers = {}, body }: Ask,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: sandbox.port,
        servername: host,
        rejectUnauthorized: false,
        agent: false,
        path,
        method,
        headers: { ...headers, Host: host },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** The cookie text that signs a request in as a person, as a browser would send it back. */
export function cookieOf(sandbox: Sandbox, host: string, email: string): string {
  return sandbox.signIn(host, email).split(';')[0]!;
}

/** A GraphQL request with the console's session at the console's own path. */
export function askAs(
  sandbox: Sandbox,
  email: string,
  operation: Operation,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(sandbox, {
    host: acme,
    path: '/api/graphql',
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookieOf(sandbox, acme, email), ...headers },
    body: JSON.stringify(operation),
  });
}

/** A GraphQL request with a bearer key at the GraphQL host. */
export function askWithKey(sandbox: Sandbox, secret: string, operation: Operation): Promise<Answer> {
  return ask(sandbox, {
    host: graphqlUs,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` },
    body: JSON.stringify(operation),
  });
}

export const ada = 'ada@acme.example';
export const ned = 'ned@acme.example';

/** A policy text with these rules. */
export function policyOf(...permissions: unknown[]): string {
  return JSON.stringify({ permissions });
}
