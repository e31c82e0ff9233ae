/**
 * Tells whether people can see what they press: a page may lead them to a button that it has covered or made
 * see-through. Only a button that was in plain view for half a second before a click, by mouse or key, counts as meant.
 */
export interface ClickGuard {
  /** Has the button been in plain view for long enough that a trusted click on it is meant? */
  readonly isReady: () => boolean;
  readonly stop: () => void;
}

const longEnough = 500;
/** The shortest delay that browsers allow for an observer which tracks visibility. */
const trackingDelay = 100;

interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/** Since when the button has been in plain view, on the clock of `performance.now()`; `null` = it is not. */
type SeenSince = () => number | null;

function trackVisibility(
  button: Element,
  view: Window & typeof globalThis,
): { seenSince: SeenSince; stop: () => void } {
  let since: number | null = null;
  const options = { trackVisibility: true, delay: trackingDelay, threshold: [0, 1] };
  const observer = new view.IntersectionObserver((entries) => {
    const last: VisibilityEntry | undefined = entries.at(-1);
    const plain = last?.isVisible === true && last.intersectionRatio >= 1;
    since = plain ? (since ?? view.performance.now()) : null;
  }, options);
  observer.observe(button);
  return { seenSince: () => since, stop: () => observer.disconnect() };
}

const leastOpacity = 0.9;

/** Where the browser cannot say: nothing around the host makes it see-through, and nothing lies on its corners. */
function looksPlain(host: Element, view: Window): boolean {
  for (let at: Element | null = host; at !== null; at = at.parentElement) {
    const { opacity, filter } = view.getComputedStyle(at);
    if (Number(opacity || 1) < leastOpacity || (filter || 'none') !== 'none') return false;
  }
  const { left, top, right, bottom } = host.getBoundingClientRect();
  const inside = 2;
  return [left + inside, right - inside].every((x) =>
    [top + inside, bottom - inside].every((y) => view.document.elementsFromPoint(x, y)[0] === host),
  );
}

function sampleVisibility(host: Element, view: Window): { seenSince: SeenSince; stop: () => void } {
  let since: number | null = null;
  const sample = (): void => {
    since = looksPlain(host, view) ? (since ?? view.performance.now()) : null;
  };
  sample();
  const timer = view.setInterval(sample, trackingDelay);
  return {
    seenSince: () => {
      sample();
      return since;
    },
    stop: () => view.clearInterval(timer),
  };
}

function canTrack(view: Window & typeof globalThis): boolean {
  const entry = view.IntersectionObserverEntry as typeof IntersectionObserverEntry | undefined;
  return entry !== undefined && 'isVisible' in entry.prototype;
}

/** Guards a button inside the shadow root of `host`. */
export function guardClicks(button: Element, host: Element, view: Window & typeof globalThis): ClickGuard {
  const { seenSince, stop } = canTrack(view) ? trackVisibility(button, view) : sampleVisibility(host, view);
  const isReady = (): boolean => {
    const since = seenSince();
    return since !== null && view.performance.now() - since >= longEnough;
  };
  return { isReady, stop };
}
