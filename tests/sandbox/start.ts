/** Starts the stand-in from the command line: `node tests/sandbox/start.ts --port 8443`. */
import { faultKinds } from './faults.ts';
import { optionsFrom, usage } from './flags.ts';
import { consoleHostOf, hostResolverRules } from './hosts.ts';
import { lineOf } from './request-log.ts';
import { startSandbox } from './server.ts';
import type { Sandbox, SandboxOptions } from './server.ts';

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

function readOptions(): SandboxOptions | 'help' | null {
  try {
    return optionsFrom(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
    return null;
  }
}

async function run(options: SandboxOptions): Promise<void> {
  const sandbox = await startSandbox({ ...options, onRequest: (request) => console.log(lineOf(request)) });
  console.log(describe(sandbox, options));
  const stop = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const options = readOptions();
if (options === 'help') console.log(usage);
else if (options !== null) await run(options);
