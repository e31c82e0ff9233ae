/**
 * What a console page is: the address first, then what the page shows. A visible label beats a guessed slug, the
 * documented slug beats everything but the old Settings modal, which lies over any page.
 */
import { consoleOf } from './console-of.ts';
import { isVisible, textsOf } from './dom.ts';
import { oldModalPage } from './old-modal.ts';
import type { ConsolePage } from './page.ts';
import { groupIdIn, instanceIdIn, routeOf, type Route } from './routes.ts';
import { instancePageMarks } from './selectors.ts';
import { settingsSign, type Sign } from './settings-labels.ts';

function withSign(page: ConsolePage, sign: Sign): ConsolePage {
  return { ...page, evidence: [sign.evidence, ...page.evidence] };
}

function settingsPage(url: string, route: Route, root: ParentNode): ConsolePage {
  const { page } = route;
  const sign = settingsSign(url, root);
  if (sign === null) return page;
  const refinesLabel =
    (sign.kind === 'user-groups' && page.kind === 'user-group') ||
    (sign.kind === 'user-tokens' && page.kind === 'all-user-tokens');
  if (route.sure || sign.kind === page.kind || refinesLabel) return withSign(page, sign);
  const groupId = sign.kind === 'user-group' ? groupIdIn(route) : undefined;
  return withSign(
    { kind: sign.kind, ...(groupId === undefined ? {} : { groupId }), evidence: page.evidence },
    sign,
  );
}

function integrationsPage(route: Route, root: ParentNode): ConsolePage {
  const { page } = route;
  if (page.kind === 'integration-instance') return page;
  const mark = textsOf(root, (label) => instancePageMarks.includes(label)).find(({ element }) =>
    isVisible(element),
  );
  if (mark === undefined) return page;
  const instanceId = instanceIdIn(route);
  const definitionId = page.definitionId === instanceId ? undefined : page.definitionId;
  return {
    kind: 'integration-instance',
    ...(definitionId === undefined ? {} : { definitionId }),
    ...(instanceId === undefined ? {} : { instanceId }),
    evidence: [`text "${mark.text}"`, ...page.evidence],
  };
}

function shownPage(url: string, route: Route, root: ParentNode): ConsolePage {
  const modal = oldModalPage(root);
  if (modal !== null) return { ...modal, evidence: [...modal.evidence, ...route.page.evidence] };
  if (route.area === 'settings') return settingsPage(url, route, root);
  if (route.area === 'integrations') return integrationsPage(route, root);
  return route.page;
}

/**
 * What the page at `url` is. `root` is its document or a part of it; without it the address decides alone. Never throws:
 * an address that is no console's is 'other', and markup that cannot be read counts as none.
 */
export function detectPage(url: string, root?: ParentNode): ConsolePage {
  if (consoleOf(url) === null) return { kind: 'other', evidence: ['not a JupiterOne console'] };
  const route = routeOf(url);
  if (root === undefined) return route.page;
  try {
    return shownPage(url, route, root);
  } catch {
    return route.page;
  }
}
