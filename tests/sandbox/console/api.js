/** The page's own calls to the API, at the address that the stand-in was told to accept its session at. */

export const config = JSON.parse(document.querySelector('#console-config').textContent);

/** In the bearer-only console the token lives here and nowhere else. */
let accessToken = null;

async function credentials() {
  if (config.api === 'path') return { credentials: 'same-origin', headers: {} };
  if (config.api === 'cors') return { credentials: 'include', headers: {} };
  if (accessToken === null) {
    const answer = await fetch('/session/token', { method: 'POST', credentials: 'same-origin' });
    if (answer.status === 401) signedOut();
    accessToken = (await answer.json()).accessToken;
  }
  return { credentials: 'omit', headers: { Authorization: `Bearer ${accessToken}` } };
}

function signedOut() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  throw new Error('Your session has ended.');
}

/** Sends one operation; throws with the server's message where there is no data. */
export async function graphql(query, variables = {}) {
  const { headers, ...init } = await credentials();
  const answer = await fetch(config.graphqlUrl, {
    ...init,
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (answer.status === 401) signedOut();
  if (!(answer.headers.get('content-type') ?? '').includes('json')) throw new Error('Something went wrong.');
  const { data, errors } = await answer.json();
  if (errors !== undefined && (data === undefined || data === null)) throw new Error(errors[0].message);
  return data;
}

export async function listTokens(type) {
  const masked = config.secretField === 'secret' ? 'secret' : '';
  const query = `query ConsoleTokens($cursor: String) {
    tokens(search: { type: ${type} }, limit: 100, cursor: $cursor) {
      items { id name createdAt expiresAt revoked username ${masked} }
      pageInfo { endCursor hasNextPage }
    }
  }`;
  const { tokens } = await graphql(query);
  return tokens.items.filter((token) => token !== null && !token.revoked);
}

export async function listOwnTokens() {
  const masked = config.secretField === 'secret' ? 'secret' : '';
  const { iamGetCurrentUser } = await graphql(`query ConsoleOwnTokens {
    iamGetCurrentUser { email tokens(limit: 100) { items { id name createdAt expiresAt revoked ${masked} } } }
  }`);
  return iamGetCurrentUser.tokens.items.filter((token) => token !== null && !token.revoked);
}

/** Creates an account key and returns its secret. */
export async function createAccountToken(name, days, policy) {
  const field = config.secretField;
  const withExpiry = field === 'secret';
  const query = withExpiry
    ? `mutation ConsoleCreateToken($input: CreateIamTokenInput!) { createToken(input: $input) { id ${field} } }`
    : `mutation ConsoleCreateToken($token: TokenInput!) { createToken(token: $token) { id ${field} } }`;
  const variables = withExpiry
    ? { input: { type: 'ACCOUNT', name, policy, expiresAt: Date.now() + days * 86_400_000 } }
    : { token: { name, category: 'tags', policy } };
  const { createToken } = await graphql(query, variables);
  return createToken[field];
}

export async function createOwnToken(name, days) {
  const field = config.secretField;
  const { createCurrentUserToken } = await graphql(
    `mutation ConsoleCreateOwnToken($input: CreateCurrentUserTokenInput!) { createCurrentUserToken(input: $input) { id ${field} } }`,
    { input: { name, expiresAt: Date.now() + days * 86_400_000 } },
  );
  return createCurrentUserToken[field];
}

export async function revokeToken(id) {
  await graphql('mutation ConsoleRevokeToken($id: String!) { revokeToken(id: $id) { id } }', { id });
}

export function signOut() {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/logout';
  document.body.append(form);
  form.submit();
}
