/**
 * Finds a place in the window for something fixed, so that it never lies over the console's own controls: the bottom
 * right corner if that is free, else the nearest free place to it.
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
  const inView = { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight };
  const area = inView.right * inView.bottom;
  return [...view.document.querySelectorAll(controls)].flatMap((control) => {
    const box = control.getBoundingClientRect();
    const size = box.width * box.height;
    return control !== own && size > 0 && size < area * wholePage && overlaps(box, inView) ? [box] : [];
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

/** Every place to try, nearest to the bottom right corner first. */
function spots(view: Window, { width, height }: Size): Spot[] {
  const found: (Spot & { readonly far: number })[] = [];
  for (let up = 0; edge + up + height + edge <= view.innerHeight; up += step) {
    for (let aside = 0; edge + aside + width + edge <= view.innerWidth; aside += step) {
      const left = view.innerWidth - edge - aside - width;
      const top = view.innerHeight - edge - up - height;
      found.push({ left, top, far: Math.hypot(up, aside) });
    }
  }
  return found.sort((a, b) => a.far - b.far);
}

const fits = ({ left, top }: Spot, { width, height }: Size, view: Window): boolean =>
  left >= edge &&
  top >= edge &&
  left + width <= view.innerWidth - edge &&
  top + height <= view.innerHeight - edge;

/**
 * The present place while it is free, else the free one nearest to the corner, or `null` when the console's controls
 * fill the window. `own` does not count as one of them.
 */
export function freeSpot(view: Window, size: Size, own: Element, present?: Spot): Spot | null {
  const taken = controlBoxes(view, own);
  const isFree = (spot: Spot): boolean => {
    const box = boxAt(spot, size);
    return !taken.some((control) => overlaps(control, box)) && !hasPointer(box, view, own);
  };
  if (present !== undefined && fits(present, size, view) && isFree(present)) return present;
  return spots(view, size).find(isFree) ?? null;
}
