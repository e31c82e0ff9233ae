import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freeSpot } from '../../../components/in-page/free-spot.ts';
import { fakeLayout, layOut, view, type Box } from './page-fakes.ts';

const size = { width: 140, height: 36 };
const own = document.createElement('x-own');

function place(markup: string, box: Box): void {
  document.body.insertAdjacentHTML('beforeend', markup);
  layOut(document.body.lastElementChild!, box);
}

beforeEach(() => {
  document.body.innerHTML = '';
  fakeLayout();
});
afterEach(() => vi.restoreAllMocks());

describe('a free place in the window', () => {
  it('is the bottom right corner where nothing is in the way', () => {
    expect(freeSpot(view, size, own)).toMatchObject({ left: 1024 - 16 - 140, top: 768 - 16 - 36 });
  });

  it.each([
    '<a href="/x">next</a>',
    '<button>Save</button>',
    '<input>',
    '<div role="button">Save</div>',
    '<div role="menuitemradio">One</div>',
    '<div tabindex="0">row</div>',
    '<div style="cursor: pointer">Save</div>',
  ])('is beside %s', (markup) => {
    place(markup, { left: 900, top: 700, width: 124, height: 68 });
    const spot = freeSpot(view, size, own)!;
    expect(spot.left + size.width <= 900 || spot.top + size.height <= 700).toBe(true);
  });

  it('may be over text and over the page itself when that can take the focus', () => {
    place('<p>text</p>', { left: 800, top: 600, width: 224, height: 168 });
    place('<main tabindex="0"></main>', { left: 0, top: 0, width: 1024, height: 768 });
    expect(freeSpot(view, size, own)).toMatchObject({ left: 868, top: 716 });
  });

  it('is the nearest one to the corner', () => {
    place('<button></button>', { left: 850, top: 60, width: 174, height: 700 });
    expect(freeSpot(view, size, own)).toMatchObject({ top: 716 });
  });

  it('never lies over a control, wherever controls are', () => {
    const control = fc.record({
      left: fc.integer({ min: 0, max: 1000 }),
      top: fc.integer({ min: 0, max: 740 }),
      width: fc.integer({ min: 4, max: 400 }),
      height: fc.integer({ min: 4, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(control, { maxLength: 20 }), (controls) => {
        document.body.innerHTML = '';
        for (const box of controls) place('<button></button>', box);
        const spot = freeSpot(view, size, own);
        for (const { left, top, width, height } of spot === null ? [] : controls) {
          const apart =
            spot!.left + size.width <= left ||
            left + width <= spot!.left ||
            spot!.top + size.height <= top ||
            top + height <= spot!.top;
          expect(apart).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
