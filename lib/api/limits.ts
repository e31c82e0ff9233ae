/**
 * How fast we may ask. J1 counts one unit for each root field and shares the bucket of a browser session between
 * the console's own pages and us, so we leave it the greater part: unattended at most 5 units a minute, for a user
 * who waits at most 5 a second within half of what the last answer said remains.
 */
export interface BudgetState {
  /** Last `ratelimit-remaining`; `null` = never read (the browser hides it from other origins' pages). */
  readonly remaining: number | null;
  /** Nothing is sent before this moment (after a 429), epoch milliseconds. */
  readonly blockedUntil: number;
  /** When each unit of the last minute was spent, oldest first, epoch milliseconds. */
  readonly spent: readonly number[];
}

export const freshBudget: BudgetState = { remaining: null, blockedUntil: 0, spent: [] };

const minuteMs = 60_000;
const attendedPerSecond = 5;
const unattendedPerMinute = 5;

/**
 * Milliseconds to wait until `units` may be sent.
 *
 * @param attended a user waits for it
 */
export function waitFor(budget: BudgetState, units: number, attended: boolean, now: number): number {
  const blocked = Math.max(0, budget.blockedUntil - now);
  const windowMs = attended ? 1000 : minuteMs;
  const allowed = attended ? attendedPerSecond : unattendedPerMinute;
  const inWindow = budget.spent.filter((at) => at > now - windowMs);
  const surplus = inWindow.length + units - allowed;
  // A request of more units than a window holds goes out once the window is empty.
  const freed = surplus > 0 ? inWindow[Math.min(surplus, inWindow.length) - 1] : undefined;
  const paced = freed === undefined ? 0 : freed + windowMs - now;
  // Half of the remaining units belongs to the console's own pages; the bucket refills within its minute.
  const starved = budget.remaining !== null && budget.remaining < units * 2;
  const newest = budget.spent.at(-1);
  const refill = starved && newest !== undefined ? Math.max(0, newest + minuteMs - now) : 0;
  return Math.max(blocked, paced, refill);
}

/** The budget after `units` were sent. */
export function spend(budget: BudgetState, units: number, now: number): BudgetState {
  const recent = budget.spent.filter((at) => at > now - minuteMs);
  return { ...budget, spent: [...recent, ...Array.from({ length: units }, () => now)] };
}

/** The budget after an answer's headers. */
export function learn(budget: BudgetState, headers: Readonly<Record<string, string>>): BudgetState {
  const text = headers['ratelimit-remaining'];
  const remaining = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(remaining) ? { ...budget, remaining } : budget;
}

/** The budget after a 429. */
export function block(budget: BudgetState, pauseMs: number, now: number): BudgetState {
  return { ...budget, blockedUntil: Math.max(budget.blockedUntil, now + pauseMs) };
}

export const firstPageSize = 100;
export const largestPageSize = 1000;

/**
 * The next page's size: twice as much while the server gives what was asked, else what it gave.
 */
export function nextPageSize(asked: number, got: number): number {
  return got >= asked ? Math.min(asked * 2, largestPageSize) : Math.max(got, firstPageSize);
}
