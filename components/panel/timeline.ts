/** The keys with an expiry date, in the order in which they need attention. */
import type { KeySummary } from '../../lib/keys/index.ts';
import { calendarDay, dayMs, endOfDay } from '../../lib/time/index.ts';

export const timelineGroups = ['today', 'week', 'month', 'later', 'expired'] as const;
export type TimelineGroup = (typeof timelineGroups)[number];
export type Timeline = Readonly<Record<TimelineGroup, readonly KeySummary[]>>;

/** Expired keys stay in view this long: something may still be using them. */
const expiredWindow = 30 * dayMs;

function groupOf(expiresAt: number, now: number, endOfToday: number): TimelineGroup | null {
  if (expiresAt <= now) return now - expiresAt <= expiredWindow ? 'expired' : null;
  if (expiresAt <= endOfToday) return 'today';
  if (expiresAt <= now + 7 * dayMs) return 'week';
  return expiresAt <= now + 30 * dayMs ? 'month' : 'later';
}

/**
 * Groups unrevoked keys by when they expire: soonest first, and what expired last at the head of `expired`.
 *
 * @param now epoch milliseconds
 * @param timeZone IANA name; "today" ends with that zone's day
 */
export function timelineOf(rows: readonly KeySummary[], now: number, timeZone: string): Timeline {
  const endOfToday = endOfDay(calendarDay(now, timeZone), timeZone) ?? now;
  const groups: Record<TimelineGroup, KeySummary[]> = {
    today: [],
    week: [],
    month: [],
    later: [],
    expired: [],
  };
  for (const row of rows) {
    if (row.revoked || row.expiresAt === null) continue;
    const group = groupOf(row.expiresAt, now, endOfToday);
    if (group) groups[group].push(row);
  }
  const soonestFirst = (a: KeySummary, b: KeySummary) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0);
  for (const group of timelineGroups) groups[group].sort(soonestFirst);
  groups.expired.reverse();
  return groups;
}
