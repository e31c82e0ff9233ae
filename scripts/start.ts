/**
 * `npm start`: builds Latchkey, starts the stand-in console and opens a browser on its Settings page, signed in, with
 * the extension loaded. With no display, or with `--tour`, the main job is played instead (see tour.ts).
 */
import { existsSync } from 'node:fs';
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
  const stop = (): void => void browser.close();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    const { page } = await openConsole();
    for (const blank of await browser.pages((url) => url === 'about:blank')) await browser.closePage(blank);
    await page.toFront();
    console.log(
      [
        '',
        `This is the stand-in console, signed in as Ada of Acme Security; it answers on https://127.0.0.1:${sandbox.port}.`,
        'Press "Open Latchkey" in the page, or Latchkey behind the puzzle piece in the toolbar. What the console is',
        'asked shows below. Close the browser, or press Ctrl+C here, to end both.',
        '',
      ].join('\n'),
    );
    await browser.ended;
  } finally {
    await browser.close();
    await sandbox.close();
  }
}
