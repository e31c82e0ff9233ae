/** The time of day, so that what depends on it is drawn again as it passes. */
import { useCallback, useSyncExternalStore } from 'react';

/**
 * The next full second: a render for any reason takes the time along, and a key made just now never seems a day
 * older than it is because the clock on the page was behind.
 */
function nextSecond(): number {
  return Math.ceil(Date.now() / 1000) * 1000;
}

/**
 * Epoch milliseconds, renewed every `everyMs` and with each render.
 *
 * @param everyMs half a minute unless something counts seconds
 */
export function useNow(everyMs = 30_000): number {
  const subscribe = useCallback(
    (renew: () => void) => {
      const timer = setInterval(renew, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, nextSecond);
}
