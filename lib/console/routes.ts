/**
 * What the address alone says about a console page. Only `/settings/account-management` and `/integrations…` are
 * documented; everything else is a guess and says so, so that what the page shows can overrule it.
 */
import type { ConsolePage } from './page.ts';
import {
  adminKinds,
  documentedSlug,
  guessedSlugs,
  instanceSegments,
  integrationLists,
  notAnId,
  seenInstanceSegment,
  settingsSections,
} from './selectors.ts';

export interface Route {
  readonly area: 'settings' | 'integrations' | 'elsewhere';
  readonly page: ConsolePage;
  /** Does the address alone prove it? */
  readonly sure: boolean;
  readonly segments: readonly string[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const isId = (segment: string | undefined): segment is string =>
  segment !== undefined && !notAnId.includes(segment.toLowerCase());

function settingsPage(path: string, segments: readonly string[]): ConsolePage {
  const [first, second] = segments.slice(1).map((segment) => segment.toLowerCase());
  const inSection = second !== undefined && settingsSections.includes(first!);
  const slug = (inSection ? second : first) ?? '';
  const id = segments[inSection ? 3 : 2];
  if (!Object.hasOwn(guessedSlugs, slug)) return { kind: 'settings', evidence: [`url ${path}`] };
  const evidence = [`guessed slug ${slug}`];
  const kind = guessedSlugs[slug]!;
  if (kind === 'user-groups' && isId(id)) return { kind: 'user-group', groupId: id, evidence };
  return { kind: (first === 'admin' ? adminKinds[kind] : undefined) ?? kind, evidence };
}

function settingsRoute(path: string, segments: readonly string[]): Route {
  if (segments[1]?.toLowerCase() !== documentedSlug) {
    return { area: 'settings', page: settingsPage(path, segments), sure: false, segments };
  }
  return {
    area: 'settings',
    page: { kind: 'account-management', evidence: [`url ${path}`] },
    sure: true,
    segments,
  };
}

/**
 * `/integrations/{type or definition id}/configuration/{instance id}` is how J1's screenshots of 2019–2021 read; the
 * present shape is not public, so `…/instances/{id}` and a bare id after the definition are understood too (guessed).
 */
function integrationsRoute(path: string, segments: readonly string[]): Route {
  const rest = segments.slice(1).filter((segment) => segment.toLowerCase() !== 'definitions');
  const at = rest.findIndex((segment) => instanceSegments.includes(segment.toLowerCase()));
  const named = at >= 0 ? rest[at + 1] : uuid.test(rest[1] ?? '') ? rest[1] : undefined;
  const instanceId = isId(named) ? named : undefined;
  const first = at === 0 ? undefined : rest[0];
  const definitionId =
    first === undefined || integrationLists.includes(first.toLowerCase()) ? undefined : first;
  const kind =
    instanceId !== undefined
      ? 'integration-instance'
      : definitionId !== undefined
        ? 'integration'
        : 'integrations';
  const guessed = instanceId !== undefined && rest[1]?.toLowerCase() !== seenInstanceSegment;
  const page: ConsolePage = {
    kind,
    ...(definitionId === undefined ? {} : { definitionId }),
    ...(instanceId === undefined ? {} : { instanceId }),
    evidence: [guessed ? `guessed shape ${path}` : `url ${path}`],
  };
  return { area: 'integrations', page, sure: !guessed, segments };
}

/** The id in the address of a page that shows one user group, whatever the slug before it. */
export function groupIdIn(route: Route): string | undefined {
  const rest = route.segments.slice(1);
  const id = route.page.groupId ?? rest.find((segment) => uuid.test(segment)) ?? rest[1];
  return isId(id) ? id : undefined;
}

/** The last unique id in the address of a page that shows one integration instance. */
export function instanceIdIn(route: Route): string | undefined {
  return route.segments.slice(1).findLast((segment) => uuid.test(segment));
}

/** The route of a console address; `url` must already be known to be one. */
export function routeOf(url: string): Route {
  const path = new URL(url).pathname;
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
  const area = segments[0]?.toLowerCase();
  if (area === 'settings') return settingsRoute(path, segments);
  if (area === 'integrations') return integrationsRoute(path, segments);
  return {
    area: 'elsewhere',
    page: { kind: 'other', evidence: [`url ${path}`] },
    sure: true,
    segments,
  };
}
