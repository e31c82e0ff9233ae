/** Waits until J1 may be asked again, and keeps count. The counts are shared by whoever asks in an account's name. */
import { block, freshBudget, learn, spend, waitFor } from '../api/limits.ts';
import { problemOf } from '../api/problem.ts';
import { budgetRecord } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';

/** A stopped background loses its timers; short naps keep what is lost small. */
const longestNapMs = 15_000;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Pace {
  /** Waits for room, then runs `ask` and learns from its answer's headers or from its 429. */
  run<R extends { readonly headers: Readonly<Record<string, string>> }>(
    account: string,
    cost: { readonly units: number; readonly attended: boolean },
    ask: () => Promise<R>,
  ): Promise<R>;
}

export function createPace(clock: Clock): Pace {
  async function room(account: string, units: number, attended: boolean): Promise<void> {
    const record = budgetRecord.of(account);
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const waitMs = waitFor((await record.read()) ?? freshBudget, units, attended, clock.now());
      if (waitMs <= 0) break;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(Math.min(waitMs, longestNapMs));
    }
    await record.update((budget) => spend(budget ?? freshBudget, units, clock.now()));
  }

  return {
    run: async (account, { units, attended }, ask) => {
      await room(account, units, attended);
      const record = budgetRecord.of(account);
      try {
        const answer = await ask();
        await record.update((budget) => learn(budget ?? freshBudget, answer.headers));
        return answer;
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (problem.code === 'rate-limited') {
          await record.update((budget) =>
            block(budget ?? freshBudget, problem.retryAfterMs ?? 15_000, clock.now()),
          );
        }
        throw thrown;
      }
    },
  };
}
