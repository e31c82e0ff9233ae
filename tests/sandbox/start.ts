/** Starts the stand-in from the command line: `node tests/sandbox/start.ts --port 8443`. */
import { parseArgs } from 'node:util';
import { faultKinds } from './faults.ts';
import { dialects } from './graphql/dialects.ts';
import { consoleHostOf, hostResolverRules } from './hosts.ts';
import { lineOf } from './request-log.ts';
import { startSandbox } from './server.ts';
import type { Sandbox, SandboxOptions } from './server.ts';

const usage = `Usage: node tests/sandbox/start.ts [options]
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

function describe(sandbox: Sandbox, options: SandboxOptions): string {
  const accounts = sandbox.accounts.map(({ name, region, subdomain, keys }) => {
    const address = `https://${consoleHostOf(region, subdomain)}/`;
    return `  ${name.padEnd(16)} ${address.padEnd(46)} ${keys.length} keys`;
  });
  return [
    `Stand-in for the JupiterOne console and API on https://127.0.0.1:${sandbox.port}`,
    `  dialect ${options.dialect}, session accepted: ${options.consoleApi}, console: ${options.generation}`,
    '',
    'Point a browser at it:',
    `  chromium --user-data-dir=/tmp/stand-in-profile --ignore-certificate-errors \\`,
    `    --host-resolver-rules="${hostResolverRules(sandbox.port)}" https://acme.apps.us.jupiterone.io/settings/account-api-tokens`,
    '',
    'Accounts (any password; ada is administrator, ned is not):',
    ...accounts,
    '  sign in as ada@acme.example or ned@acme.example, or open /login?as=ada',
    '',
    `Faults: ${Object.keys(faultKinds).join(', ')}`,
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
    return;
  }
  const sandbox = await startSandbox({ ...options, onRequest: (request) => console.log(lineOf(request)) });
  console.log(describe(sandbox, options));
  const stop = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  });
}
