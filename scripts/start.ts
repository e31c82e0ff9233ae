/**
 * `npm start`: builds Latchkey, starts the stand-in console and opens a browser on its Settings page, signed in, with
 * the extension loaded. With no display, or with `--tour`, the main job is played instead (see tour.ts).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startFlow } from '../tests/e2e/flow.ts';
import { lineOf } from '../tests/sandbox/request-log.ts';
import { findOrInstallChromium } from './chromium.ts';
import { runStep } from './steps.ts';
import { playTour } from './tour.ts';

const args = process.argv.slice(2);

try {
  await findOrInstallChromium();
  await buildForChromium();
  if (args.includes('--tour') || !hasDisplay()) {
    process.exitCode = (await playTour({ keep: args.includes('--keep') })) ? 0 : 1;
  } else {
    await openForAPerson();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildForChromium(): Promise<void> {
  console.log('Building the extension');
  const { ok, output } = await runStep(['scripts/build.ts', 'chrome']);
  if (!ok) throw new Error(output);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] || existsSync('/mnt/wslg'));
}

async function openForAPerson(): Promise<void> {
  const { sandbox, browser, openConsole } = await startFlow(
    { onRequest: (request) => console.log(lineOf(request)) },
    { headless: false },
  );
  const stop = (): void => void browser.quit();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    await openConsole();
    console.log(
      [
        '',
        `The stand-in console is https://acme.apps.us.jupiterone.io in the browser that just opened, and answers`,
        `on https://127.0.0.1:${sandbox.port}. Press "Open Latchkey" on its Settings page, or Latchkey's button in the toolbar.`,
        `The build is in ${join('.output', 'chrome-mv3')}. Close the browser, or press Ctrl+C here, to end both.`,
        '',
      ].join('\n'),
    );
    await browser.ended;
  } finally {
    await browser.close();
    await sandbox.close();
  }
}
