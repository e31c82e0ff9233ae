/** What every change has in common: one at a time in an account, and only as the account and person that were shown. */
import { otherAnswered, type Session, type Sessions } from '../sessions/sessions.ts';

/** Runs `work` while no other change of the account is being sent or read back, in whichever context. */
export function inAccount<R>(account: string, work: () => Promise<R>): Promise<R> {
  return navigator.locks.request(`mutate:${account}`, work) as Promise<R>;
}

/** Who was shown when the change was confirmed; `viewerId: null` = J1 did not say. */
interface Shown {
  readonly account: string;
  readonly viewerId: string | null;
}

/**
 * Asks for account and person right before the change. Throws a ProblemError where they are not the ones shown.
 *
 * @returns the server's time, epoch milliseconds, where the tab may read it
 */
export async function confirmIdentity(
  sessions: Sessions,
  session: Session,
  shown: Shown,
): Promise<number | null> {
  const { account, serverTime } = await sessions.identify(session);
  const samePerson = shown.viewerId === null || account.viewer?.id === shown.viewerId;
  if (account.key !== shown.account || !samePerson) throw otherAnswered(session);
  return serverTime;
}
