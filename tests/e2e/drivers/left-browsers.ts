/**
 * Ends browsers that a test run left behind. Each browser that a test starts leads a process group of its own and
 * leaves a note with its number; nothing that has no note is touched.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const notes = fileURLToPath(new URL('../../../.output/e2e/browsers/', import.meta.url));

/** @param profile the folder that tells this browser's processes from others that got its number later. */
export function noteBrowser(pid: number, profile: string): void {
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, String(pid)), profile);
}

/** Ends the whole process group at once. */
export function killBrowser(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
  rmSync(join(notes, String(pid)), { force: true });
}

export function killLeftBrowsers(): void {
  let left: string[];
  try {
    left = readdirSync(notes);
  } catch {
    return;
  }
  for (const name of left) {
    const profile = readFileSync(join(notes, name), 'utf8');
    if (commandLine(name).includes(profile)) killBrowser(Number(name));
    rmSync(join(notes, name), { force: true });
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Empty where the process is gone, or where the system has no `/proc`. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
