/** Beginnings that many tests share. */
import { expect } from 'vitest';
import type { Creation, Revocation } from '../../../lib/storage/records.ts';
import { startTime, type ConsolePage, type Rig } from './rig.ts';

export const account = 'us/acme';
export const policy = '{"permissions":[{"effect":"ALLOW","actions":["j1ql:Query"],"resources":["*"]}]}';
/** One that asks for a tick: it may do everything. */
export const adminPolicy = '{"permissions":[{"effect":"ALLOW","actions":["*"],"resources":["*"]}]}';

/** A signed-in console of the account Acme with a few keys, which Latchkey has read. */
export async function acme(rig: Rig, keys = 3): Promise<ConsolePage> {
  rig.j1.addAccount('acme', 'Acme');
  rig.j1.addTokens('acme', keys);
  const page = rig.openConsole('acme');
  await rig.run(page.hello());
  // The minute's budget of what went on without a user is back.
  await rig.advance(61_000);
  rig.j1.requests.length = 0;
  return page;
}

export async function planCreate(rig: Rig, over: { name?: string; policy?: string; days?: number } = {}) {
  const change = { kind: 'create', name: 'ci-deploy', policy, days: 30, ...over } as const;
  return rig.get('changes.plan', { account, windowId: null, change });
}

export const confirmation = (planId: string, accepted: string[] = []) => ({
  planId,
  accepted,
  typedName: null,
  otherInFrontSeen: false,
});

/** Confirms a creation; its row's id. */
export async function create(rig: Rig, over: Parameters<typeof planCreate>[1] = {}): Promise<string> {
  const plan = await planCreate(rig, over);
  return (await rig.get('changes.apply', confirmation(plan.id, plan.mustAccept))).id;
}

export async function revoke(rig: Rig, keyId: string): Promise<string> {
  const plan = await rig.get('changes.plan', { account, windowId: null, change: { kind: 'revoke', keyId } });
  const typedName = plan.change.kind === 'revoke' ? plan.change.key.name : null;
  return (await rig.get('changes.apply', { ...confirmation(plan.id), typedName })).id;
}

async function rowOf<T extends { id: string }>(rig: Rig, record: string, id: string): Promise<T> {
  const row = ((await rig.stored<T[]>(record)) ?? []).find((each) => each.id === id);
  expect(row, `a row in ${record}`).toBeDefined();
  return row!;
}

export const creationOf = (rig: Rig, id: string): Promise<Creation> => rowOf(rig, 'creations', id);
export const revocationOf = (rig: Rig, id: string): Promise<Revocation> => rowOf(rig, 'revocations', id);

/** The secret that J1 made for a key. */
export const secretOf = (rig: Rig, keyId: string): string =>
  rig.j1.accounts.get('acme')!.tokens.find(({ id }) => id === keyId)!.secret;

export const reveal = (rig: Rig, creationId: string) => rig.get('secrets.reveal', { creationId });

export { startTime };
