/** What happy-dom lacks of a browser: layout, hit testing and tracked visibility. */
import { vi } from 'vitest';

export type View = Window & typeof globalThis;

export const view = window as unknown as View;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const boxes = new Map<Element, Box>();

/** Gives an element a place in the window of 1024 × 768. */
export function layOut(element: Element, box: Box): void {
  boxes.set(element, box);
}

function boxOf(element: Element): Box {
  const placed = boxes.get(element);
  if (placed !== undefined) return placed;
  const { left, top, position } = (element as HTMLElement).style;
  if (position !== 'fixed') return { left: 0, top: 0, width: 0, height: 0 };
  return { left: Number.parseFloat(left) || 0, top: Number.parseFloat(top) || 0, width: 140, height: 36 };
}

/** Lays out and hit-tests what `layOut` was told of; a fixed host counts with the button's size. */
export function fakeLayout(): void {
  boxes.clear();
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const { left, top, width, height } = boxOf(this);
    return { left, top, width, height, right: left + width, bottom: top + height } as DOMRect;
  });
  Object.assign(document, {
    elementsFromPoint: (x: number, y: number) =>
      [...document.querySelectorAll('*')].toReversed().filter((element) => {
        const { left, top, width, height } = boxOf(element);
        return x >= left && x <= left + width && y >= top && y <= top + height;
      }),
  });
}

type Entry = Partial<IntersectionObserverEntry> & { readonly isVisible?: boolean };

/** An observer that tracks visibility; the answer is what the test says it is. */
export function fakeVisibility(): { say: (entry: Entry) => void; options: () => unknown } {
  let tell: (entries: Entry[]) => void = () => undefined;
  let options: unknown;
  class FakeEntry {}
  Object.defineProperty(FakeEntry.prototype, 'isVisible', { value: false });
  class FakeObserver {
    constructor(callback: (entries: Entry[]) => void, given: unknown) {
      tell = callback;
      options = given;
    }
    observe(): void {}
    disconnect(): void {
      tell = () => undefined;
    }
  }
  vi.stubGlobal('IntersectionObserverEntry', FakeEntry);
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  return { say: (entry) => tell([{ intersectionRatio: 1, ...entry }]), options: () => options };
}

/** The host elements beside head and body. */
export function hosts(): HTMLElement[] {
  return [...document.documentElement.children].filter((element) =>
    element.localName.startsWith('x-'),
  ) as HTMLElement[];
}

/** Opens closed shadow roots to the test, as the console's page cannot. */
export function spyOnShadowRoots(): { modes: string[]; buttons: () => HTMLButtonElement[] } {
  const roots: ShadowRoot[] = [];
  const modes: string[] = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    modes.push(init.mode);
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  const buttons = (): HTMLButtonElement[] =>
    roots.filter((root) => root.host.isConnected).flatMap((root) => [...root.querySelectorAll('button')]);
  return { modes, buttons };
}

/** A click that claims to be the browser's own. */
export function trustedClick(): Event {
  return Object.defineProperty(new MouseEvent('click', { bubbles: true, composed: true }), 'isTrusted', {
    value: true,
  });
}
