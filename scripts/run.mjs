/**
 * The one door of every package.json script: `node scripts/run.mjs <task> [arguments]`. It brings what the machine
 * lacks (see setup.mjs) and then runs the task under a Node that can. Plain JavaScript without dependencies,
 * because it runs before anything is installed and on Node 20.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { SetupError, ensureModules, ensureNode, ensurePrepared } from './setup.mjs';

/** What runs for each task: a file of ours, or the command of an installed package. */
const tasks = {
  start: ['scripts/start.ts'],
  tour: ['scripts/start.ts', '--tour'],
  test: ['scripts/test.ts', 'all'],
  'test:e2e': ['scripts/test.ts', 'browser'],
  check: ['scripts/test.ts', 'check'],
  build: ['scripts/build.ts'],
  zip: ['scripts/zip.ts'],
  'stand-in': ['tests/sandbox/start.ts'],
  dev: ['node_modules/wxt/bin/wxt.mjs'],
  codegen: ['node_modules/@graphql-codegen/cli/cjs/bin.js', '--config', 'codegen.ts'],
  format: ['node_modules/oxfmt/bin/oxfmt', '.'],
};

async function main() {
  const [task, ...args] = process.argv.slice(2);
  const command = tasks[task];
  if (!command)
    throw new SetupError(`There is no task "${task ?? ''}". Tasks: ${Object.keys(tasks).join(', ')}.`);
  const env = ensureNode();
  ensureModules(env);
  if (task !== 'stand-in') ensurePrepared(env);
  process.exitCode = await run([...command, ...args], env);
}

/** Runs Node with these arguments and hands on the signals that would end us, so that the task can tidy up. */
function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(env.LATCHKEY_NODE, args, { stdio: 'inherit', env });
    const handOn = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handOn);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

main().catch((error) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
