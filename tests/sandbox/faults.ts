/**
 * Everything that can go wrong between a client and J1, as a table. A fault acts before the request is carried
 * out (nothing happens at the server) or after (the change is made, only the answer suffers). It is written
 * `name[:argument][@field][*times]`, for example `504:committed@createToken*1`; the field is a root field or
 * an operation name, and without it the fault meets every GraphQL request.
 */
import { cursorOf } from './graphql/paging.ts';
import { htmlReply, jsonReply, redirectReply, textReply, unauthorized, withHeaders } from './http.ts';
import type { Outcome, Reply } from './http.ts';

/** What a fault may know of, and do to, the request it meets. */
export interface FaultTarget {
  readonly rootFields: readonly string[];
  readonly operationNames: readonly string[];
  /** The console's sign-in page. */
  readonly loginUrl: string;
  endSession(): void;
}

interface Occasion {
  readonly argument: string | null;
  readonly target: FaultTarget;
  /** How many requests this fault has met, this one included. */
  readonly count: number;
}

interface FaultKind {
  readonly says: string;
  before?(occasion: Occasion): Outcome | null | Promise<null>;
  after?(reply: Reply, occasion: Occasion): Outcome | Promise<Outcome>;
}

/** A gateway's page instead of an answer; with `:committed` the request was carried out all the same. */
function gatewayPage(status: number, title: string): FaultKind {
  const page = htmlReply(
    status,
    `<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center></body></html>`,
  );
  return {
    says: `${status} with an HTML page; :committed carries the request out first`,
    before: ({ argument }) => (argument === 'committed' ? null : page),
    after: (reply, { argument }) => (argument === 'committed' ? page : reply),
  };
}

export const faultKinds = {
  latency: {
    says: 'waits the given milliseconds, then carries the request out',
    before: ({ argument }) => wait(argument),
  },
  'late-answer': {
    says: 'carries the request out, then waits the given milliseconds before answering',
    after: async (reply, { argument }) => {
      await wait(argument);
      return reply;
    },
  },
  'black-hole': { says: 'never answers and does nothing', before: () => 'hang' },
  'committed-black-hole': { says: 'carries the request out and never answers', after: () => 'hang' },
  drop: { says: 'closes the socket after the body, nothing done', before: () => 'drop' },
  'lost-answer': { says: 'carries the request out, then closes the socket', after: () => 'drop' },
  '401': { says: '401 as plain text, as an expired session gets', before: () => unauthorized },
  '403': { says: '403 as plain text', before: () => textReply(403, 'Forbidden') },
  '404': { says: '404 as plain text', before: () => textReply(404, 'Not Found') },
  '429': {
    says: '429, nothing done; the argument is sent as Retry-After',
    before: ({ argument }) => {
      const reply = textReply(429, 'Too Many Requests');
      return argument === null ? reply : withHeaders(reply, { 'Retry-After': argument });
    },
  },
  '429-in-200': {
    says: 'HTTP 200 whose only error message holds "429"',
    before: () => jsonReply(200, { errors: [{ message: '429 Too Many Requests' }], data: null }),
  },
  '502': gatewayPage(502, 'Bad Gateway'),
  '503': gatewayPage(503, 'Service Unavailable'),
  '504': gatewayPage(504, 'Gateway Time-out'),
  'login-redirect': {
    says: '302 to the sign-in page',
    before: ({ target }) => redirectReply(target.loginUrl),
  },
  'html-200': {
    says: 'HTTP 200 with an HTML page, as a captive portal gives',
    before: () =>
      htmlReply(200, '<html><head><title>Welcome</title></head><body>Please accept the terms.</body></html>'),
  },
  truncated: {
    says: 'carries the request out and cuts the JSON off in the middle',
    after: (reply) => ({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) }),
  },
  'cut-short': {
    says: 'carries the request out and closes the socket in the middle of the answer',
    after: (reply) => ({ cutShort: reply }),
  },
  error: {
    says: 'HTTP 200 with a business error of the given code, nothing done',
    before: ({ argument }) => {
      const code = argument ?? 'INTERNAL_SERVER_ERROR';
      const message = 'Something went wrong';
      const exception = { message, stacktrace: [`Error: ${message}`] };
      const extensions = { code, serviceName: 'gateway', exception };
      return jsonReply(200, { errors: [{ message, extensions }], data: null });
    },
  },
  'data-and-errors': {
    says: 'the right data, and an error beside it',
    after: (reply) =>
      changedJson(reply, (answer) => ({
        ...answer,
        errors: [
          {
            message: 'Partial failure',
            extensions: { code: 'INTERNAL_SERVER_ERROR', serviceName: 'gateway' },
          },
        ],
      })),
  },
  'null-row': {
    says: 'one row of each list is null',
    after: (reply) => changedJson(reply, withNullRows),
  },
  'repeat-cursor': {
    says: 'every page says that there is a next one and names the first',
    after: (reply) => changedJson(reply, withRepeatedCursor),
  },
  'session-expiry': {
    says: 'ends the session after the given number of requests',
    before: ({ argument, count, target }) => {
      if (count <= Number(argument ?? 0)) return null;
      target.endSession();
      return unauthorized;
    },
  },
} satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof faultKinds;

export interface Fault {
  readonly name: FaultName;
  readonly argument: string | null;
  /** A root field or an operation name; null meets every GraphQL request. */
  readonly field: string | null;
  /** How many requests it meets before it is used up; null for no end. */
  readonly times: number | null;
}

/** Reads one `name[:argument][@field][*times]`; throws a sentence for what it does not understand. */
export function parseFault(text: string): Fault {
  const parts = /^(?<name>[\w-]+)(?::(?<argument>[\w-]+))?(?:@(?<field>\w+))?(?:\*(?<times>[1-9]\d*))?$/.exec(
    text.trim(),
  );
  const { name, argument, field, times } = parts?.groups ?? {};
  if (name === undefined || !(name in faultKinds)) {
    throw new Error(`Unknown fault "${text}". Known faults: ${Object.keys(faultKinds).join(', ')}.`);
  }
  return {
    name: name as FaultName,
    argument: argument ?? null,
    field: field ?? null,
    times: times === undefined ? null : Number(times),
  };
}

/** Reads a comma-separated list of faults. */
export function parseFaults(text: string): Fault[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(parseFault);
}

interface ActiveFault {
  readonly fault: Fault;
  count: number;
}

/** One meeting of a request and the faults that apply to it. */
export interface Meeting {
  readonly names: readonly string[];
  /** What happens instead of carrying the request out; null lets it pass. */
  before(): Promise<Outcome | null>;
  /** What becomes of the answer. */
  after(reply: Reply): Promise<Outcome>;
}

/** The faults that are switched on. */
export class FaultBox {
  #active: ActiveFault[] = [];

  add(faults: readonly Fault[]): void {
    this.#active.push(...faults.map((fault) => ({ fault, count: 0 })));
  }

  clear(): void {
    this.#active = [];
  }

  meet(target: FaultTarget): Meeting {
    const met = this.#active.filter(({ fault }) => applies(fault, target));
    for (const active of met) active.count += 1;
    this.#active = this.#active.filter(({ fault, count }) => fault.times === null || count < fault.times);
    const occasions = met.map(({ fault, count }) => {
      const kind: FaultKind = faultKinds[fault.name];
      return { kind, name: fault.name, occasion: { argument: fault.argument, target, count } };
    });
    return {
      names: occasions.map(({ name }) => name),
      before: async () => {
        for (const { kind, occasion } of occasions) {
          const outcome = (await kind.before?.(occasion)) ?? null;
          if (outcome !== null) return outcome;
        }
        return null;
      },
      after: async (reply) => {
        let current = reply;
        for (const { kind, occasion } of occasions) {
          const outcome = (await kind.after?.(current, occasion)) ?? current;
          if (typeof outcome === 'string' || 'cutShort' in outcome) return outcome;
          current = outcome;
        }
        return current;
      },
    };
  }
}

function applies({ field }: Fault, { rootFields, operationNames }: FaultTarget): boolean {
  return field === null || rootFields.includes(field) || operationNames.includes(field);
}

async function wait(milliseconds: string | null): Promise<null> {
  await new Promise((resolve) => setTimeout(resolve, Number(milliseconds ?? 1000)));
  return null;
}

type Answer = Record<string, unknown>;

function changedJson(reply: Reply, change: (answer: Answer) => unknown): Reply {
  try {
    return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body) as Answer)) };
  } catch {
    // Not JSON, so there is nothing in it to change.
    return reply;
  }
}

function withNullRows(answer: unknown): unknown {
  if (Array.isArray(answer)) {
    return answer.map((each, index) => (index === Math.floor(answer.length / 2) ? null : withNullRows(each)));
  }
  return mapObject(answer, (_name, value) => withNullRows(value));
}

function withRepeatedCursor(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withRepeatedCursor);
  return mapObject(answer, (name, value) => {
    if (name === 'hasNextPage') return true;
    if (name === 'endCursor') return cursorOf(0);
    return withRepeatedCursor(value);
  });
}

function mapObject(value: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(name, each)]));
}
