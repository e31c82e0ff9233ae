/**
 * The only way to write a log line. Whatever is logged leaves as text in which nothing is left that is a secret, looks
 * like one or is called one. Where lines go is the caller's business.
 */
import { maskSecretShapes } from '../secret-shapes.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogSink = (level: LogLevel, line: string) => void;

export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
  /** Masks this very value, in whatever shape, from now until the returned function is called. */
  guard(secret: string): () => void;
}

const mask = '[secret]';

/** Longer lines are cut, after masking: a server's whole answer helps nobody. */
const longestLine = 4000;

const secretNames = /^(?:authorization|cookie|set-cookie|csrf|password|secret|token|api[-_]?key)$/i;

/** A value in the spellings it may take on its way into a line: as it is, inside JSON, inside an address. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())];
}

/** Errors, maps and sets say nothing as JSON, so they are made into what does. */
function plain(value: unknown): unknown {
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
  }
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return typeof value === 'bigint' ? String(value) : value;
}

function written(details: unknown): string {
  const seen = new WeakSet<object>();
  try {
    const text = JSON.stringify(details, (name, value: unknown) => {
      if (secretNames.test(name) && value !== null && value !== undefined) return mask;
      if (typeof value === 'object' && value !== null) {
        if (seen.has(value)) return '[seen above]';
        seen.add(value);
      }
      return plain(value);
    });
    return text ?? String(details);
  } catch {
    return '[unreadable]';
  }
}

/** A logger that writes to `sink`, one masked line a call. */
export function makeLogger(sink: LogSink): Logger {
  const guarded = new Map<symbol, readonly string[]>();

  function masked(text: string): string {
    const known = [...guarded.values()].flat().sort((a, b) => b.length - a.length);
    return maskSecretShapes(known.reduce((line, secret) => line.replaceAll(secret, mask), text));
  }

  function write(level: LogLevel, message: string, details: unknown): void {
    const line = masked(details === undefined ? message : `${message} ${written(details)}`);
    sink(level, line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  }

  return {
    debug: (message, details) => write('debug', message, details),
    info: (message, details) => write('info', message, details),
    warn: (message, details) => write('warn', message, details),
    error: (message, details) => write('error', message, details),
    guard: (secret) => {
      if (secret === '') return () => undefined;
      const guard = Symbol('guard');
      guarded.set(guard, spellings(secret));
      return () => void guarded.delete(guard);
    },
  };
}
