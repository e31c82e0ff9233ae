/**
 * Who may import whom. A room is a folder of `lib`, or one of the places below; what a room's row does not name is
 * an error, and so is a room without a row.
 */
import { bundleOf, type Import } from './import-graph.ts';

interface Row {
  readonly rooms: readonly string[];
  readonly packages?: readonly string[];
}

const texts = ['i18n'];
const pure = [
  'result',
  'secret',
  'secret-shapes',
  'time',
  'keys',
  'policy',
  'reminders',
  'console',
  ...texts,
];
const shared = [...pure, 'problem', 'log', 'platform', 'storage', 'messaging'];
const ui = [
  'react',
  'react-dom',
  'react-aria-components',
  '@internationalized/date',
  '@tanstack/react-virtual',
];

const table: Readonly<Record<string, Row>> = {
  // Pure: no browser, no network, no page. They run in plain Node.
  result: { rooms: [] },
  secret: { rooms: [] },
  'secret-shapes': { rooms: [] },
  i18n: { rooms: [] },
  time: { rooms: texts, packages: ['@internationalized/date'] },
  keys: { rooms: [...texts, 'result', 'secret-shapes', 'time'], packages: ['zod'] },
  policy: { rooms: [...texts, 'result', 'time'], packages: ['zod', 'jsonc-parser'] },
  reminders: { rooms: [...texts, 'keys', 'time'], packages: ['zod', 'ical-generator'] },
  console: { rooms: texts },
  // What can go wrong with the API and how much of it there may be: data, shared by all who store or show it.
  problem: { rooms: [...texts, 'time'], packages: ['zod'] },

  // The edges: the browser, the network, what is stored and what is said between contexts.
  log: { rooms: ['secret-shapes'] },
  platform: { rooms: pure, packages: ['webextension-polyfill'] },
  storage: { rooms: [...pure, 'problem', 'platform', 'log'], packages: ['zod'] },
  messaging: { rooms: [...pure, 'problem', 'platform', 'storage', 'log'], packages: ['zod'] },
  'page-fetch': { rooms: ['console', 'messaging'] },
  mutations: { rooms: ['api', 'problem', 'messaging', ...pure] },
  api: {
    rooms: [...pure, 'problem', 'messaging', 'platform'],
    packages: ['zod', 'graphql', 'graphql-request', '@graphql-typed-document-node/core'],
  },

  // The background's work.
  sessions: { rooms: [...shared, 'api'], packages: ['zod'] },
  inventory: { rooms: [...shared, 'api', 'sessions'] },
  changes: { rooms: [...shared, 'api', 'mutations', 'sessions', 'inventory'], packages: ['zod'] },
  background: { rooms: [...shared, 'api', 'sessions', 'inventory', 'changes'] },

  // What people see. No network, no background: only stored records and messages.
  query: { rooms: shared, packages: ['react', '@tanstack/react-query'] },
  'in-page': { rooms: ['console', 'messaging', 'page-fetch', ...texts] },
  components: {
    rooms: [...shared, 'query'],
    packages: [...ui, '@tanstack/react-query', 'zod', 'jsonc-parser'],
  },
  // The helpers of the stand-in are its own: it must not share a mistake with what it tests.
  sandbox: { rooms: [], packages: ['graphql', 'graphql-yoga', 'selfsigned'] },
};

/** Packages that the content script has no room for, or that would not work in it. */
const tooBigForPages =
  /^(zod|react|react-dom|react-aria-components|webextension-polyfill|graphql|graphql-request|@tanstack)(\/|$)/;

export function roomOf(path: string): string | null {
  const named = [
    [/^lib\/api\/(problem|problem-text|limits)\.ts$/, 'problem'],
    [/^lib\/api\/transport\/page-/, 'page-fetch'],
    [/^lib\/api\/mutations\//, 'mutations'],
    [/^components\/in-page\//, 'in-page'],
    [/^components\//, 'components'],
    [/^entrypoints\//, 'entrypoints'],
    [/^tests\/sandbox\//, 'sandbox'],
  ] as const;
  const special = named.find(([pattern]) => pattern.test(path));
  return special ? special[1] : (/^lib\/([\w-]+)/.exec(path)?.[1] ?? null);
}

/** One sentence for each import that goes the wrong way. */
export function wrongDirections(imports: readonly Import[]): string[] {
  return imports.flatMap((each) => {
    const why = objection(each);
    return why ? [`${each.from} imports ${each.to}: ${why}`] : [];
  });
}

function objection({ from, to, typeOnly }: Import): string | null {
  const room = roomOf(from);
  if (to === 'webextension-polyfill' && from !== 'lib/platform/browser.ts') {
    return typeOnly ? null : 'only lib/platform/browser.ts may';
  }
  if (room === null || room === 'entrypoints') return null;
  const row = table[room];
  if (!row) return `there is no row for the room "${room}" in tests/unit/boundaries/rules.ts`;
  if (/\.(css|svg)$/.test(to)) return null;
  if (!/^(lib|components|entrypoints|tests|scripts)\//.test(to)) {
    return to.startsWith('node:') ? builtinObjection(room) : packageObjection(room, row, to);
  }
  const target = roomOf(to);
  return target === room || (target !== null && row.rooms.includes(target)) ? null : `${room} may not`;
}

function packageObjection(room: string, { packages = [] }: Row, name: string): string | null {
  return packages.some((each) => name === each || name.startsWith(`${each}/`))
    ? null
    : `${room} may not use it`;
}

function builtinObjection(room: string): string | null {
  return room === 'sandbox' ? null : 'the extension does not run in Node';
}

/** What the content script of the console's pages must not carry, and does. */
export function tooMuchInPages(imports: readonly Import[]): string[] {
  const carried = bundleOf('entrypoints/console.content/index.ts', imports);
  return [...carried].filter((each) => tooBigForPages.test(each));
}
