/**
 * Tells a person's click on a button that they can see from one that the page made or led them into: the event must be
 * the browser's own, and the button must have been in plain view for half a second before it.
 */
export interface ClickGuard {
  /** Was this click meant? */
  readonly accepts: (event: Event) => boolean;
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

/** Where the browser cannot say: nothing around the host makes it see-through, and nothing lies on it. */
function looksPlain(host: Element, view: Window): boolean {
  for (let at: Element | null = host; at !== null; at = at.parentElement) {
    const style = view.getComputedStyle(at);
    const seeThrough = Number(style.opacity || 1) < leastOpacity || (style.filter || 'none') !== 'none';
    if (seeThrough || style.visibility === 'hidden' || (style.clipPath || 'none') !== 'none') return false;
  }
  const box = host.getBoundingClientRect();
  const inside = 2;
  const points: [number, number][] = [
    [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
    [box.left + inside, box.top + inside],
    [box.right - inside, box.bottom - inside],
  ];
  return points.every(([x, y]) => view.document.elementsFromPoint(x, y)[0] === host);
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

/** Guards a button inside the shadow root of `host`. A key press is a click too and passes by the same rule. */
export function guardClicks(button: Element, host: Element, view: Window & typeof globalThis): ClickGuard {
  const { seenSince, stop } = canTrack(view) ? trackVisibility(button, view) : sampleVisibility(host, view);
  const accepts = (event: Event): boolean => {
    const since = seenSince();
    return event.isTrusted && since !== null && view.performance.now() - since >= longEnough;
  };
  return { accepts, stop };
}
