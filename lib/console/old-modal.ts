/**
 * The old Settings: a modal over whatever page was open, which left the address as it was. It is known by its upper-case
 * title in a dialog, or, where the markup says nothing of a dialog, by the title above the row of round icon buttons.
 */
import { isVisible, labelOf, matching, textsOf } from './dom.ts';
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

interface Title {
  readonly label: string;
  readonly text: string;
  readonly element: Element;
}

const isTitle = (label: string): boolean => Object.hasOwn(oldModalTitles, label);
const isLabel = (label: string): boolean => isTitle(label) || Object.hasOwn(settingsLabels, label);

/** The console may write a title in capitals or leave that to its style sheet. */
function isUpperCase({ text, element }: Title): boolean {
  if (text === text.toUpperCase()) return true;
  const view = element.isConnected ? element.ownerDocument.defaultView : null;
  return view?.getComputedStyle(element).textTransform === 'uppercase';
}

const isPlainText = (element: Element): boolean => element.closest(interactiveSelector) === null;

function firstPlainText(box: Element): Title | null {
  for (const { element, text } of textsOf(box)) {
    if (!/\p{L}/u.test(text) || !isPlainText(element) || !isVisible(element)) continue;
    return { label: labelOf(text), text, element };
  }
  return null;
}

function hasIconRow(box: Element): boolean {
  let found = 0;
  for (const button of box.querySelectorAll(iconButtonSelector)) {
    if ((button.textContent ?? '').trim() === '' && isVisible(button)) found += 1;
  }
  return found >= fewestIconButtons;
}

/** A list of places, such as the gear menu, names several; a page's title stands alone. */
function isOneOfMany(title: Title, box: Element): boolean {
  const isHeading = (element: Element): boolean => element.closest(headingSelector) !== null;
  const alike = new Set<string>();
  for (const { element, text } of textsOf(box)) {
    const other = { label: labelOf(text), text, element };
    if (!isLabel(other.label) || !isPlainText(element) || !isVisible(element)) continue;
    if (isHeading(element) === isHeading(title.element) && isUpperCase(other) === isUpperCase(title))
      alike.add(other.label);
  }
  return alike.size > 2;
}

function namesOf(dialog: Element): Title[] {
  const named = (element: Element | null, text: string | null | undefined): Title[] =>
    element !== null && text ? [{ label: labelOf(text), text: text.trim(), element }] : [];
  const labelledBy = dialog.getAttribute('aria-labelledby');
  const labelling = labelledBy === null ? null : dialog.ownerDocument.getElementById(labelledBy);
  const headings = [...dialog.querySelectorAll(headingSelector)].filter(isVisible);
  const first = firstPlainText(dialog);
  return [
    ...named(dialog, dialog.getAttribute('aria-label')),
    ...named(labelling, labelling?.textContent),
    ...headings.flatMap((heading) => named(heading, heading.textContent)),
    ...(first === null ? [] : [first]),
  ];
}

/** `API KEYS` alone could be any dialog's title, so it also needs the icon row. */
const isTelling = (title: Title, box: Element): boolean => title.label !== 'api keys' || hasIconRow(box);

function titlesOfDialog(dialog: Element): Title[] {
  return namesOf(dialog).filter(
    (title) => isTitle(title.label) && isTelling(title, dialog) && !isOneOfMany(title, dialog),
  );
}

function titlesOfDialogLike(box: Element): Title[] {
  const title = firstPlainText(box);
  if (title === null || !isTitle(title.label) || !isTelling(title, box) || isOneOfMany(title, box)) return [];
  return isUpperCase(title) || hasIconRow(box) ? [title] : [];
}

const farthestBox = 5;

/** Markup without any hint of a dialog: capitals, first in a box near by, above the icon row. */
function titlesInSoup(root: ParentNode): Title[] {
  const titles: Title[] = [];
  for (const { element, text } of textsOf(root)) {
    const title = { label: labelOf(text), text, element };
    if (!isTitle(title.label) || !isPlainText(element) || !isVisible(element) || !isUpperCase(title))
      continue;
    let box = element.parentElement;
    for (let level = 0; box !== null && level < farthestBox; level += 1, box = box.parentElement) {
      if (!hasIconRow(box)) continue;
      if (firstPlainText(box)?.element === element && !isOneOfMany(title, box)) titles.push(title);
      break;
    }
  }
  return titles;
}

const isPossibleBox = (box: Element): boolean =>
  box.tagName !== 'BODY' && box.tagName !== 'HTML' && box.closest(menuSelector) === null && isVisible(box);

/** The page of the old Settings modal that is open, or `null`. */
export function oldModalPage(root: ParentNode): ConsolePage | null {
  const boxes = (selector: string): Element[] => matching(root, selector).filter(isPossibleBox);
  const found = [
    ...boxes(dialogSelector).flatMap(titlesOfDialog),
    ...boxes(dialogLikeSelector).flatMap(titlesOfDialogLike),
    ...titlesInSoup(root),
  ];
  for (const [label, kind] of Object.entries(oldModalTitles)) {
    const title = found.find((candidate) => candidate.label === label);
    if (title !== undefined) return { kind, evidence: [`old modal "${title.text}"`] };
  }
  return null;
}
