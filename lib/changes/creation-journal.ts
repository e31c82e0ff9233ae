/**
 * The journal of creations. A row moves on only from where the step expects it to be, so that of two that race for it
 * (an answer told twice, an answer and the list) one takes it and the other does nothing.
 */
import type { ConsoleTabs } from '../sessions/console-tabs.ts';
import { sleep } from '../sessions/pace.ts';
import type { SessionOptions } from '../sessions/sessions.ts';
import { creationsRecord, type Creation } from '../storage/records.ts';

export type CreationState = Creation['state'];

/** What a step changes; `sending` is merged into what is there. */
export type CreationStep = Partial<Omit<Creation, 'sending'>> & {
  readonly sending?: Partial<Creation['sending']>;
};

export async function readCreation(id: string): Promise<Creation | null> {
  return (await creationsRecord.read()).find((row) => row.id === id) ?? null;
}

/** @returns the row after the step, `null` where `from` does not hold for it (any more) */
export async function moveCreation(
  id: string,
  from: (row: Creation) => boolean,
  step: (row: Creation) => CreationStep,
): Promise<Creation | null> {
  let moved: Creation | null = null;
  await creationsRecord.update((rows) =>
    rows.map((row) => {
      if (row.id !== id || !from(row)) return row;
      const { sending, ...change } = step(row);
      moved = { ...row, ...change, sending: { ...row.sending, ...sending } };
      return moved;
    }),
  );
  return moved;
}

export const at =
  (...states: readonly CreationState[]) =>
  (row: Creation): boolean =>
    states.includes(row.state);

/** Waits until no other creation of the account may still make a key, so that each is told from the other's. */
export async function othersSettled(row: Creation): Promise<void> {
  const underWay = (other: Creation): boolean =>
    other.id !== row.id && other.account === row.account && at('sent', 'reconciling')(other);
  // oxlint-disable-next-line no-await-in-loop
  while ((await creationsRecord.read()).some(underWay)) await sleep(500);
}

/** A console tab that is opened for a creation is kept in its row, used again, and closed with {@link closeOpened}. */
export function tabFor({ id, sending }: Creation): Pick<SessionOptions, 'openedBefore' | 'onOpened'> {
  return {
    openedBefore: sending.openedTabId,
    onOpened: async (openedTabId) => {
      await moveCreation(
        id,
        () => true,
        () => ({ sending: { openedTabId } }),
      );
    },
  };
}

/** Closes the console tab that was opened for a creation, unless the user is looking at it. */
export async function closeOpened(id: string, tabs: ConsoleTabs): Promise<void> {
  const opened = (await readCreation(id))?.sending.openedTabId ?? null;
  if (opened === null) return;
  await moveCreation(
    id,
    () => true,
    () => ({ sending: { openedTabId: null } }),
  );
  await tabs.closeUnlessShown(opened);
}
