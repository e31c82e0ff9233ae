/**
 * The button "Open Latchkey" in the console's page. It lives in a closed shadow root under a host with a random name,
 * keeps clear of the console's own controls, and does one thing: it says that a person pressed it.
 */
import { guardClicks, type ClickGuard } from './click-guard.ts';
import { freeSpot } from './free-spot.ts';
import css from './open-button.css?inline';
import { consoleText } from './text.ts';

export interface OpenButton {
  /** Shows it, moves it to a free place, or puts it back if the page dropped it. */
  readonly show: () => void;
  readonly hide: () => void;
}

const hostStyle: Readonly<Record<string, string>> = {
  all: 'initial',
  position: 'fixed',
  'z-index': '2147483647',
  width: 'max-content',
  height: 'max-content',
};

const settleAfter = 150;
const tidyEvery = 2_000;

const hostName = /^x-[0-9a-f-]{36}$/;

/** A name no page can know beforehand. One left by an earlier run of the script, whose extension is gone, goes away. */
function createHost(document: Document): HTMLElement {
  const beside = Array.from(document.documentElement.children);
  for (const stale of beside.filter(({ localName }) => hostName.test(localName))) stale.remove();
  return document.createElement(`x-${crypto.randomUUID()}`);
}

/** The product's mark: a latch and its key. Built by hand, because pages with Trusted Types forbid markup as text. */
function drawMark(document: Document): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const mark = document.createElementNS(namespace, 'svg');
  mark.setAttribute('viewBox', '0 0 16 16');
  mark.setAttribute('aria-hidden', 'true');
  for (const line of [
    'M8.2 7.8 14 2',
    'M11.2 4.8l1.8 1.8',
    'M8.6 10.5a3.2 3.2 0 1 1-6.4 0a3.2 3.2 0 1 1 6.4 0z',
  ]) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', line);
    mark.append(path);
  }
  return mark;
}

function drawButton(document: Document): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(drawMark(document), consoleText('open'));
  return button;
}

/** The console closes its menus and dialogs on presses elsewhere on the page; ours are none of those. */
function keepToItself(host: HTMLElement, signal: AbortSignal): void {
  for (const type of [
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'touchstart',
    'touchend',
    'click',
  ]) {
    host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
  }
}

const readyEvery = 100;

/** Assistive technology learns of the button when a press would count. */
function announceOnceReady(host: HTMLElement, guard: ClickGuard, view: Window, signal: AbortSignal): void {
  host.setAttribute('aria-hidden', 'true');
  const timer = view.setInterval(() => {
    if (!guard.isReady()) return;
    host.removeAttribute('aria-hidden');
    view.clearInterval(timer);
  }, readyEvery);
  signal.addEventListener('abort', () => view.clearInterval(timer));
}

interface Mounted {
  readonly host: HTMLElement;
  readonly guard: ClickGuard;
  readonly life: AbortController;
}

function mount(view: Window & typeof globalThis, onOpen: () => void): Mounted {
  const { document } = view;
  const life = new AbortController();
  const host = createHost(document);
  for (const [name, value] of Object.entries(hostStyle)) host.style.setProperty(name, value, 'important');
  const style = document.createElement('style');
  style.textContent = css;
  const button = drawButton(document);
  host.attachShadow({ mode: 'closed' }).append(style, button);
  // Beside the body, not in it: dialogs of the console hide the body's other children from assistive technology.
  document.documentElement.append(host);
  const guard = guardClicks(button, host, view);
  const press = (event: Event): void => {
    const meant = event.isTrusted && guard.isReady();
    button.title = meant ? '' : consoleText('covered');
    if (meant) onOpen();
  };
  button.addEventListener('click', press, { signal: life.signal });
  keepToItself(host, life.signal);
  announceOnceReady(host, guard, view, life.signal);
  return { host, guard, life };
}

/** Moves the host to a free place, or out of sight where there is none. Stays put under the pointer. */
function place(host: HTMLElement, view: Window): void {
  if (host.matches(':hover')) return;
  const { width, height, left, top } = host.getBoundingClientRect();
  const spot = freeSpot(view, { width, height }, host, { left, top });
  const set = (name: string, value: string): void => host.style.setProperty(name, value, 'important');
  set('visibility', spot === null ? 'hidden' : 'visible');
  set('left', `${spot?.left ?? 0}px`);
  set('top', `${spot?.top ?? 0}px`);
}

/** At most one button a page. `onOpen` is called for a press that was meant; the button goes when the signal says so. */
export function createOpenButton(
  view: Window & typeof globalThis,
  onOpen: () => void,
  signal: AbortSignal,
): OpenButton {
  let mounted: Mounted | null = null;

  const hide = (): void => {
    mounted?.guard.stop();
    mounted?.life.abort();
    mounted?.host.remove();
    mounted = null;
  };

  const tidy = ({ host }: Mounted): void => {
    if (host.isConnected) place(host, view);
    else hide();
  };

  const follow = (current: Mounted): void => {
    let timer = 0;
    const soon = (): void => {
      view.clearTimeout(timer);
      timer = view.setTimeout(() => tidy(current), settleAfter);
    };
    const options = { signal: current.life.signal, passive: true };
    view.addEventListener('resize', soon, options);
    view.addEventListener('scroll', soon, { ...options, capture: true });
    const beat = view.setInterval(() => tidy(current), tidyEvery);
    current.life.signal.addEventListener('abort', () => {
      view.clearTimeout(timer);
      view.clearInterval(beat);
    });
  };

  const show = (): void => {
    if (signal.aborted) return;
    if (mounted?.host.isConnected === false) hide();
    if (mounted === null) {
      mounted = mount(view, onOpen);
      follow(mounted);
    }
    tidy(mounted);
  };

  signal.addEventListener('abort', hide);
  return { show, hide };
}
