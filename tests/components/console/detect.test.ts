import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectPage } from '../../../lib/console/index.ts';
import cases from '../../pages/cases.json' with { type: 'json' };

interface PageCase {
  readonly url: string;
  readonly fixture: string | null;
  readonly kind: string;
  readonly groupId?: string;
  readonly definitionId?: string;
  readonly instanceId?: string;
}

function fixture(name: string): Document {
  const html = readFileSync(resolve(import.meta.dirname, '../../pages', `${name}.html`), 'utf8');
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('console page detection over saved pages', () => {
  it.each(cases as PageCase[])('sees $kind at $url with $fixture', ({ url, fixture: name, ...expected }) => {
    const page = name === null ? detectPage(url) : detectPage(url, fixture(name));
    const { evidence, ...found } = page;
    expect(found, evidence.join('; ')).toEqual(expected);
    expect(evidence.length).toBeGreaterThan(0);
  });
});
