/**
 * What a page of the present Settings says about itself: the open item of the left rail, the breadcrumb, the title.
 * Works on labels and roles, not on one markup; where two labels contradict each other it says nothing.
 */
import { isActive, isVisible, labelOf, matching, textsOf, type Text } from './dom.ts';
import type { PageKind } from './page.ts';
import {
  adminKinds,
  breadcrumbSelector,
  dialogSelector,
  groupPageMarks,
  headingSelector,
  menuSelector,
  ownTokensTabs,
  railSections,
  settingsLabels,
  tabListSelector,
  topBarSelector,
} from './selectors.ts';

export interface Sign {
  readonly kind: PageKind;
  readonly evidence: string;
}

const kindOf = (label: string): PageKind | undefined =>
  Object.hasOwn(settingsLabels, label) ? settingsLabels[label] : undefined;

const isKnown = (label: string): boolean =>
  kindOf(label) !== undefined ||
  railSections.includes(label) ||
  groupPageMarks.includes(label) ||
  ownTokensTabs.includes(label);

function hitsIn(root: ParentNode): Text[] {
  return textsOf(root, isKnown).filter(
    ({ element }) => element.closest(dialogSelector) === null && isVisible(element),
  );
}

/** The one sign that all agree on; contradicting ones are no sign. */
function agreed(signs: readonly Sign[]): Sign | null {
  const kinds = new Set(signs.map((sign) => sign.kind));
  return kinds.size === 1 ? signs[0]! : null;
}

const distinctLabels = (within: Element, places: readonly Text[]): number =>
  new Set(places.filter((hit) => within.contains(hit.element)).map((hit) => hit.label)).size;

const fewestRailItems = 3;
const farthestRail = 8;

/**
 * Is this an item, in a list of at least three places, that `isOpen` is true of? Asked of the elements that belong to
 * this label alone; tabs are a list of their own and say nothing about the page they are on.
 */
function isOpenItem(hit: Text, places: readonly Text[], isOpen: (element: Element) => boolean): boolean {
  let open = false;
  let at: Element | null = hit.element;
  for (let level = 0; at !== null && level < farthestRail; level += 1, at = at.parentElement) {
    const labels = distinctLabels(at, places);
    if (labels >= fewestRailItems) return open;
    if (at.matches(tabListSelector)) return false;
    open ||= labels < 2 && isOpen(at);
  }
  return false;
}

// `Node.DOCUMENT_POSITION_FOLLOWING`, spelt out because plain Node has no `Node`.
const following = 4;

function sectionBefore(hit: Text, hits: readonly Text[]): string | null {
  const isBefore = (other: Text): boolean =>
    (other.element.compareDocumentPosition(hit.element) & following) !== 0;
  return hits.findLast((other) => railSections.includes(other.label) && isBefore(other))?.label ?? null;
}

function railSign(
  hits: readonly Text[],
  places: readonly Text[],
  isOpen: (element: Element) => boolean,
): Sign | null {
  const open = places.filter(
    (hit) => hit.element.closest(headingSelector) === null && isOpenItem(hit, places, isOpen),
  );
  const inRail = open.filter((hit) => hit.element.closest(`${menuSelector}, ${topBarSelector}`) === null);
  return agreed(
    (inRail.length > 0 ? inRail : open).map((hit) => {
      const kind = kindOf(hit.label)!;
      const inAdmin = sectionBefore(hit, hits) === 'admin';
      return { kind: (inAdmin ? adminKinds[kind] : undefined) ?? kind, evidence: `rail "${hit.text}"` };
    }),
  );
}

/** Does the element link to the very page at `url`? */
function leadsTo(url: string, element: Element): boolean {
  const href = element.getAttribute('href') ?? '#';
  return (
    !href.startsWith('#') && URL.canParse(href, url) && new URL(href, url).pathname === new URL(url).pathname
  );
}

const separator = /^[/\\›»>→|·•-]+$/;
const longestCrumbs = 200;

/** Crumbs of a marked breadcrumb, or of a short line such as `User Groups / Administrators`. */
function crumbLines(root: ParentNode, places: readonly Text[]): string[][] {
  const marked = matching(root, breadcrumbSelector)
    .filter(isVisible)
    .map((line) => textsOf(line, (label) => label !== '').map(({ text }) => text));
  const unmarked = places.flatMap(({ element }) => {
    const lines = [element.parentElement, element.parentElement?.parentElement ?? null];
    return lines.flatMap((line) => {
      const text = line?.textContent ?? '';
      return text.length <= longestCrumbs && /[/›»>→]/.test(text) ? [text.split(/\s*[/›»>→]\s*/)] : [];
    });
  });
  return [...marked, ...unmarked].map((line) =>
    line.map((text) => text.trim()).filter((text) => text !== '' && !separator.test(text)),
  );
}

function breadcrumbSign(root: ParentNode, places: readonly Text[]): Sign | null {
  const signs = crumbLines(root, places).flatMap((crumbs): Sign[] => {
    const at = crumbs.findIndex((crumb) => (kindOf(labelOf(crumb)) ?? 'settings') !== 'settings');
    if (at < 0 || at > 1 || crumbs.length < 2) return [];
    const kind = kindOf(labelOf(crumbs[at]!))!;
    const deeper = at < crumbs.length - 1;
    return [
      {
        kind: deeper && kind === 'user-groups' ? 'user-group' : kind,
        evidence: `breadcrumb "${crumbs[at]}${deeper ? ' / …' : ''}"`,
      },
    ];
  });
  return agreed(signs);
}

function levelOf(heading: Element): number {
  const level = heading.getAttribute('aria-level') ?? /^H([1-6])$/.exec(heading.tagName)?.[1] ?? '2';
  return Number(level);
}

/** The most prominent heading that names a page. Plain Settings labels count at the first level only. */
function headingSign(root: ParentNode): Sign | null {
  const named = matching(root, headingSelector).flatMap((heading) => {
    const text = (heading.textContent ?? '').replace(/\s+/g, ' ').trim();
    const kind = kindOf(labelOf(text));
    const level = levelOf(heading);
    const counts = kind !== undefined && labelOf(text) !== 'settings' && (kind !== 'settings' || level === 1);
    if (!counts || heading.closest(`${dialogSelector}, ${menuSelector}`) !== null || !isVisible(heading))
      return [];
    return [{ level, sign: { kind, evidence: `heading "${text}"` } }];
  });
  const top = Math.min(...named.map(({ level }) => level));
  return agreed(named.filter(({ level }) => level === top).map(({ sign }) => sign));
}

function groupMarks(hits: readonly Text[]): Sign | null {
  const marks = [...new Set(hits.filter((hit) => groupPageMarks.includes(hit.label)).map((hit) => hit.text))];
  return marks.length < 2 ? null : { kind: 'user-group', evidence: `texts "${marks.join('", "')}"` };
}

function ownTokensTab(hits: readonly Text[]): Sign | null {
  const tab = hits.find(
    ({ label, element }) =>
      ownTokensTabs.includes(label) && [element, element.parentElement].some((at) => at && isActive(at)),
  );
  return tab === undefined ? null : { kind: 'user-tokens', evidence: `tab "${tab.text}"` };
}

/** What the page at the Settings address `url` says it is, most telling sign first; `null` when it says nothing. */
export function settingsSign(url: string, root: ParentNode): Sign | null {
  const hits = hitsIn(root);
  const places = hits.filter((hit) => kindOf(hit.label) !== undefined);
  const crumb = breadcrumbSign(root, places);
  const place =
    railSign(hits, places, isActive) ??
    crumb ??
    headingSign(root) ??
    railSign(hits, places, (element) => leadsTo(url, element));
  if (place === null) return groupMarks(hits);
  if (place.kind === 'user-groups') return crumb?.kind === 'user-group' ? crumb : (groupMarks(hits) ?? place);
  if (place.kind === 'settings') return ownTokensTab(hits) ?? place;
  return place;
}
