/** Waiting for something to become true, with a deadline and a message that says what was seen last. */

export const patience = 10_000;

/**
 * Asks `look` until it gives something other than `undefined`, `null` or `false`.
 *
 * @param what said in the failure: "no {what} in 10 s".
 * @throws when the deadline passes, with the last error of `look` as the cause.
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeout = patience, every = 40 }: { timeout?: number; every?: number } = {},
): Promise<T> {
  const deadline = performance.now() + timeout;
  let lastError: unknown;
  do {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await pause(every);
  } while (performance.now() < deadline);
  const because = lastError instanceof Error ? ` (${lastError.message})` : '';
  throw new Error(`no ${what} in ${timeout / 1000} s${because}`, { cause: lastError });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
