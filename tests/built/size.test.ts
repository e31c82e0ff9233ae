/** Size is what people wait for: in every console page, and each time the popup opens. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSync } from 'vite';
import { root } from '../../scripts/steps.ts';

const kB = 1_000;

// Of what the popup loads, React alone is 220 kB, Query 30, zod/mini 25 and the polyfill 10.

describe.each(['chrome', 'edge', 'firefox'])('the build for %s', (browser) => {
  const folder = join(root, '.output', `${browser}-mv3`);

  test('puts at most 25 kB into a console page', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      content_scripts: { js: string[]; css?: string[] }[];
    };
    const files = manifest.content_scripts.flatMap(({ js, css = [] }) => [...js, ...css]);
    const bytes = files.map((file) => statSync(join(folder, file)).size).reduce((sum, size) => sum + size, 0);
    expect(files.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(25 * kB);
  });

  test('loads at most 340 kB of script before the popup shows', () => {
    const files = eagerScripts(folder, 'popup.html');
    const bytes = files.map((file) => statSync(join(folder, file)).size).reduce((sum, size) => sum + size, 0);
    expect(files.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(340 * kB);
  });
});

/** The scripts of a page and all that they import before they run; what they import later does not count. */
function eagerScripts(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const todo = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, src = '']) =>
    src.replace(/^\//, ''),
  );
  const found = new Set<string>();
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const from = dirname(file);
    const { module } = parseSync(file, readFileSync(join(folder, file), 'utf8'));
    const imported = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)];
    todo.push(
      ...imported.flatMap(({ moduleRequest }) =>
        moduleRequest ? [normalize(join(from, moduleRequest.value))] : [],
      ),
    );
  }
  return [...found];
}
