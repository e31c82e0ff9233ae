import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const importOf = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/g;

/** Every module that the file brings along at run time: own files by path, packages by name. */
function closureOf(entry: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    if (!file.endsWith('.ts')) return;
    for (const [, target] of readFileSync(resolve(root, file), 'utf8').matchAll(importOf)) {
      if (target!.startsWith('.')) visit(resolve(root, dirname(file), target!).slice(root.length + 1));
      else seen.add(target!);
    }
  };
  visit(entry);
  return seen;
}

describe('what the content script brings along', () => {
  const closure = closureOf('entrypoints/console.content/index.ts');

  it('is no package but WXT’s own definition helper', () => {
    const packages = [...closure].filter(
      (name) => !name.includes('/') || !/\.(?:ts|json|css\?inline)$/.test(name),
    );
    expect(packages).toEqual(['wxt/utils/define-content-script']);
  });

  it('is of the rooms that are made for it', () => {
    const allowed =
      /^(?:entrypoints\/console\.content|components\/in-page|lib\/console|lib\/api\/transport\/page-[a-z]+\.ts|lib\/messaging\/(?:page-contract|native-runtime)\.ts|lib\/i18n)/;
    const others = [...closure].filter((name) => !allowed.test(name) && !name.startsWith('wxt/'));
    expect(others).toEqual([]);
    expect(closure).toContain('lib/api/transport/page-fetch.ts');
  });

  it('never makes room for input from the page', () => {
    const sources = [...closure]
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(resolve(root, name), 'utf8'));
    for (const source of sources) {
      expect(source).not.toMatch(/addEventListener\(\s*'message'/);
      expect(source).not.toMatch(/postMessage\(|CustomEvent|subtree: true|innerHTML|insertAdjacentHTML/);
    }
  });
});
