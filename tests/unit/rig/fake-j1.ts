/**
 * A small J1 in memory: accounts, people and keys behind one function from the body of a request to what the page
 * would get. It knows the forms of `createToken` that J1's sources name, and does what its next fault says.
 */
import type { PageAnswer } from '../../../lib/messaging/page-contract.ts';

export interface Token {
  readonly id: string;
  name: string;
  policy: string | null;
  revoked: boolean;
  createdAt: number;
  expiresAt: number | null;
  readonly secret: string;
}

export interface Person {
  readonly userId: string;
  readonly email: string;
}

export interface J1Account {
  readonly id: string;
  readonly name: string;
  readonly subdomain: string;
  tokens: Token[];
}

/** Whose cookie a tab has. */
export interface SessionCookie {
  readonly account: string;
  readonly person: Person;
}

export type Operation = 'probe' | 'identity' | 'keys' | 'more-keys' | 'one-key' | 'create' | 'revoke';

export interface Request {
  readonly at: number;
  readonly operation: Operation;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly address: 'path' | 'graphql';
  readonly tabId: number;
  /** Root fields, which is what J1 charges. */
  readonly units: number;
  /** The request was carried out. */
  ran: boolean;
}

/** What happens to the next request of an operation. */
export interface Fault {
  readonly on: Operation;
  /** It is carried out all the same; `twice` = the browser sent it again by itself. */
  readonly ran?: boolean | 'twice';
  /** What the page gets instead; the true answer where missing. */
  readonly answer?: PageAnswer;
  /** Milliseconds until the answer. The request is carried out at once. */
  readonly delayMs?: number;
  /** How often; once where missing. */
  readonly times?: number;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): PageAnswer => ({
  kind: 'answer',
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
  headers,
});

export const gatewayPage = (status: number): PageAnswer => ({
  kind: 'answer',
  status,
  contentType: 'text/html',
  body: '<html><body>upstream request failed</body></html>',
  headers: {},
});

export const signedOut: PageAnswer = {
  kind: 'answer',
  status: 401,
  contentType: 'text/plain',
  body: 'Unauthorized',
  headers: {},
};

export const validationError = (message: string): PageAnswer =>
  json({ errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }, 400);

const operations: readonly (readonly [RegExp, Operation])[] = [
  [/\bcreateToken\b/, 'create'],
  [/\brevokeToken\b/, 'revoke'],
  [/\biamGet\w+[^]*\btokens\(/, 'keys'],
  [/\btokens\(/, 'more-keys'],
  [/\btoken\(id:/, 'one-key'],
  [/\biamGet/, 'identity'],
  [/__typename/, 'probe'],
];

export class FakeJ1 {
  readonly accounts = new Map<string, J1Account>();
  readonly requests: Request[] = [];
  readonly faults: (Fault & { left: number })[] = [];
  /** What this J1's API has. */
  readonly knows = { input: true, secret: true, token: true, account: true, oneKey: true };
  /** Most rows of a page, whatever was asked for; above `refusesAbove` the request is refused. */
  pageLimit = 1000;
  refusesAbove = Infinity;
  /** Last `ratelimit-remaining`, and whether the page may read headers. */
  remaining: number | null = 900;
  readableDate = true;
  /** The server's clock, ahead of ours by this much. */
  aheadMs = 0;
  /** Changes the page of a list on its way out. */
  tamper: (page: { items: unknown[]; pageInfo: object }, request: Request) => unknown = (page) => page;
  private nextId = 1;

  addAccount(id: string, name = id, subdomain = id): J1Account {
    const account = { id, name, subdomain, tokens: [] };
    this.accounts.set(id, account);
    return account;
  }

  addToken(account: string, token: Partial<Token> = {}): Token {
    const id = token.id ?? `key-${this.nextId}`;
    this.nextId += 1;
    const now = Date.now() + this.aheadMs;
    const made: Token = {
      id,
      name: id,
      policy: '{"permissions":[]}',
      revoked: false,
      createdAt: now - 1000 * 86_400_000 + this.nextId,
      expiresAt: now + 200 * 86_400_000,
      secret: `S3CR3T${id}`.padEnd(76, 'x'),
      ...token,
    };
    this.accounts.get(account)!.tokens.push(made);
    return made;
  }

  addTokens(account: string, count: number): void {
    for (let index = 0; index < count; index += 1) this.addToken(account);
  }

  fault(fault: Fault): void {
    this.faults.push({ ...fault, left: fault.times ?? 1 });
  }

  of(operation: Operation): Request[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  /** Answers one post of a tab that has this cookie, after the delay that a fault may name. */
  take(
    body: string,
    from: { cookie: SessionCookie | null; tabId: number; address: 'path' | 'graphql' },
  ): { answer: PageAnswer; delayMs: number } {
    const { query, variables = {} } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const operation = operations.find(([pattern]) => pattern.test(query))![1];
    const request: Request = {
      at: Date.now(),
      operation,
      query,
      variables,
      tabId: from.tabId,
      address: from.address,
      units: rootFields(query),
      ran: false,
    };
    this.requests.push(request);
    const fault = this.faults.find(({ on, left }) => on === operation && left > 0);
    if (fault) fault.left -= 1;
    const delayMs = fault?.delayMs ?? 0;
    if (fault?.answer && !fault.ran) return { answer: fault.answer, delayMs };
    if (!from.cookie) return { answer: signedOut, delayMs };
    if (fault?.ran === 'twice') this.carryOut(request, from.cookie);
    const answer = this.carryOut(request, from.cookie);
    return { answer: fault?.answer ?? answer, delayMs };
  }

  private carryOut(request: Request, { account: id, person }: SessionCookie): PageAnswer {
    const account = this.accounts.get(id)!;
    const unknown = this.unknownIn(request.query);
    if (unknown.length > 0) {
      return json(
        {
          errors: unknown.map((message) => ({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })),
        },
        400,
      );
    }
    const data: Record<string, unknown> = {};
    if (/iamGetCurrentUser/.test(request.query)) data['iamGetCurrentUser'] = { ...person, accountId: id };
    if (/iamGetAccount/.test(request.query)) {
      data['iamGetAccount'] = {
        accountId: id,
        accountName: account.name,
        accountSubdomain: account.subdomain,
      };
    }
    switch (request.operation) {
      case 'identity':
        break;
      case 'probe':
        data['__typename'] = 'Query';
        break;
      case 'keys':
      case 'more-keys': {
        if (Number(request.variables['limit']) > this.refusesAbove) {
          return this.answer({
            data: { ...data, tokens: null },
            errors: [
              { message: 'limit is too large', path: ['tokens'], extensions: { code: 'BAD_USER_INPUT' } },
            ],
          });
        }
        data['tokens'] = this.page(account, request);
        break;
      }
      case 'one-key': {
        const token = account.tokens.find((each) => each.id === request.variables['id']);
        if (!token) return this.notFound('token');
        data['token'] = { id: token.id, revoked: token.revoked, expiresAt: token.expiresAt };
        break;
      }
      case 'create':
        data['createToken'] = this.create(account, request);
        break;
      case 'revoke': {
        const token = account.tokens.find((each) => each.id === request.variables['id']);
        if (!token) return this.notFound('revokeToken');
        token.revoked = true;
        data['revokeToken'] = { id: token.id, revoked: true };
        break;
      }
    }
    request.ran = true;
    return this.answer({ data });
  }

  private unknownIn(query: string): string[] {
    const found: string[] = [];
    if (!this.knows.account && /iamGetAccount/.test(query)) {
      found.push('Cannot query field "iamGetAccount" on type "Query".');
    }
    if (!this.knows.oneKey && /\btoken\(id:/.test(query)) {
      found.push('Cannot query field "token" on type "Query".');
    }
    if (/createToken/.test(query)) {
      if (!this.knows.input && /createToken\(input:/.test(query)) {
        found.push('Unknown argument "input" on field "Mutation.createToken".');
      }
      const fields = query.slice(query.indexOf('createToken('));
      if (!this.knows.secret && /\bsecret\b/.test(fields)) {
        found.push('Cannot query field "secret" on type "IamToken".');
      }
      if (!this.knows.token && /\n\s*token\s*\n/.test(fields)) {
        found.push('Cannot query field "token" on type "IamToken".');
      }
    }
    return found;
  }

  private create(account: J1Account, { query, variables }: Request): unknown {
    const input = (variables['input'] ?? variables['token']) as {
      name: string;
      policy: string;
      expiresAt?: number;
    };
    const token = this.addToken(account.id, {
      name: input.name,
      policy: input.policy,
      createdAt: Date.now() + this.aheadMs,
      expiresAt: input.expiresAt ?? Date.now() + 365 * 86_400_000,
    });
    const { id, expiresAt, createdAt, secret } = token;
    return { id, expiresAt, createdAt, [/\bsecret\b/.test(query) ? 'secret' : 'token']: secret };
  }

  private page(account: J1Account, request: Request): unknown {
    const limit = Math.min(Number(request.variables['limit']), this.pageLimit);
    const start = Number(request.variables['cursor'] ?? 0);
    const items = account.tokens
      .slice(start, start + limit)
      .map(({ secret: _secret, ...token }) => ({ ...token, accountId: account.id }));
    const end = start + items.length;
    const hasNextPage = end < account.tokens.length;
    return this.tamper(
      { items, pageInfo: { endCursor: hasNextPage ? String(end) : null, hasNextPage } },
      request,
    );
  }

  private notFound(field: string): PageAnswer {
    return this.answer({
      data: { [field]: null },
      errors: [{ message: 'Not found', path: [field], extensions: { code: 'NOT_FOUND' } }],
    });
  }

  private answer(body: unknown): PageAnswer {
    const headers: Record<string, string> = {};
    if (this.remaining !== null) headers['ratelimit-remaining'] = String(this.remaining);
    // A `date` header knows no milliseconds.
    if (this.readableDate) headers['date'] = new Date(Date.now() + this.aheadMs).toUTCString();
    return json(body, 200, headers);
  }
}

/** Fields at the first level of an operation, each on a line of its own as our documents are printed. */
function rootFields(query: string): number {
  let depth = 0;
  let fields = 0;
  for (const line of query.split('\n')) {
    if (depth === 1 && /^\s*\w/.test(line)) fields += 1;
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
  }
  return fields;
}
