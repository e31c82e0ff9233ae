/**
 * Two alarms and no more. `tick` comes every quarter of an hour: refresh, badge, clean up. `deadline` comes for
 * the earliest thing that must not wait for it: a secret's five minutes, an answer that never came, ten seconds whose
 * background died.
 */
import { browser } from '../platform/browser.ts';
import { answerPatienceMs, intentLifeMs } from '../changes/lifetimes.ts';
import { creationsRecord, revocationsRecord, secretsRecord } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';

export const tickAlarm = 'tick';
export const deadlineAlarm = 'deadline';

const tickMinutes = 15;
/** What is overdue is looked at again, but not in a circle. Browsers round shorter alarms up to this anyway. */
const soonestMs = 30_000;

/**
 * Alarms survive a stopped background but not every update or restart, so each start looks and creates only what is
 * missing: one that is created anew at each start never fires.
 */
export async function ensureTick(): Promise<void> {
  if (await browser.alarms.get(tickAlarm)) return;
  await browser.alarms.create(tickAlarm, { periodInMinutes: tickMinutes, delayInMinutes: tickMinutes });
}

/** Records whose changes may move the deadline. */
export const deadlineRecords = ['creations', 'revocations', 'secrets'] as const;

/** Sets `deadline` for the earliest thing that waits, or clears it. */
export async function setDeadline(clock: Clock): Promise<void> {
  const secrets = await secretsRecord.read();
  const creations = await creationsRecord.read();
  const revocations = await revocationsRecord.read();
  const moments = [
    ...secrets.map(({ until }) => until),
    ...creations.flatMap((row) => {
      if (row.state === 'sent' && row.sending.sentAt !== null) return [row.sending.sentAt + answerPatienceMs];
      if (row.state === 'signed-out') return [row.startedAt + intentLifeMs];
      return [];
    }),
    ...revocations.flatMap(({ state, dueAt }) => (state === 'waiting' ? [dueAt] : [])),
  ];
  if (moments.length === 0) await browser.alarms.clear(deadlineAlarm);
  else {
    const when = Math.max(Math.min(...moments), clock.now() + soonestMs);
    await browser.alarms.create(deadlineAlarm, { when });
  }
}
