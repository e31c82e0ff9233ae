/**
 * The old Settings: a modal over whatever page was open, which left the address as it was. It is known by its upper-case
 * title in a dialog, or, where the markup says nothing of a dialog, by the title above the row of round icon buttons.
 */
import { isVisible, textsOf, type Text } from './dom.ts';
import type { ConsolePage } from './page.ts';
import {
  dialogLikeSelector,
  dialogSelector,
  fewestIconButtons,
  headingSelector,
  iconButtonSelector,
  interactiveSelector,
  menuSelector,
  oldModalTitles,
  settingsLabels,
} from './selectors.ts';

const titles = Object.keys(oldModalTitles);

/** One look at the whole text, which browsers hand out fast: most pages hold none of the titles and are done. */
const anyTitle = new RegExp(titles.join('|').replaceAll(' ', '\\s+'), 'i');

function mayHoldTitle(root: ParentNode): boolean {
  const element = (root as Partial<Document>).documentElement ?? (root as ParentNode & Node);
  return anyTitle.test(element.textContent ?? '');
}

const isPlainText = ({ element }: Text): boolean =>
  element.closest(interactiveSelector) === null && isVisible(element);

const isHeading = ({ element }: Text): boolean => element.closest(headingSelector) !== null;

/** The console may write a title in capitals or leave that to its style sheet. */
function isUpperCase({ text, element }: Text): boolean {
  if (text === text.toUpperCase()) return true;
  const view = element.isConnected ? element.ownerDocument.defaultView : null;
  return view?.getComputedStyle(element).textTransform === 'uppercase';
}

/** Is it the first text in the box that is more than an icon or a button? */
function isFirst(title: Text, box: Element): boolean {
  const first = textsOf(box, (label) => /\p{L}/u.test(label)).find(isPlainText);
  return first?.element === title.element;
}

function hasIconRow(box: Element): boolean {
  const icons = [...box.querySelectorAll(iconButtonSelector)].filter(
    ({ textContent }) => !textContent?.trim(),
  );
  return icons.filter(isVisible).length >= fewestIconButtons;
}

/** A list of places, such as the gear menu, names several; a page's title stands alone. */
function isOneOfMany(title: Text, box: Element): boolean {
  const places = textsOf(box, (label) => titles.includes(label) || Object.hasOwn(settingsLabels, label));
  const isAlike = (other: Text): boolean =>
    isHeading(other) === isHeading(title) && isUpperCase(other) === isUpperCase(title) && isPlainText(other);
  return new Set(places.filter(isAlike).map(({ label }) => label)).size > 2;
}

function* ancestors(element: Element, selector: string): Generator<Element> {
  for (let at = element.closest(selector); at !== null; at = at.parentElement?.closest(selector) ?? null)
    yield at;
}

const farthestBox = 5;

/** The box that makes a title of this text, or `null`. The less the markup says, the more the looks have to. */
function boxOf(title: Text): Element | null {
  const { element } = title;
  const dialog = element.closest(dialogSelector);
  if (dialog !== null) return isHeading(title) || isFirst(title, dialog) ? dialog : null;

  const boxes = [...ancestors(element, dialogLikeSelector)];
  const outermost = boxes.at(-1);
  if (outermost !== undefined && boxes.some((box) => isFirst(title, box))) {
    return isUpperCase(title) || hasIconRow(outermost) ? outermost : null;
  }
  let box = element.parentElement;
  for (let level = 0; box !== null && level < farthestBox; level += 1, box = box.parentElement) {
    if (hasIconRow(box)) return isUpperCase(title) && isFirst(title, box) ? box : null;
  }
  return null;
}

function isTitle(text: Text): boolean {
  if (text.element.closest(menuSelector) !== null || !isPlainText(text)) return false;
  const box = boxOf(text);
  if (box === null || isOneOfMany(text, box)) return false;
  // `API KEYS` could be any dialog's title, so it also needs the icon row.
  return text.label !== 'api keys' || hasIconRow(box);
}

/** The page of the old Settings modal that is open, or `null`. */
export function oldModalPage(root: ParentNode): ConsolePage | null {
  if (!mayHoldTitle(root)) return null;
  const found = textsOf(root, (label) => titles.includes(label)).filter(isTitle);
  for (const title of titles) {
    const shown = found.find(({ label }) => label === title);
    if (shown !== undefined) return { kind: oldModalTitles[title]!, evidence: [`old modal "${shown.text}"`] };
  }
  return null;
}
