/**
 * Two alarms and no more. `tick` comes every quarter of an hour: refresh, badge, clean up. `deadline` comes for
 * the earliest thing that must not wait for it: a secret's five minutes, an answer that never came.
 */
import { browser } from '../platform/browser.ts';
import { creationsRecord, secretsRecord } from '../storage/records.ts';

export const tickAlarm = 'tick';
export const deadlineAlarm = 'deadline';

const tickMinutes = 15;
const answerPatienceMs = 90_000;
const intentLifeMs = 10 * 60_000;

/**
 * Alarms survive a stopped background but not every update or restart, so each start looks and creates only what is
 * missing: one that is created anew at each start never fires.
 */
export async function ensureTick(): Promise<void> {
  if (await browser.alarms.get(tickAlarm)) return;
  browser.alarms.create(tickAlarm, { periodInMinutes: tickMinutes, delayInMinutes: tickMinutes });
}

/** Sets `deadline` for the earliest thing that waits, or clears it. */
export async function setDeadline(): Promise<void> {
  const secrets = await secretsRecord.read();
  const creations = await creationsRecord.read();
  const moments = [
    ...secrets.map(({ until }) => until),
    ...creations.flatMap((row) => {
      if (row.state === 'sent' && row.sending.sentAt !== null) return [row.sending.sentAt + answerPatienceMs];
      if (row.state === 'signed-out') return [row.startedAt + intentLifeMs];
      return [];
    }),
  ];
  if (moments.length === 0) await browser.alarms.clear(deadlineAlarm);
  else browser.alarms.create(deadlineAlarm, { when: Math.min(...moments) });
}
