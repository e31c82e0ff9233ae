import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { acme, ada, ask, cookieOf, globex, graphqlUs } from './client.ts';
import type { Answer } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const whoAmI = JSON.stringify({ query: '{ iamGetAccount { accountSubdomain } }' });
const json = { 'Content-Type': 'application/json' };

function post(host: string, path: string, headers: Record<string, string>): Promise<Answer> {
  return ask(sandbox, { host, path, method: 'POST', headers: { ...json, ...headers }, body: whoAmI });
}

function preflight(origin: string): Promise<Answer> {
  return ask(sandbox, {
    host: graphqlUs,
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    },
  });
}

describe('signing in', () => {
  it('sends a visitor without a session to the sign-in page and back', async () => {
    const turned = await ask(sandbox, { host: acme, path: '/settings/overview' });
    expect(turned.status).toBe(302);
    expect(turned.headers.location).toBe('/login?next=%2Fsettings%2Foverview');
    const signedIn = await ask(sandbox, {
      host: acme,
      path: turned.headers.location!,
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'email=ada%40acme.example&password=any',
    });
    expect(signedIn.headers.location).toBe('/settings/overview');
    const cookie = signedIn.headers['set-cookie']![0]!;
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const shown = await ask(sandbox, {
      host: acme,
      path: '/settings/overview',
      headers: { Cookie: cookie.split(';')[0]! },
    });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Acme Security');
  });

  it('never leads to another host', async () => {
    for (const next of ['https://example.com/', '//example.com/', '/\\example.com']) {
      const answer = await ask(sandbox, {
        host: acme,
        path: `/login?as=ada&next=${encodeURIComponent(next)}`,
      });
      expect(answer.headers.location).toBe('/');
    }
  });

  it('refuses people of other accounts', async () => {
    expect((await ask(sandbox, { host: acme, path: '/login?as=ada@globex.example' })).status).toBe(401);
    expect((await ask(sandbox, { host: 'nobody.apps.us.jupiterone.io', path: '/login' })).status).toBe(404);
  });

  it('chooses the account by the person on a host without a vanity name', async () => {
    const answer = await ask(sandbox, {
      host: 'apps.us.jupiterone.io',
      path: '/login?as=ada@globex.example',
    });
    const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
    const who = await post('apps.us.jupiterone.io', '/api/graphql', { Cookie: cookie });
    expect(who.json().data.iamGetAccount.accountSubdomain).toBe('globex');
  });

  it('signs a first visit in when told to, but not one that was signed out', async () => {
    sandbox.configure({ signedIn: true });
    const first = await ask(sandbox, { host: acme, path: '/' });
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toHaveLength(1);
    sandbox.signOut('acme');
    expect((await ask(sandbox, { host: acme, path: '/' })).status).toBe(302);
  });

  it('keeps who is signed in through a reset', async () => {
    const cookie = cookieOf(sandbox, acme, ada);
    sandbox.reset({ keys: 3 });
    expect((await post(acme, '/api/graphql', { Cookie: cookie })).status).toBe(200);
    expect((await post(globex, '/api/graphql', { Cookie: cookie })).status).toBe(401);
  });
});

describe('a session accepted at the console’s own path', () => {
  it('counts there and not at the GraphQL host', async () => {
    const cookie = cookieOf(sandbox, acme, ada);
    expect((await post(acme, '/api/graphql', { Cookie: cookie, Origin: `https://${acme}` })).status).toBe(
      200,
    );
    const other = await post(graphqlUs, '/', { Cookie: cookie, Origin: `https://${acme}` });
    expect(other.status).toBe(401);
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight(`https://${acme}`)).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('refuses a request that another site’s page made', async () => {
    const cookie = cookieOf(sandbox, acme, ada);
    expect((await post(acme, '/api/graphql', { Cookie: cookie, Origin: 'https://example.com' })).status).toBe(
      403,
    );
  });

  it('takes nothing but JSON, so that no form can post', async () => {
    const cookie = cookieOf(sandbox, acme, ada);
    expect((await post(acme, '/api/graphql', { Cookie: cookie, 'Content-Type': 'text/plain' })).status).toBe(
      415,
    );
  });
});

describe('a session accepted by CORS', () => {
  beforeEach(() => sandbox.configure({ consoleApi: 'cors' }));

  it('lets the region’s consoles in by preflight, and nobody else', async () => {
    const allowed = await preflight(`https://${acme}`);
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': `https://${acme}`,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
    for (const origin of [
      'https://initech.apps.eu.jupiterone.io',
      'https://example.com',
      `http://${acme}`,
      'null',
    ]) {
      expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('sets a cookie that reaches the GraphQL host, which picks it by the page’s origin', async () => {
    expect(sandbox.signIn(acme, ada)).toContain('; Domain=jupiterone.io');
    const both = `${cookieOf(sandbox, acme, ada)}; ${cookieOf(sandbox, globex, 'ada@globex.example')}`;
    for (const [host, subdomain] of [
      [acme, 'acme'],
      [globex, 'globex'],
    ] as const) {
      const answer = await post(graphqlUs, '/', { Cookie: both, Origin: `https://${host}` });
      expect(answer.json().data.iamGetAccount.accountSubdomain).toBe(subdomain);
      expect(answer.headers['access-control-allow-origin']).toBe(`https://${host}`);
    }
    expect((await post(graphqlUs, '/', { Cookie: both })).status).toBe(401);
  });

  it('lets a page read even the refusal', async () => {
    const answer = await post(graphqlUs, '/', { Origin: `https://${acme}` });
    expect(answer.status).toBe(401);
    expect(answer.headers['access-control-allow-origin']).toBe(`https://${acme}`);
  });

  it('has nothing at the console’s own path', async () => {
    expect((await post(acme, '/api/graphql', { Cookie: cookieOf(sandbox, acme, ada) })).status).toBe(404);
  });
});

describe('a console that keeps a bearer in memory', () => {
  beforeEach(() => sandbox.configure({ consoleApi: 'none' }));

  it('accepts the session nowhere', async () => {
    const Cookie = cookieOf(sandbox, acme, ada);
    expect((await post(acme, '/api/graphql', { Cookie })).status).toBe(404);
    const refused = await post(graphqlUs, '/', { Cookie, Origin: `https://${acme}` });
    expect([refused.status, refused.text]).toEqual([401, 'Unauthorized']);
  });

  it('gives its own page a bearer that the GraphQL host takes', async () => {
    const Cookie = cookieOf(sandbox, acme, ada);
    const given = await ask(sandbox, {
      host: acme,
      path: '/session/token',
      method: 'POST',
      headers: { Cookie },
    });
    const { accessToken } = given.json();
    const answer = await post(graphqlUs, '/', {
      Authorization: `Bearer ${accessToken}`,
      Origin: `https://${acme}`,
    });
    expect(answer.json().data.iamGetAccount.accountSubdomain).toBe('acme');
  });
});

describe('the pages', () => {
  it('come in the generation asked for, by setting or by cookie', async () => {
    const Cookie = cookieOf(sandbox, acme, ada);
    expect((await ask(sandbox, { host: acme, headers: { Cookie } })).text).toContain('/static/console.js');
    const old = await ask(sandbox, { host: acme, headers: { Cookie: `${Cookie}; stand_in_console=old` } });
    expect(old.text).toContain('/static/old-console.js');
    sandbox.configure({ generation: 'old' });
    expect((await ask(sandbox, { host: acme, headers: { Cookie } })).text).toContain(
      '/static/old-console.js',
    );
  });

  it('serve files of their own folder and no other', async () => {
    expect((await ask(sandbox, { host: acme, path: '/static/dom.js' })).status).toBe(200);
    expect((await ask(sandbox, { host: acme, path: '/static/../server.ts' })).status).not.toBe(200);
    expect((await ask(sandbox, { host: acme, path: '/static/..%2fstart.js' })).status).toBe(404);
  });

  it('hold no secret', async () => {
    const shown = await ask(sandbox, { host: acme, headers: { Cookie: cookieOf(sandbox, acme, ada) } });
    for (const key of sandbox.account('acme').keys) expect(shown.text).not.toContain(key.secret);
  });
});
