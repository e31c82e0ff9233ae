/** The shapes of reminders. Times are epoch milliseconds, thresholds are days before expiry (0 = expired). */
import type { KeyLevel } from '../keys/model.ts';

/** What reminders need of a key. An `id` is unique within its account. */
export interface KeyExpiry {
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly level: KeyLevel;
  readonly createdAt: number;
  /** `null` = never expires. */
  readonly expiresAt: number | null;
  readonly revoked: boolean;
  /** The id of the key that took this one's place. */
  readonly replacedBy?: string;
}

export interface ReminderSettings {
  /** Days before expiry at which to remind. The expiry itself is always told, and need not be listed. */
  readonly thresholds: readonly number[];
}

/** One threshold that needs no more telling, for one key and one expiry date. */
export interface SentReminder {
  readonly account: string;
  readonly keyId: string;
  readonly expiresAt: number;
  readonly threshold: number;
}

/** "Not before `until`", said when `threshold` was the tightest reached; a tighter one breaks through. */
export interface Snooze {
  readonly account: string;
  readonly keyId: string;
  readonly until: number;
  readonly threshold: number;
}

export interface Reminder {
  readonly account: string;
  readonly keyId: string;
  readonly threshold: number;
  readonly text: string;
}

export const defaultReminderSettings: ReminderSettings = { thresholds: [30, 14, 7, 3, 1] };
