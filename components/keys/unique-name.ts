/** A name for a key made from a preset: purpose and day, numbered where it is taken. */
import { calendarDay, localZone } from '../../lib/time/index.ts';

/**
 * "read-only-2026-11-23", or "read-only-2026-11-23-2" where that one is taken.
 *
 * @param now epoch milliseconds
 */
export function uniqueName(base: string, taken: readonly string[], now: number): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  const first = `${base}-${calendarDay(now, localZone())}`;
  let name = first;
  for (let number = 2; known.has(name.toLowerCase()); number += 1) name = `${first}-${number}`;
  return name;
}
