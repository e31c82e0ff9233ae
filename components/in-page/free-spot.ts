/**
 * Finds a place in the window for something fixed, so that it never lies over the console's own controls: the bottom
 * right corner if that is free, else the nearest free place from there, upwards first.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
}

interface Box extends Spot {
  readonly right: number;
  readonly bottom: number;
}

const controls =
  'a[href], button, input, select, textarea, summary, iframe, [contenteditable="true"], [tabindex]:not([tabindex="-1"]), ' +
  '[role="button"], [role="link"], [role="tab"], [role="option"], [role^="menuitem"]';

const edge = 16;
const gap = 6;
const step = 24;
/** What covers this much of the window is the page itself, made focusable, and no control. */
const wholePage = 0.5;

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function boxAt({ left, top }: Spot, { width, height }: Size): Box {
  return { left: left - gap, top: top - gap, right: left + width + gap, bottom: top + height + gap };
}

function controlBoxes(view: Window, own: Element): Box[] {
  const area = view.innerWidth * view.innerHeight;
  return [...view.document.querySelectorAll(controls)].flatMap((control) => {
    const box = control.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < view.innerHeight;
    return control !== own && seen && box.width * box.height < area * wholePage ? [box] : [];
  });
}

/** Controls without any markup of a control still show a hand. Looked for at nine points of a place. */
function hasPointer(box: Box, view: Window, own: Element): boolean {
  const { document } = view;
  const xs = [box.left, (box.left + box.right) / 2, box.right];
  const ys = [box.top, (box.top + box.bottom) / 2, box.bottom];
  return xs.some((x) =>
    ys.some((y) => {
      const under = document.elementsFromPoint(x, y).find((element) => element !== own);
      return under !== undefined && view.getComputedStyle(under).cursor === 'pointer';
    }),
  );
}

function* spots(view: Window, { width, height }: Size): Generator<Spot> {
  const lowest = view.innerHeight - edge - height;
  const rightmost = view.innerWidth - edge - width;
  for (let left = rightmost; left >= edge; left -= step) {
    for (let top = lowest; top >= edge; top -= step) yield { left, top };
  }
}

/** The first free spot, or `null` when the console's controls fill the window. `own` does not count as one of them. */
export function freeSpot(view: Window, size: Size, own: Element): Spot | null {
  const taken = controlBoxes(view, own);
  for (const spot of spots(view, size)) {
    const box = boxAt(spot, size);
    if (!taken.some((control) => overlaps(control, box)) && !hasPointer(box, view, own)) return spot;
  }
  return null;
}
