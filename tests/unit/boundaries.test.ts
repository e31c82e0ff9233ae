import { describe, expect, test } from 'vitest';
import { readImports, type Import } from './boundaries/import-graph.ts';
import { roomOf, tooMuchInPages, wrongDirections } from './boundaries/rules.ts';

const imports = readImports(['lib', 'components', 'entrypoints', 'tests/sandbox']);

const adds = (from: string, to: string, typeOnly = false): Import[] => [...imports, { from, to, typeOnly }];

describe('the import graph', () => {
  test('is read whole: every room of lib is in it', () => {
    const rooms = new Set(imports.map(({ from }) => roomOf(from)));
    expect([...rooms]).toEqual(
      expect.arrayContaining(['policy', 'keys', 'console', 'api', 'storage', 'sandbox']),
    );
    expect(imports.length).toBeGreaterThan(200);
  });

  test('goes in the allowed directions only', () => {
    expect(wrongDirections(imports)).toEqual([]);
  });

  test.each([
    ['a pure room asks the browser', 'lib/policy/parse.ts', 'lib/platform/browser.ts'],
    ['a pure room uses React', 'lib/keys/status.ts', 'react'],
    ['a pure room reads a file', 'lib/reminders/badge.ts', 'node:fs'],
    ['a pure room calls the API', 'lib/time/format.ts', 'lib/api/client.ts'],
    ['a second module imports the polyfill', 'lib/storage/records.ts', 'webextension-polyfill'],
    ['a page calls the API', 'components/app/providers.tsx', 'lib/api/client.ts'],
    ['a page reaches into the background', 'components/app/providers.tsx', 'lib/background/start.ts'],
    ['a page carries out a change itself', 'components/app/providers.tsx', 'lib/changes/plan.ts'],
    ['somebody else than lib/changes mutates', 'lib/background/start.ts', 'lib/api/mutations/keys.ts'],
    ['a query mutates', 'lib/api/queries/keys.ts', 'lib/api/mutations/keys.ts'],
    ['the console button uses React', 'components/in-page/console-button.ts', 'react'],
    ['the stand-in shares code with what it tests', 'tests/sandbox/server.ts', 'lib/policy/simulate.ts'],
    ['the product imports a test', 'lib/console/detect.ts', 'tests/sandbox/server.ts'],
    ['a room has no row', 'lib/surprise/index.ts', 'lib/keys/index.ts'],
  ])('is objected to when %s', (_what, from, to) => {
    expect(wrongDirections([{ from, to, typeOnly: false }])).toEqual([
      expect.stringContaining(`${from} imports ${to}: `),
    ]);
  });
});

describe('the content script', () => {
  test('carries no schema library, React, polyfill or GraphQL', () => {
    expect(tooMuchInPages(imports)).toEqual([]);
  });

  test.each(['zod/mini', 'react', 'webextension-polyfill', 'graphql'])(
    'is objected to when %s gets in by a detour',
    (heavy) => {
      expect(tooMuchInPages(adds('lib/console/hosts.ts', heavy))).toEqual([heavy]);
    },
  );

  test('may name the types of what it must not carry', () => {
    expect(tooMuchInPages(adds('lib/console/hosts.ts', 'zod/mini', true))).toEqual([]);
  });
});
