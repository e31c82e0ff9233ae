/**
 * Notices that a console page may have become another one: single-page navigation, the old Settings modal, late
 * rendering, back and forward. It never observes the document as a whole: body's own children, a few events and a few
 * bounded second looks are all it costs the page.
 */
export interface WatchOptions {
  /** The page's window. */
  readonly view: Window;
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Look at the page again. Called at most once in 200 ms. */
  readonly look: () => void;
}

const leastGap = 200;
/** When to look after something happened: at once, and again for what is drawn late. */
const moments = [0, 500, 1_500, 3_000];
const pollEvery = 1_000;
const tellingKeys = new Set(['Enter', ' ', 'Escape']);

/** `look`, not before 200 ms after the last time. */
function createLook({ view, signal, look }: WatchOptions): () => void {
  let last = -Infinity;
  let waiting = false;
  const run = (): void => {
    waiting = false;
    if (signal.aborted) return;
    last = view.performance.now();
    look();
  };
  return () => {
    if (waiting) return;
    const pause = last + leastGap - view.performance.now();
    if (pause <= 0) return run();
    waiting = true;
    view.setTimeout(run, pause);
  };
}

/** A round of looks; a new round replaces the rest of the one before. */
function createRound({ view, signal }: WatchOptions, look: () => void): () => void {
  let timers: number[] = [];
  const stop = (): void => {
    for (const timer of timers) view.clearTimeout(timer);
  };
  signal.addEventListener('abort', stop);
  return () => {
    stop();
    timers = moments.map((moment) => view.setTimeout(look, moment));
  };
}

function watchLocation({ view, signal }: WatchOptions, moved: () => void): void {
  const navigation = (view as Window & { navigation?: EventTarget }).navigation;
  if (typeof navigation?.addEventListener === 'function') {
    navigation.addEventListener('navigatesuccess', moved, { signal });
    navigation.addEventListener('currententrychange', moved, { signal });
    return;
  }
  let href = view.location.href;
  const poll = (): void => {
    if (view.location.href === href) return;
    href = view.location.href;
    moved();
  };
  view.addEventListener('popstate', poll, { signal });
  const timer = view.setInterval(poll, pollEvery);
  signal.addEventListener('abort', () => view.clearInterval(timer));
}

/** Keeps one child-list observer on the body of the day: the old modal is put there, and the body can be replaced. */
function createBodyObserver({ view, signal }: WatchOptions, changed: () => void): () => void {
  let observed: HTMLElement | null = null;
  const observer = new MutationObserver(changed);
  signal.addEventListener('abort', () => observer.disconnect());
  return () => {
    const { body } = view.document;
    if (body === observed || signal.aborted) return;
    observer.disconnect();
    observed = body;
    if (body !== null) observer.observe(body, { childList: true });
  };
}

/** Watches until the signal says stop. Takes a first round of looks by itself. */
export function watchConsole(options: WatchOptions): void {
  const { view, signal } = options;
  const round = createRound(options, createLook(options));
  const observeBody = createBodyObserver(options, round);
  const settle = (): void => {
    observeBody();
    round();
  };
  watchLocation(options, settle);
  const { document } = view;
  const listen = { signal, capture: true, passive: true };
  document.addEventListener('click', (event) => event.isTrusted && round(), listen);
  document.addEventListener(
    'keydown',
    (event) => event.isTrusted && tellingKeys.has(event.key) && round(),
    listen,
  );
  document.addEventListener('visibilitychange', settle, { signal });
  view.addEventListener('pageshow', settle, { signal });
  settle();
}
