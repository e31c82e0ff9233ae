/** Reading a console page: what is visible, and which known labels it shows where. Looks, never changes anything. */

import { activeSelector } from './selectors.ts';

/** Text as labels are compared: single spaces, lower case. */
export function labelOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

const skipped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'TITLE']);

/** What the markup itself says; works on a saved page without style sheets. */
function isHiddenByMarkup(element: Element): boolean {
  let visibility = '';
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (skipped.has(at.tagName) || at.hasAttribute('hidden') || at.getAttribute('aria-hidden') === 'true')
      return true;
    if (at.tagName === 'DIALOG' && !at.hasAttribute('open')) return true;
    const { style } = at as Partial<ElementCSSInlineStyle>;
    if (style?.display === 'none' || style?.opacity === '0') return true;
    visibility ||= style?.visibility ?? '';
  }
  return visibility === 'hidden' || visibility === 'collapse';
}

/** Does a person see this element? The browser's own answer is asked for where the page is laid out. */
export function isVisible(element: Element): boolean {
  if (isHiddenByMarkup(element)) return false;
  const laidOut = element.isConnected && element.ownerDocument.defaultView !== null;
  if (!laidOut || typeof element.checkVisibility !== 'function') return true;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** An element and a piece of text right in it, with single spaces. */
export interface Text {
  readonly element: Element;
  readonly text: string;
  /** The text in lower case, as labels are compared. */
  readonly label: string;
}

const showText = 4;
/** With its indentation; a label itself is far shorter. */
const longestLabel = 200;

/**
 * The texts under `root` whose labels are wanted, in page order. Pages have thousands of texts and this runs after
 * clicks, so nothing but the text itself is looked at before it is known to be wanted.
 */
export function textsOf(root: ParentNode, isWanted: (label: string) => boolean): Text[] {
  const found: Text[] = [];
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, showText);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const value = node.nodeValue ?? '';
    if (value.length > longestLabel) continue;
    const label = labelOf(value);
    if (!isWanted(label)) continue;
    const element = node.parentElement;
    if (element !== null) found.push({ element, text: value.replace(/\s+/g, ' ').trim(), label });
  }
  return found;
}

/** `root` itself, if it matches, and everything under it that does. */
export function matching(root: ParentNode, selector: string): Element[] {
  const self = 'matches' in root && (root as Element).matches(selector) ? [root as Element] : [];
  return [...self, ...root.querySelectorAll(selector)];
}

// `is-active`, `Mui-selected`, `navItem_current__x1`; a variant such as `hover:active` is no state.
const stateWord = /(?:^|[-_])(?:is|has)?[-_]?(active|selected|current)(?=$|[-_])/i;
const negatedState = /(?:^|[-_])(?:not|non|in|un)[-_]?(?:active|selected|current)/i;

function isStateClass(name: string): boolean {
  return (
    !name.includes(':') &&
    !negatedState.test(name) &&
    stateWord.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'))
  );
}

/** Is the element marked as the open one of its list? */
export function isActive(element: Element): boolean {
  return element.matches(activeSelector) || [...element.classList].some(isStateClass);
}
