/** The time of day as state, so that what depends on it is rendered again as it passes. */
import { useEffect, useState } from 'react';

/**
 * Epoch milliseconds, renewed every `everyMs`.
 *
 * @param everyMs half a minute unless something counts seconds
 */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
