import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenButton } from '../../../components/in-page/open-button.ts';
import { setLocale } from '../../../lib/i18n/text.ts';
import {
  fakeLayout,
  fakeVisibility,
  hosts,
  layOut,
  spyOnShadowRoots,
  trustedClick,
  view,
} from './page-fakes.ts';

let life: AbortController;
let visibility: ReturnType<typeof fakeVisibility>;
let shadow: ReturnType<typeof spyOnShadowRoots>;

function create(onOpen = vi.fn<() => void>()) {
  return { onOpen, ...createOpenButton(view, onOpen, life.signal) };
}

const button = (): HTMLButtonElement => shadow.buttons()[0]!;

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  document.body.innerHTML = '';
  fakeLayout();
  visibility = fakeVisibility();
  shadow = spyOnShadowRoots();
});

afterEach(() => {
  life.abort();
  setLocale('en');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the button in the console’s page', () => {
  it('is one real button named Open Latchkey, in a closed shadow root outside the body', () => {
    const { show } = create();
    show();
    show();
    expect(hosts()).toHaveLength(1);
    expect(shadow.modes).toEqual(['closed']);
    expect(hosts()[0]!.shadowRoot).toBeNull();
    expect(button().textContent).toBe('Open Latchkey');
    expect(button().type).toBe('button');
    expect(document.body.childElementCount).toBe(0);
  });

  it('has another name in the page each time', () => {
    const { show, hide } = create();
    show();
    const first = hosts()[0]!.localName;
    hide();
    expect(hosts()).toHaveLength(0);
    show();
    expect(hosts()[0]!.localName).not.toBe(first);
  });

  it('speaks the language that is set', () => {
    setLocale('en-XA');
    const { show } = create();
    show();
    expect(button().textContent).toBe('⟦Ópén Látchkéy⟧');
  });

  it('opens for a person who has seen it for half a second', () => {
    const { show, onOpen } = create();
    show();
    visibility.say({ isVisible: true });
    vi.advanceTimersByTime(500);
    button().dispatchEvent(trustedClick());
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(button().title).toBe('');
  });

  it('does nothing for a click that the page made', () => {
    const { show, onOpen } = create();
    show();
    visibility.say({ isVisible: true });
    vi.advanceTimersByTime(5_000);
    button().click();
    expect(onOpen).not.toHaveBeenCalled();
  });

  it.each([
    ['covered or made see-through', [{ isVisible: false }], 5_000],
    ['partly out of the window', [{ isVisible: true, intersectionRatio: 0.6 }], 5_000],
    ['uncovered only a moment ago', [{ isVisible: false }, { isVisible: true }], 499],
    ['covered since', [{ isVisible: true }, { isVisible: false }], 5_000],
  ])('ignores a click while it is %s, and says why', (_what, entries, ms) => {
    const { show, onOpen } = create();
    show();
    for (const entry of entries) visibility.say(entry);
    vi.advanceTimersByTime(ms);
    button().dispatchEvent(trustedClick());
    expect(onOpen).not.toHaveBeenCalled();
    expect(button().title).toMatch(/toolbar/);
  });

  it('asks the browser to track real visibility', () => {
    create().show();
    expect(visibility.options()).toMatchObject({ trackVisibility: true, delay: 100 });
  });

  it('is announced to assistive technology once a press would count', () => {
    create().show();
    expect(hosts()[0]!.getAttribute('aria-hidden')).toBe('true');
    visibility.say({ isVisible: true });
    vi.advanceTimersByTime(700);
    expect(hosts()[0]!.hasAttribute('aria-hidden')).toBe(false);
  });

  it('keeps its presses from the page, so that they close none of its dialogs', () => {
    const heard = vi.fn<() => void>();
    document.addEventListener('click', heard);
    create().show();
    button().dispatchEvent(trustedClick());
    document.removeEventListener('click', heard);
    expect(heard).not.toHaveBeenCalled();
  });

  it('moves away when a control of the console comes to lie under it', () => {
    create().show();
    const [host] = hosts();
    const before = host!.style.left + host!.style.top;
    document.body.innerHTML = '<button>Save</button>';
    layOut(document.querySelector('button')!, { left: 860, top: 700, width: 164, height: 68 });
    view.dispatchEvent(new Event('resize'));
    vi.advanceTimersByTime(200);
    expect(host!.style.left + host!.style.top).not.toBe(before);
    expect(host!.style.visibility).toBe('visible');
  });

  it('goes out of sight when controls fill the window', () => {
    document.body.innerHTML = '<button></button>'.repeat(4);
    [...document.querySelectorAll('button')].forEach((cell, index) =>
      layOut(cell, { left: (index % 2) * 512, top: Math.floor(index / 2) * 384, width: 512, height: 384 }),
    );
    create().show();
    expect(hosts()[0]!.style.visibility).toBe('hidden');
  });

  it('takes away what an earlier run of the script left behind', () => {
    const stale = document.createElement(`x-${crypto.randomUUID()}`);
    document.documentElement.append(stale);
    create().show();
    expect(stale.isConnected).toBe(false);
    expect(hosts()).toHaveLength(1);
  });

  it('does not fight a page that removes it, and comes back when shown again', () => {
    const { show } = create();
    show();
    hosts()[0]!.remove();
    vi.advanceTimersByTime(10_000);
    expect(hosts()).toHaveLength(0);
    show();
    expect(hosts()).toHaveLength(1);
  });

  it('leaves nothing behind, however often it came and went', () => {
    const { show, hide } = create();
    for (let round = 0; round < 50; round += 1) {
      show();
      hide();
    }
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    show();
    life.abort();
    show();
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
