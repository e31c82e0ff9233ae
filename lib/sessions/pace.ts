/**
 * Waits until J1 may be asked again, and keeps count. The counts are a console host's: whoever asks there draws on
 * the same session, whether its account is known yet or not.
 */
import type { Executed } from '../api/client.ts';
import { defaultPauseMs } from '../api/errors.ts';
import { block, freshBudget, learn, spend, waitFor } from '../api/limits.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import { budgetRecord } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';

/** A stopped background loses its timers; short naps keep what is lost small. */
const longestNapMs = 15_000;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Cost {
  readonly units: number;
  /** A user waits for it. */
  readonly attended: boolean;
}

export interface Pace {
  /** Waits until there is room and takes it. */
  turn(host: string, cost: Cost): Promise<void>;
  /** Waits for its turn, then runs `ask` and learns from its answer's headers or from its 429. */
  run(host: string, cost: Cost, ask: () => Promise<Executed>): Promise<Executed>;
  /** Milliseconds until J1 may be asked again after a 429, 0 as a rule. */
  pausedFor(host: string): Promise<number>;
}

export function createPace(clock: Clock): Pace {
  const budgetOf = async (host: string) => (await budgetRecord.of(host).read()) ?? freshBudget;

  async function turn(host: string, { units, attended }: Cost): Promise<void> {
    for (;;) {
      let waitMs = 0;
      // Looking and taking are one step: two that look at once must not both find the same room.
      // oxlint-disable-next-line no-await-in-loop
      await budgetRecord.of(host).update((known) => {
        const budget = known ?? freshBudget;
        const now = clock.now();
        waitMs = waitFor(budget, units, attended, now);
        return waitMs > 0 ? budget : spend(budget, units, now);
      });
      if (waitMs <= 0) return;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(Math.min(waitMs, longestNapMs));
    }
  }

  async function note(host: string, problem: Problem | null, headers: Executed['headers']): Promise<void> {
    await budgetRecord.of(host).update((known) => {
      const budget = learn(known ?? freshBudget, headers);
      if (problem?.code !== 'rate-limited') return budget;
      return block(budget, problem.retryAfterMs ?? defaultPauseMs, clock.now());
    });
  }

  return {
    turn,
    run: async (host, cost, ask) => {
      await turn(host, cost);
      try {
        const answer = await ask();
        await note(host, answer.problem, answer.headers);
        return answer;
      } catch (thrown) {
        await note(host, problemOf(thrown), {});
        throw thrown;
      }
    },
    pausedFor: async (host) => Math.max(0, (await budgetOf(host)).blockedUntil - clock.now()),
  };
}
