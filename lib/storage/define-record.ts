/**
 * One stored record: a key, a version, a schema, what to use where nothing is stored, and the steps from each
 * older version. What is stored is `{ v, data }`.
 *
 * Readers never write: they see an old version through its migrations and an unreadable one as the fallback, so a
 * page can paint while the background is asleep. Writers hold the record's lock (two contexts that get and then
 * set lose each other's changes otherwise), keep an unreadable value under `quarantine:` before they replace it,
 * and refuse to touch a record that a newer Latchkey wrote.
 */
import * as z from 'zod/mini';
import { ProblemError } from '../api/problem.ts';
import { browser } from '../platform/browser.ts';

export type StorageArea = 'local' | 'session';

export interface RecordOptions<T> {
  readonly key: string;
  readonly area: StorageArea;
  readonly version: number;
  readonly schema: z.ZodMiniType<T>;
  readonly fallback: T;
  /** `migrations[2]` turns the data of version 1 into that of version 2. */
  readonly migrations?: Readonly<Record<number, (data: unknown) => unknown>>;
}

export type StoredState = 'absent' | 'current' | 'old' | 'unreadable' | 'newer';

export interface StoredRecord<T> {
  readonly key: string;
  readonly area: StorageArea;
  readonly version: number;
  /** The stored value, or the fallback. Never throws for what is stored. */
  read(): Promise<T>;
  /** Reads, changes and writes under the record's lock. Throws a ProblemError `storage` where nothing was written. */
  update(change: (value: T) => T): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** What is stored right now, for the background's start and the options page. */
  inspect(): Promise<StoredState>;
  /** Writes migrated data, or moves unreadable data to quarantine. Only the background calls it. */
  repair(): Promise<StoredState>;
  /** Calls back after each change, from whichever context. Returns the way to stop. */
  watch(listener: () => void): () => void;
}

export const quarantinePrefix = 'quarantine:';

const envelope = z.object({ v: z.number(), data: z.unknown() });

type Opened<T> = { state: StoredState; value: T };

/** In an incognito window nothing goes to disk: there every record lives in session storage. */
function areaOf(area: StorageArea): StorageArea {
  return browser.extension?.inIncognitoContext ? 'session' : area;
}

export function defineRecord<T>(options: RecordOptions<T>): StoredRecord<T> {
  const { key, version, schema, fallback, migrations = {} } = options;
  const area = areaOf(options.area);
  const store = () => browser.storage[area];

  function open(raw: unknown): Opened<T> {
    if (raw === undefined) return { state: 'absent', value: fallback };
    const parsed = z.safeParse(envelope, raw);
    if (!parsed.success) return { state: 'unreadable', value: fallback };
    if (parsed.data.v > version) return { state: 'newer', value: fallback };
    try {
      let data = parsed.data.data;
      for (let step = parsed.data.v + 1; step <= version; step += 1) data = migrations[step]!(data);
      const value = z.safeParse(schema, data);
      if (!value.success) return { state: 'unreadable', value: fallback };
      return { state: parsed.data.v === version ? 'current' : 'old', value: value.data };
    } catch {
      return { state: 'unreadable', value: fallback };
    }
  }

  async function raw(): Promise<unknown> {
    return (await store().get(key))[key];
  }

  function locked<R>(work: () => Promise<R>): Promise<R> {
    return navigator.locks.request(`record:${key}`, work) as Promise<R>;
  }

  /** The browser refuses what goes over its quota, and whatever it likes when the disk is full. */
  async function set(items: Record<string, unknown>): Promise<void> {
    try {
      await store().set(items);
    } catch {
      throw new ProblemError({ code: 'storage' });
    }
  }

  const put = (value: T): Promise<void> => set({ [key]: { v: version, data: value } });

  /** Opens what is stored for writing: quarantines what cannot be read, refuses what is newer. */
  async function openToWrite(): Promise<Opened<T>> {
    const stored = await raw();
    const opened = open(stored);
    if (opened.state === 'newer') throw new ProblemError({ code: 'storage' });
    if (opened.state === 'unreadable') await set({ [`${quarantinePrefix}${key}`]: stored });
    return opened;
  }

  return {
    key,
    area,
    version,
    read: async () => open(await raw()).value,
    update: (change) =>
      locked(async () => {
        const next = change((await openToWrite()).value);
        await put(next);
        return next;
      }),
    write: (value) =>
      locked(async () => {
        await openToWrite();
        await put(value);
      }),
    remove: () => locked(() => store().remove(key)),
    inspect: async () => open(await raw()).state,
    repair: () =>
      locked(async () => {
        const opened = open(await raw());
        if (opened.state === 'old') await put(opened.value);
        if (opened.state === 'unreadable') {
          await openToWrite();
          await store().remove(key);
        }
        return opened.state;
      }),
    watch: (listener) => {
      const onChanged = (changes: Record<string, unknown>, changedArea: string) => {
        if (changedArea === area && key in changes) listener();
      };
      browser.storage.onChanged.addListener(onChanged);
      return () => browser.storage.onChanged.removeListener(onChanged);
    },
  };
}

/** Records of one shape, one for each account. */
export interface RecordFamily<T> {
  readonly prefix: string;
  readonly version: number;
  of(accountKey: string): StoredRecord<T>;
}

export function defineRecordFamily<T>(
  options: Omit<RecordOptions<T>, 'key'> & { readonly prefix: string },
): RecordFamily<T> {
  const { prefix, ...rest } = options;
  return {
    prefix,
    version: options.version,
    of: (accountKey) => defineRecord({ ...rest, key: `${prefix}:${accountKey}` }),
  };
}
