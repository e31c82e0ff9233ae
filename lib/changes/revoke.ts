/**
 * Revoking a key. J1 has no undo, so nothing is sent for ten seconds; the seconds belong to the background, and if it
 * dies in them nothing is sent. Success is what a later read shows, not what the mutation said.
 */
import { revokeKey } from '../api/mutations/keys.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { readRevoked } from '../api/queries/keys.ts';
import { mutationTimeoutMs } from '../api/transport/tab-relay.ts';
import { noteRevoked } from '../inventory/note-revoked.ts';
import type { Refresher } from '../inventory/refresh.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import { revocationsRecord, type Plan, type Revocation } from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import { logRevocation } from './activity.ts';
import { confirmIdentity, inAccount } from './in-account.ts';
import { intentLifeMs, journalLifeMs, undoMs } from './lifetimes.ts';
import { accountOf } from './plan.ts';

const underWay = new Set<Revocation['state']>(['waiting', 'sending', 'signed-out']);

export interface Revocations {
  /** Writes the row and starts its ten seconds. */
  begin(plan: Plan, id: string): Promise<void>;
  /** `false` = too late, it is on its way or done. */
  undo(id: string): Promise<boolean>;
  /** A console tab spoke: what waited for a sign-in starts its ten seconds anew. */
  wake(host: string): Promise<void>;
  /**
   * At each start of the background: the timers of the last one are gone, so what waited is not sent.
   *
   * @param startedAt of this background, epoch milliseconds; windows that it opened itself are its own
   */
  recover(startedAt: number): Promise<void>;
  /** Looks again for one whose outcome is unknown. */
  check(id: string): Promise<void>;
}

export interface RevocationTools {
  readonly sessions: Sessions;
  readonly refresher: Refresher;
  readonly clock: Clock;
}

export function createRevocations({ sessions, refresher, clock }: RevocationTools): Revocations {
  const read = async (id: string) => (await revocationsRecord.read()).find((row) => row.id === id) ?? null;

  /** Moves a row on if it still is in one of the states `from`; `null` = it is not. */
  async function move(
    id: string,
    from: readonly Revocation['state'][],
    change: Partial<Revocation>,
  ): Promise<Revocation | null> {
    let moved: Revocation | null = null;
    await revocationsRecord.update((rows) =>
      rows.map((row) => {
        if (row.id !== id || !from.includes(row.state)) return row;
        moved = { ...row, ...change };
        return moved;
      }),
    );
    return moved;
  }

  async function begin(plan: Plan, id: string): Promise<void> {
    if (plan.change.kind !== 'revoke') throw new ProblemError({ code: 'plan-expired' });
    const { key } = plan.change;
    const now = clock.now();
    const row: Revocation = {
      id,
      account: plan.account.key,
      accountName: plan.account.name,
      region: plan.account.region,
      viewerId: plan.account.viewer?.id ?? null,
      keyId: key.id,
      keyName: key.name,
      startedAt: now,
      dueAt: now + undoMs,
      state: 'waiting',
      problem: null,
    };
    await revocationsRecord.update((rows) => {
      const same = (other: Revocation) => other.keyId === key.id && other.account === row.account;
      if (rows.some((other) => same(other) && underWay.has(other.state))) {
        throw new ProblemError({ code: 'busy' });
      }
      return [...rows.filter((old) => underWay.has(old.state) || old.startedAt > now - journalLifeMs), row];
    });
    startWindow(id);
  }

  function startWindow(id: string): void {
    setTimeout(() => void send(id), undoMs);
  }

  async function undo(id: string): Promise<boolean> {
    const row = await move(id, ['waiting', 'signed-out'], { state: 'undone' });
    if (row) await logRevocation(row, { action: 'undo-revoke', outcome: 'done', problem: null }, clock.now());
    return row !== null;
  }

  async function send(id: string): Promise<void> {
    const row = await move(id, ['waiting'], { state: 'sending' });
    if (row) await inAccount(row.account, () => sendLocked(row));
  }

  async function sendLocked(row: Revocation): Promise<void> {
    let session: Session;
    try {
      session = await confirmed(row, true);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === 'signed-out') await move(row.id, ['sending'], { state: 'signed-out', problem });
      else await end(row, 'not-sent', problem);
      return;
    }
    try {
      await verify(row, session, await post(row, session));
    } finally {
      await sessions.release(session);
    }
  }

  /** A session that was just proven to be the one that was shown. Nothing was sent if this throws. */
  async function confirmed(row: Revocation, open: boolean): Promise<Session> {
    const session = await sessions.of(await accountOf(row.account), { open, attended: true });
    try {
      await confirmIdentity(sessions, session, row);
      return session;
    } catch (thrown) {
      await sessions.release(session);
      throw thrown;
    }
  }

  /** @returns why the revocation may not have happened; `null` = J1 says that it has */
  async function post(row: Revocation, session: Session): Promise<Problem | null> {
    try {
      const { accountId } = await accountOf(row.account);
      return await revokeKey(session.ask(accountId, mutationTimeoutMs), row.keyId);
    } catch (thrown) {
      return problemOf(thrown);
    }
  }

  /** A key that is revoked or gone is revoked, whatever the mutation answered. */
  async function verify(row: Revocation, session: Session, problem: Problem | null): Promise<void> {
    try {
      const account = await accountOf(row.account);
      const direct = await readRevoked(session.ask(account.accountId), row.keyId);
      // Said at once: the list that follows is for whoever looks at it.
      if (direct) {
        await noteRevoked(row.account, row.keyId);
        await end(row, 'revoked', null);
      }
      const { rows, whole } = await refresher.readAll(session, account);
      if (direct) return;
      const listed = rows.find(({ id }) => id === row.keyId);
      // Only a whole list shows by a key's absence that it is gone.
      if (listed?.revoked || (!listed && whole)) await end(row, 'revoked', null);
      else await end(row, listed && problem ? 'failed' : 'unconfirmed', problem);
    } catch (thrown) {
      await end(row, 'unconfirmed', problem ?? problemOf(thrown));
    }
  }

  async function end(
    row: Revocation,
    state: 'revoked' | 'failed' | 'unconfirmed' | 'not-sent',
    problem: Problem | null,
  ) {
    const ended = await move(row.id, ['sending', 'waiting', 'signed-out', 'unconfirmed'], { state, problem });
    if (!ended) return;
    const outcome = {
      revoked: 'done',
      failed: 'failed',
      unconfirmed: 'unknown',
      'not-sent': 'not-sent',
    } as const;
    const entry = { action: 'revoke', outcome: outcome[state], problem: problem?.code ?? null } as const;
    await logRevocation(row, entry, clock.now());
  }

  async function lookAgain(id: string, open: boolean): Promise<void> {
    const row = await read(id);
    if (row?.state !== 'unconfirmed') return;
    try {
      const session = await confirmed(row, open);
      try {
        await verify(row, session, null);
      } finally {
        await sessions.release(session);
      }
    } catch (thrown) {
      await move(id, ['unconfirmed'], { problem: problemOf(thrown) });
    }
  }

  async function wake(host: string): Promise<void> {
    const now = clock.now();
    for (const row of await revocationsRecord.read()) {
      if (row.state !== 'signed-out') continue;
      // oxlint-disable-next-line no-await-in-loop
      const account = await accountOf(row.account).catch(() => null);
      if (account?.host !== host) continue;
      // oxlint-disable-next-line no-await-in-loop
      if (now > row.startedAt + intentLifeMs) await end(row, 'not-sent', row.problem);
      else {
        // oxlint-disable-next-line no-await-in-loop
        await move(row.id, ['signed-out'], { state: 'waiting', problem: null, dueAt: now + undoMs });
        startWindow(row.id);
      }
    }
  }

  async function recover(startedAt: number): Promise<void> {
    const now = clock.now();
    for (const row of await revocationsRecord.read()) {
      const own = row.dueAt - undoMs >= startedAt;
      const recent = now <= row.startedAt + intentLifeMs;
      // oxlint-disable-next-line no-await-in-loop
      if (row.state === 'waiting' && !own) await end(row, 'not-sent', null);
      // oxlint-disable-next-line no-await-in-loop
      if (row.state === 'signed-out' && !recent) await end(row, 'not-sent', row.problem);
      if (row.state === 'sending' && !own) {
        // oxlint-disable-next-line no-await-in-loop
        await end(row, 'unconfirmed', { code: 'background' });
        void lookAgain(row.id, recent);
      }
    }
  }

  return { begin, undo, wake, recover, check: (id) => lookAgain(id, true) };
}
