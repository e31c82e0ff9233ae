/**
 * A key as Latchkey knows it. Times are epoch milliseconds (UTC). A key's secret is no part of it: list queries
 * never ask for one.
 */
export type KeyLevel = 'account' | 'user' | 'integration';

/** How much a policy may do, A (least) to F (everything); `null` where there is no policy or none to be read. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F' | null;

export interface KeySummary {
  readonly id: string;
  readonly name: string;
  readonly level: KeyLevel;
  readonly createdAt: number;
  /** `null` = never expires, or J1 did not say. */
  readonly expiresAt: number | null;
  readonly revoked: boolean;
  readonly grade: Grade;
}

/** `odd` = dates that contradict each other (expires before it was created). */
export type KeyStatus = 'active' | 'expiring' | 'expired' | 'revoked' | 'odd';

/** The five tones that say how near an expiry is, in rows, badge and charts alike. */
export type Tone = 'calm' | 'soon' | 'urgent' | 'critical' | 'stale';
