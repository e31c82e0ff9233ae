/** The console host apart from its API: sign-in and sign-out, the files of the single-page console, and its shell. */
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { graphqlUrlOf } from './hosts.ts';
import type { Place } from './hosts.ts';
import { bearerOf, cookiesOf, htmlReply, jsonReply, redirectReply, textReply, unauthorized } from './http.ts';
import type { Reply } from './http.ts';
import { sessionCookie } from './sessions.ts';
import type { Session } from './sessions.ts';
import type { ConsoleGeneration, StandIn } from './stand-in.ts';
import type { Account, User } from './world/world.ts';

const folder = new URL('./console/', import.meta.url);
const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export function answerConsole(
  standIn: StandIn,
  place: Place,
  request: IncomingMessage,
  url: URL,
  body: string,
): Reply {
  const accounts = accountsAt(standIn, place);
  if (accounts.length === 0) return htmlReply(404, page('Not found', '<h1>There is no such account</h1>'));
  if (url.pathname.startsWith('/static/')) return staticFile(url.pathname.slice('/static/'.length));
  const route = `${request.method} ${url.pathname}`;
  switch (route) {
    case 'GET /login':
      return loginPage(standIn, place, accounts, url);
    case 'POST /login':
      return signIn(standIn, place, accounts, url, new URLSearchParams(body).get('email') ?? '');
    case 'POST /logout':
      return signOut(standIn, place, request);
    case 'POST /session/token':
      return memoryToken(standIn, place, request);
  }
  if (request.method !== 'GET') return textReply(404, 'Not Found');
  return consolePage(standIn, place, accounts, request, url);
}

function accountsAt({ world }: StandIn, { region, subdomain }: Place): readonly Account[] {
  return world.accounts.filter(
    (account) => account.region === region && (subdomain === null || account.subdomain === subdomain),
  );
}

/** Someone of these accounts, by whole address or by the part before the `@`. */
function findPerson(accounts: readonly Account[], login: string): { account: Account; user: User } | null {
  for (const account of accounts) {
    const user = account.users.find(({ email }) => email === login || email.startsWith(`${login}@`));
    if (login !== '' && user !== undefined) return { account, user };
  }
  return null;
}

function loginPage(standIn: StandIn, place: Place, accounts: readonly Account[], url: URL): Reply {
  const as = url.searchParams.get('as');
  if (as !== null) return signIn(standIn, place, accounts, url, as);
  return htmlReply(200, page('Sign in · JupiterOne', loginForm(url, '')));
}

function signIn(
  standIn: StandIn,
  place: Place,
  accounts: readonly Account[],
  url: URL,
  login: string,
): Reply {
  const person = findPerson(accounts, login.trim());
  if (person === null) {
    return htmlReply(401, page('Sign in · JupiterOne', loginForm(url, 'No user with that e-mail address.')));
  }
  standIn.signedOut.delete(person.account.id);
  const session = standIn.sessions.create(person.account.id, person.user.id);
  return redirectReply(nextPath(url), {
    'Set-Cookie': sessionCookie(place, session, standIn.settings.consoleApi),
  });
}

function signOut(standIn: StandIn, place: Place, request: IncomingMessage): Reply {
  const session = standIn.sessions.of(request, place);
  if (session !== null) {
    standIn.sessions.end(session);
    standIn.signedOut.add(session.accountId);
  }
  return redirectReply('/login', { 'Set-Cookie': sessionCookie(place, null, standIn.settings.consoleApi) });
}

/** For a console that keeps a bearer in memory only: its own page asks for it here. */
function memoryToken(standIn: StandIn, place: Place, request: IncomingMessage): Reply {
  const session = standIn.settings.consoleApi === 'none' ? standIn.sessions.of(request, place) : null;
  if (session === null || bearerOf(request) !== null) return unauthorized;
  return jsonReply(200, { accessToken: session.bearer });
}

function consolePage(
  standIn: StandIn,
  place: Place,
  accounts: readonly Account[],
  request: IncomingMessage,
  url: URL,
): Reply {
  const known = standIn.sessions.of(request, place);
  if (known !== null) return shell(standIn, place, request, known, {});
  const [first] = accounts;
  const admin = first?.users[0];
  if (
    standIn.settings.signedIn &&
    first !== undefined &&
    admin !== undefined &&
    !standIn.signedOut.has(first.id)
  ) {
    const session = standIn.sessions.create(first.id, admin.id);
    const cookie = sessionCookie(place, session, standIn.settings.consoleApi);
    return shell(standIn, place, request, session, { 'Set-Cookie': cookie });
  }
  return redirectReply(`/login?next=${encodeURIComponent(url.pathname + url.search)}`);
}

function shell(
  standIn: StandIn,
  place: Place,
  request: IncomingMessage,
  session: Session,
  headers: Reply['headers'],
): Reply {
  const account = standIn.world.accounts.find(({ id }) => id === session.accountId);
  const user = account?.users.find(({ id }) => id === session.userId);
  const generation = generationFor(standIn, request);
  const { consoleApi } = standIn.settings;
  const config = {
    generation,
    api: consoleApi,
    graphqlUrl: consoleApi === 'path' ? '/api/graphql' : graphqlUrlOf(place.region),
    accountName: account?.name,
    firstName: user?.firstName,
    integrationInstances:
      standIn.settings.dialect === 'current' ? 'integrationInstancesV2' : 'integrationInstances',
    groupId: standIn.settings.dialect === 'current' ? 'id' : 'groupId',
    secretField: standIn.settings.dialect === 'docsG1' ? 'token' : 'secret',
  };
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>JupiterOne</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/static/${generation === 'old' ? 'old' : 'console'}.css">
    <script id="console-config" type="application/json">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
    <script type="module" src="/static/${generation === 'old' ? 'old-console' : 'console'}.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
`;
  const reply = htmlReply(200, html);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** A cookie, where the browser has one, wins over the stand-in's setting. */
function generationFor(standIn: StandIn, request: IncomingMessage): ConsoleGeneration {
  const wanted = cookiesOf(request).get('stand_in_console');
  return wanted === 'old' || wanted === 'new' ? wanted : standIn.settings.generation;
}

function staticFile(name: string): Reply {
  const type = contentTypes[name.split('.').at(-1) ?? ''];
  if (type === undefined || !readdirSync(folder).includes(name)) return textReply(404, 'Not Found');
  return {
    status: 200,
    headers: { 'Content-Type': type, 'Cache-Control': 'no-store' },
    body: readFileSync(new URL(name, folder), 'utf8'),
  };
}

/** Where sign-in leads: a path of this host, never another host. */
function nextPath(url: URL): string {
  const next = url.searchParams.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

function loginForm(url: URL, problem: string): string {
  const action = `/login?next=${encodeURIComponent(nextPath(url))}`;
  return `<main class="sign-in">
      <h1>Sign in to JupiterOne</h1>
      <p role="alert">${problem}</p>
      <form method="post" action="${action}">
        <label>E-mail <input name="email" type="email" autocomplete="username" required autofocus></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button type="submit">Sign in</button>
      </form>
      <p class="shortcut"><a href="${action}&amp;as=ada">Continue as Ada (administrator)</a><br>
        <a href="${action}&amp;as=ned">Continue as Ned (analyst)</a></p>
    </main>`;
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/static/sign-in.css">
  </head>
  <body>${content}</body>
</html>
`;
}
