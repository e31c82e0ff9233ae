/** The state that the rooms of one running stand-in share, and the settings it can be given. */
import { FaultBox } from './faults.ts';
import { createGraphqlApi } from './graphql/api.ts';
import type { GraphqlApi } from './graphql/api.ts';
import type { Dialect } from './graphql/dialects.ts';
import { RateLimiter } from './rate-limit.ts';
import type { LoggedRequest } from './request-log.ts';
import { Sessions } from './sessions.ts';
import type { ConsoleApi } from './sessions.ts';
import { createRandom } from './world/random.ts';
import type { Random } from './world/random.ts';
import { createWorld } from './world/world.ts';
import type { World } from './world/world.ts';

export type ConsoleGeneration = 'new' | 'old';

export interface Settings {
  readonly dialect: Dialect;
  /** Where the console's session is accepted: its own `/api/graphql`, the GraphQL host by CORS, or nowhere. */
  readonly consoleApi: ConsoleApi;
  readonly generation: ConsoleGeneration;
  /** Whether a first visit to a console host is signed in as its admin without asking. */
  readonly signedIn: boolean;
  /** Account keys per account. */
  readonly keys: number;
  readonly seed: number;
  /** The largest page that lists give. */
  readonly pageCap: number;
}

export const defaultSettings: Settings = {
  dialect: 'schema2023',
  consoleApi: 'path',
  generation: 'new',
  signedIn: false,
  keys: 12,
  seed: 1,
  pageCap: 1000,
};

export class StandIn {
  settings: Settings;
  world: World;
  readonly sessions = new Sessions();
  readonly faults = new FaultBox();
  readonly limiter = new RateLimiter();
  readonly requests: LoggedRequest[] = [];
  /** Accounts that were signed out, which `signedIn` does not sign in again. */
  readonly signedOut = new Set<string>();
  readonly #startSettings: Settings;
  readonly #random: Random;
  readonly #clock: () => number;
  readonly #apis = new Map<Dialect, GraphqlApi>();
  #clockOffset = 0;

  constructor(settings: Settings, clock: () => number) {
    this.settings = settings;
    this.#startSettings = settings;
    this.#random = createRandom(settings.seed, 'running');
    this.#clock = clock;
    this.world = this.#freshWorld();
  }

  /** The stand-in's time, epoch milliseconds. */
  now(): number {
    return this.#clock() + this.#clockOffset;
  }

  setNow(offset: number): void {
    this.#clockOffset = offset;
  }

  /** The engine of the dialect in force; a schema is built once. */
  api(): GraphqlApi {
    const { dialect } = this.settings;
    const api = this.#apis.get(dialect) ?? createGraphqlApi(dialect);
    this.#apis.set(dialect, api);
    return api;
  }

  /** Back to the start, with some settings changed. Ids follow the seed, so who is signed in stays signed in. */
  reset(changes: Partial<Settings> = {}): void {
    this.#clockOffset = 0;
    this.settings = { ...this.#startSettings, ...changes };
    this.world = this.#freshWorld();
    this.faults.clear();
    this.limiter.clear();
    this.signedOut.clear();
    this.requests.length = 0;
  }

  #freshWorld(): World {
    const { seed, keys } = this.settings;
    return createWorld({ seed, keys, now: this.now(), random: this.#random });
  }
}
