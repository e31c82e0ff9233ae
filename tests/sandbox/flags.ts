/** The command line of the stand-in. What it does not know it refuses, with a sentence. */
import { parseArgs } from 'node:util';
import { parseFaults } from './faults.ts';
import { dialects } from './graphql/dialects.ts';
import type { SandboxOptions } from './server.ts';

export const usage = `Usage: node tests/sandbox/start.ts [options]
  --port N            port on 127.0.0.1, 8443 unless given, 0 for any free one
  --dialect NAME      ${dialects.join(' | ')}
  --console-api NAME  path | cors | none: where the console's session is accepted
  --console NAME      new | old: which generation of the console is drawn
  --keys N            account keys per account, 12 unless given
  --seed N            another seed gives other ids and made-up keys
  --faults LIST       comma-separated name[:argument][@field][*times]; README.md lists them
  --signed-in         a first visit is signed in as the administrator
  --help              this text`;

const consoleApis = ['path', 'cors', 'none'] as const;
const generations = ['new', 'old'] as const;

/** Options from the command line; throws a sentence for what it does not know. */
export function optionsFrom(args: readonly string[]): SandboxOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8443' },
      dialect: { type: 'string', default: 'schema2023' },
      'console-api': { type: 'string', default: 'path' },
      console: { type: 'string', default: 'new' },
      keys: { type: 'string', default: '12' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '' },
      'signed-in': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  parseFaults(values.faults);
  return {
    port: wholeNumber('port', values.port, 65_535),
    dialect: oneOf('dialect', values.dialect, dialects),
    consoleApi: oneOf('console-api', values['console-api'], consoleApis),
    generation: oneOf('console', values.console, generations),
    keys: wholeNumber('keys', values.keys, 100_000),
    seed: wholeNumber('seed', values.seed, 2 ** 32 - 1),
    faults: values.faults,
    signedIn: values['signed-in'],
  };
}

function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Error(`--${flag} takes one of ${allowed.join(', ')}, not "${value}".`);
  return found;
}

function wholeNumber(flag: string, value: string, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > most) {
    throw new Error(`--${flag} takes a whole number from 0 to ${most}, not "${value}".`);
  }
  return number;
}
