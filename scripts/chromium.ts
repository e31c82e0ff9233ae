/**
 * Finds a browser of the Chromium family that can load the extension, by `LATCHKEY_CHROMIUM`, the PATH or the usual
 * places, and installs Debian's where that is allowed and none is found.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'];

const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** The browser's full path, or `null`. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['LATCHKEY_CHROMIUM'];
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`LATCHKEY_CHROMIUM is "${named}", and no program is there.`);
  }
  return candidates(env).find(isProgram) ?? null;
}

/** As `findChromium`; installs Debian's chromium as a last resort, or throws with the one command that would help. */
export async function findOrInstallChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('No Chromium, Chrome, Edge or Brave found: installing chromium with apt-get');
    return await installWithApt();
  }
  throw new Error(`No Chromium, Chrome, Edge or Brave found. This installs one: ${installCommand()}`);
}

async function installWithApt(): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  let said = '';
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    for (const args of [
      ['update', '-q'],
      ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
    ]) {
      const { stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
      said = `${stdout}${stderr}`;
    }
    const found = findChromium();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, attempt * 5_000));
  }
  throw new Error(`apt-get could not install chromium:\n${said.trim().split('\n').slice(-15).join('\n')}`);
}

function installCommand(): string {
  switch (process.platform) {
    case 'darwin':
      return 'brew install --cask chromium';
    case 'win32':
      return 'winget install Google.Chrome';
    default:
      return existsSync('/usr/bin/apt-get') ? 'sudo apt-get install chromium' : 'sudo dnf install chromium';
  }
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(env['HOME'] ?? '', 'Applications')]
        .flatMap((folder) => macApps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)))
        .concat(onPath);
    case 'win32':
      return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => windowsPrograms.map((program) => join(folder, program)));
    default:
      return [...commands.map((command) => join('/usr/bin', command)), ...onPath, '/snap/bin/chromium'];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
