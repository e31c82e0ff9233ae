import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressesOf, seenAddresses } from '../../../lib/api/transport/page-addresses.ts';
import { postToConsole } from '../../../lib/api/transport/page-fetch.ts';
import { maxBodyBytes } from '../../../lib/messaging/page-contract.ts';

const href = 'https://acme.apps.us.jupiterone.io/settings/account-management';
const ask = {
  address: 'path',
  body: '{"query":"{ __typename }"}',
  accountId: null,
  timeoutMs: 20_000,
} as const;

function answering(response: () => Response | Promise<Response>) {
  return vi.fn<typeof fetch>(async () => response());
}

const json = (body: string, init: ResponseInit = {}): Response =>
  new Response(body, {
    ...init,
    headers: { 'content-type': 'application/json; charset=utf-8', ...init.headers },
  });

afterEach(() => vi.useRealTimers());

describe('the two addresses of a console page', () => {
  it('are its own origin and the GraphQL host of its region', () => {
    expect(addressesOf(href)).toEqual({
      path: 'https://acme.apps.us.jupiterone.io/api/graphql',
      graphql: 'https://graphql.us.jupiterone.io/',
    });
    expect(addressesOf('https://apps.eu.jupiterone.io/')?.graphql).toBe('https://graphql.eu.jupiterone.io/');
  });

  it('are none for a page that is no console', () => {
    expect(addressesOf('https://apps.us.jupiterone.io.evil.example/')).toBeNull();
  });

  it('are recognised among what the page fetched, newest first', () => {
    const resources = [
      'https://acme.apps.us.jupiterone.io/static/app.js',
      'https://acme.apps.us.jupiterone.io/api/graphql',
      'https://graphql.us.jupiterone.io/?op=x',
      'https://graphql.eu.jupiterone.io/',
      'https://evil.example/https://graphql.us.jupiterone.io/',
    ];
    expect(seenAddresses(href, resources)).toEqual(['graphql', 'path']);
    expect(seenAddresses('https://evil.example/', resources)).toEqual([]);
  });
});

describe('posting from a console page', () => {
  it('posts JSON with the session to its own origin, follows nothing and stores nothing', async () => {
    const fetch = answering(() => json('{"data":{}}'));
    await postToConsole({ ...ask, accountId: 'acme-id' }, { href, fetch });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('https://acme.apps.us.jupiterone.io/api/graphql');
    expect(init).toMatchObject({
      method: 'POST',
      body: ask.body,
      credentials: 'include',
      redirect: 'manual',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', 'JupiterOne-Account': 'acme-id' },
    });
  });

  it('sends no account header to the other host, where a preflight would have to allow it', async () => {
    const fetch = answering(() => json('{}'));
    await postToConsole({ ...ask, address: 'graphql', accountId: 'acme-id' }, { href, fetch });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('https://graphql.us.jupiterone.io/');
    expect(init?.headers).toEqual({ 'Content-Type': 'application/json' });
  });

  it.each(['https://apps.us.jupiterone.io.evil.example/', 'http://apps.us.jupiterone.io/', 'about:blank'])(
    'refuses to post from %s',
    async (elsewhere) => {
      const fetch = answering(() => json('{}'));
      expect(await postToConsole(ask, { href: elsewhere, fetch })).toEqual({ kind: 'network' });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it('gives back status, media type, text and the headers that matter', async () => {
    const headers = { 'RateLimit-Remaining': '41', 'Retry-After': '7', 'Set-Cookie': 'a=b', 'X-Other': '1' };
    const fetch = answering(() => json('{"errors":[]}', { status: 429, headers }));
    expect(await postToConsole(ask, { href, fetch })).toEqual({
      kind: 'answer',
      status: 429,
      contentType: 'application/json',
      body: '{"errors":[]}',
      headers: { 'ratelimit-remaining': '41', 'retry-after': '7' },
    });
  });

  it('gives back an answer without body or type as it is', async () => {
    const fetch = answering(() => new Response(null, { status: 204 }));
    expect(await postToConsole(ask, { href, fetch })).toMatchObject({
      status: 204,
      contentType: '',
      body: '',
    });
  });

  it('puts characters together that arrive in two pieces', async () => {
    const bytes = new TextEncoder().encode('{"name":"Schlüssel"}');
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, 13));
        controller.enqueue(bytes.slice(13));
        controller.close();
      },
    });
    const fetch = answering(() => new Response(stream));
    expect(await postToConsole(ask, { href, fetch })).toMatchObject({ body: '{"name":"Schlüssel"}' });
  });

  it('says that it was sent elsewhere', async () => {
    const fetch = answering(() =>
      Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' }),
    );
    expect(await postToConsole(ask, { href, fetch })).toEqual({ kind: 'redirect' });
  });

  it('stops reading at the limit', async () => {
    const cancel = vi.fn<() => void>();
    const piece = new Uint8Array(maxBodyBytes / 4 + 1);
    const fetch = answering(
      () => new Response(new ReadableStream({ pull: (to) => to.enqueue(piece), cancel })),
    );
    expect(await postToConsole(ask, { href, fetch })).toEqual({ kind: 'too-large' });
    expect(cancel).toHaveBeenCalled();
  });

  it.each([
    ['a refused connection', new TypeError('Failed to fetch'), 'network'],
    ['a deadline', new DOMException('late', 'TimeoutError'), 'timeout'],
    ['anything else', new Error('odd'), 'network'],
  ])('turns %s into an answer', async (_what, error, kind) => {
    const fetch = answering(() => Promise.reject(error));
    expect(await postToConsole(ask, { href, fetch })).toEqual({ kind });
  });

  it('turns a connection that breaks in the middle into an answer', async () => {
    const broken = new ReadableStream({ pull: (to) => to.error(new TypeError('network error')) });
    const fetch = answering(() => new Response(broken));
    expect(await postToConsole(ask, { href, fetch })).toEqual({ kind: 'network' });
  });

  it.each([NaN, Infinity, -5, 0, 1e12])('keeps a deadline even when asked for %s ms', async (timeoutMs) => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await postToConsole({ ...ask, timeoutMs }, { href, fetch: answering(() => json('{}')) });
    const [used] = timeout.mock.lastCall!;
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThanOrEqual(60_000);
    timeout.mockRestore();
  });
});
