/** What the stand-in remembers of each request: enough to assert on, and never a value that opens anything. */
export interface LoggedRequest {
  /** Epoch milliseconds on the stand-in's clock. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly origin: string | null;
  /** Who asked, by name: `session ada@acme.example`, `key splunk-prod`, `nobody`. */
  readonly caller: string;
  /** Subdomain of the account that the credential belongs to. */
  readonly account: string | null;
  /** The account header as sent: an id, no secret. */
  readonly accountHeader: string | null;
  readonly hadCookie: boolean;
  readonly hadBearer: boolean;
  readonly operationName: string | null;
  readonly rootFields: readonly string[];
  /** Every field selected; variables and literals are never kept. */
  readonly fields: readonly string[];
  readonly faults: readonly string[];
  /** Whether the stand-in has done with it; false while it waits. */
  readonly over: boolean;
  /** HTTP status, or null where no answer was sent. */
  readonly status: number | null;
  readonly milliseconds: number;
}

/** The same while the request is worked on. */
export type LogEntry = { -readonly [Field in keyof LoggedRequest]: LoggedRequest[Field] };

/** One line for the terminal. */
export function lineOf(request: LoggedRequest): string {
  const { method, host, path, status, caller, rootFields, faults, milliseconds } = request;
  const parts = [
    new Date(request.at).toISOString().slice(11, 23),
    status ?? '---',
    method,
    `${host}${path}`,
    rootFields.join('+'),
    `(${caller})`,
    faults.length === 0 ? '' : `fault: ${faults.join(', ')}`,
    `${Math.round(milliseconds)} ms`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** A request path without the query string's values, which may hold anything. */
export function maskedPath(url: URL): string {
  const names = [...new Set(url.searchParams.keys())];
  return names.length === 0 ? url.pathname : `${url.pathname}?${names.map((name) => `${name}=…`).join('&')}`;
}
