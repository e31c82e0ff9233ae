/**
 * Draws `public/icon/*.png` from `scripts/icons/*.svg` with a headless Chromium. Run it after changing a drawing
 * (`node scripts/icons.ts`) and commit what it writes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Chromium } from '../tests/e2e/drivers/chromium.ts';
import type { Page } from '../tests/e2e/drivers/page.ts';

interface Icon {
  readonly drawing: string;
  readonly file: string;
  readonly size: number;
  /** Transparent pixels on every side. */
  readonly margin?: number;
}

/** The toolbar shows 16 and 32 px, one drawing for each state of the badge. */
const states = ['calm', 'soon', 'urgent', 'critical', 'unsaved', 'stale'];

const icons: readonly Icon[] = [
  { drawing: 'calm', file: '16', size: 16 },
  { drawing: 'calm', file: '32', size: 32 },
  { drawing: 'mark', file: '48', size: 48 },
  { drawing: 'mark', file: '96', size: 96 },
  // Extension stores want 96 px of picture in 128.
  { drawing: 'mark', file: '128', size: 128, margin: 16 },
  ...states.flatMap((state) => [16, 32].map((size) => ({ drawing: state, file: `${state}-${size}`, size }))),
];

const source = (drawing: string): string => fileURLToPath(new URL(`icons/${drawing}.svg`, import.meta.url));
const target = (file: string): string =>
  fileURLToPath(new URL(`../public/icon/${file}.png`, import.meta.url));

async function draw(page: Page, { drawing, file, size, margin = 0 }: Icon): Promise<void> {
  const svg = await readFile(source(drawing), 'base64');
  const inner = size - 2 * margin;
  const html = `<!doctype html><body style="margin:${margin}px"><img style="display:block"
    width="${inner}" height="${inner}" src="data:image/svg+xml;base64,${svg}">`;
  await page.setSize(size, size);
  await page.goto(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
  await writeFile(target(file), await page.screenshot({ transparent: true }));
}

// It shows nothing but our own drawings, so nobody need answer at the port.
const browser = await Chromium.launch({ standInPort: 1 });
try {
  const page = await browser.openTab('about:blank');
  for (const icon of icons) await draw(page, icon);
} finally {
  await browser.close();
}
