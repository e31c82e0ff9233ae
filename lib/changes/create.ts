/**
 * Creating a key, so that it happens once and its secret is not lost, whatever dies in between.
 *
 * The journal row is written before the request leaves. The request goes out once; only after a GraphQL validation
 * error, when nothing ran, it goes out again in another form. The answer comes as a message of its own that wakes a
 * stopped background. Where no answer comes, the account's list decides: found, not found, or unknown.
 */
import { createBody, readCreateAnswer, type CreateOutcome } from '../api/mutations/keys.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import { startThrough } from '../api/transport/tab-relay.ts';
import type { Refresher } from '../inventory/refresh.ts';
import type { KeySummary } from '../keys/index.ts';
import type { PageAnswer } from '../messaging/page-contract.ts';
import type { ConsoleTabs } from '../sessions/console-tabs.ts';
import { sleep } from '../sessions/pace.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import {
  creationsRecord,
  inventoryRecord,
  secretsRecord,
  type Account,
  type Creation,
  type Plan,
} from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import { logCreation } from './activity.ts';
import { accountOf } from './plan.ts';

/** How long a created secret stays in memory until somebody says that it is saved. */
export const secretLifeMs = 5 * 60_000;
/** A signed-out creation waits this long for the sign-in. */
const intentLifeMs = 10 * 60_000;
/** The content script gives up after 25 s and keeps an answer for 60 s more. */
const answerPatienceMs = 90_000;
/** Two lists that lack the key, at least five seconds apart, mean that it was not created. */
const listDelaysMs = [2000, 5000, 8000];
/** HTTP dates are cut to the second, and J1's services need not share one clock to the millisecond. */
const clockSlackMs = 2000;
const journalDayMs = 86_400_000;

/** Creations hold the account until they are settled, so that two of them never share a list. */
const settled = new Set<Creation['state']>(['created', 'not-created', 'unknown', 'failed', 'signed-out']);

export interface Creations {
  /** Writes the row and sets off. Resolves with the row's id as soon as the row is written. */
  begin(plan: Plan, id: string): Promise<void>;
  /** An answer that the tab's content script kept for us. Resolves once it is safe; rejects to be told again. */
  hear(tabId: number, requestId: string, answer: PageAnswer): Promise<void>;
  /** A console tab spoke: what waited for it goes on. */
  wake(host: string): Promise<void>;
  /** A page that was asked is gone: its answer will not come. */
  lose(tabId: number, nextInstance: string | null): Promise<void>;
  /** At each start of the background, and when the user asks: nothing stays undecided that can be decided. */
  recover(): Promise<void>;
  check(id: string): Promise<void>;
}

export interface CreationTools {
  readonly tabs: ConsoleTabs;
  readonly sessions: Sessions;
  readonly refresher: Refresher;
  readonly clock: Clock;
}

export function createCreations({ tabs, sessions, refresher, clock }: CreationTools): Creations {
  // Rows whose list is being searched right now; after the background's death `recover` starts anew.
  const looking = new Set<string>();

  const read = async (id: string) => (await creationsRecord.read()).find((row) => row.id === id) ?? null;

  async function patch(
    id: string,
    change: Partial<Omit<Creation, 'sending'>>,
    sending?: Partial<Creation['sending']>,
  ) {
    const rows = await creationsRecord.update((known) =>
      known.map((row) =>
        row.id === id ? { ...row, ...change, sending: { ...row.sending, ...sending } } : row,
      ),
    );
    return rows.find((row) => row.id === id) ?? null;
  }

  const inAccount = <R>(account: string, work: () => Promise<R>): Promise<R> =>
    navigator.locks.request(`mutate:${account}`, work) as Promise<R>;

  async function begin(plan: Plan, id: string): Promise<void> {
    if (plan.change.kind !== 'create') throw new ProblemError({ code: 'plan-expired' });
    const { name, policy, days, expiresAt } = plan.change;
    const now = clock.now();
    const row: Creation = {
      id,
      account: plan.account.key,
      accountName: plan.account.name,
      region: plan.account.region,
      viewerId: plan.account.viewer?.id ?? null,
      keyName: name,
      policy,
      days,
      wantedExpiresAt: expiresAt,
      startedAt: now,
      state: 'preparing',
      problem: null,
      keyId: null,
      expiresAt: null,
      readBack: false,
      secret: 'none',
      extraKeyIds: [],
      sending: {
        form: 'input',
        field: 'secret',
        requestId: null,
        tabId: null,
        instance: null,
        openedTabId: null,
        sentAt: null,
        serverTime: null,
        knownIds: [],
      },
    };
    await creationsRecord.update((rows) => [
      ...rows.filter((old) => !settled.has(old.state) || old.startedAt > now - journalDayMs),
      row,
    ]);
    void advance(id);
  }

  /** Takes a row that nothing was sent for as far as it goes. Never rejects. */
  function advance(id: string): Promise<void> {
    return read(id).then(
      (row) => row && inAccount(row.account, () => prepareAndSend(id)).catch(() => undefined),
    ) as Promise<void>;
  }

  async function prepareAndSend(id: string): Promise<void> {
    const row = await read(id);
    if (!row || (row.state !== 'preparing' && row.state !== 'signed-out')) return;
    if (clock.now() > row.startedAt + intentLifeMs) {
      await fail(row, row.problem ?? { code: 'plan-expired' });
      return;
    }
    try {
      await patch(id, { state: 'preparing', problem: null });
      await othersSettled(row);
      const account = await accountOf(row.account);
      const session = await sessions.of(account, {
        open: true,
        onOpened: async (openedTabId) => void (await patch(id, {}, { openedTabId })),
      });
      const serverTime = await confirmIdentity(session, row);
      await send(row, account, session, serverTime);
    } catch (thrown) {
      const problem = problemOf(thrown);
      const after = await read(id);
      // Once the row says "sent", only an answer or the list may decide.
      if (after?.state !== 'preparing') return;
      if (problem.code === 'signed-out') await patch(id, { state: 'signed-out', problem });
      else await fail(row, problem);
    }
  }

  /** Waits until no other creation of the account is under way, so that each knows the other's key. */
  async function othersSettled(row: Creation): Promise<void> {
    const underWay = (other: Creation) =>
      other.account === row.account && (other.state === 'sent' || other.state === 'reconciling');
    // oxlint-disable-next-line no-await-in-loop
    while ((await creationsRecord.read()).some(underWay)) await sleep(500);
  }

  /**
   * The account and the person are asked for right before the change, and must be the ones that were shown.
   *
   * @returns the server's time, epoch milliseconds, where the tab may read it
   */
  async function confirmIdentity(session: Session, row: Creation): Promise<number | null> {
    const { account, serverTime } = await sessions.identify(session);
    const samePerson = row.viewerId === null || account.viewer?.id === row.viewerId;
    if (account.key !== row.account || !samePerson) throw new ProblemError({ code: 'wrong-account' });
    return serverTime;
  }

  /** Keys of this name that exist already, by the list and by the journal. */
  function namesakes(row: Creation, rows: readonly KeySummary[], journal: readonly Creation[]): string[] {
    const listed = rows.filter(({ name }) => name === row.keyName).map(({ id }) => id);
    const created = journal.filter(
      ({ account, keyName }) => account === row.account && keyName === row.keyName,
    );
    return [
      ...listed,
      ...created.flatMap(({ keyId, extraKeyIds }) => (keyId ? [keyId, ...extraKeyIds] : extraKeyIds)),
    ];
  }

  async function send(
    row: Creation,
    account: Account,
    session: Session,
    serverTime: number | null,
  ): Promise<void> {
    const requestId = crypto.randomUUID();
    // Without any list a later look could not tell an old key of this name from the new one.
    const inventory = await inventoryRecord.of(account.key).read();
    const rows = inventory?.rows ?? (await refresher.readAll(session, account));
    const newestKnown = rows.reduce((newest, { createdAt }) => Math.max(newest, createdAt), 0);
    const knownIds = namesakes(row, rows, await creationsRecord.read());
    await patch(
      row.id,
      { state: 'sent', problem: null },
      {
        requestId,
        tabId: session.tab.tabId,
        instance: session.instance,
        sentAt: clock.now(),
        // Where the tab may not read the server's clock, the newest key that is known is the latest time we have.
        serverTime: serverTime ?? newestKnown,
        knownIds,
      },
    );
    const { form, field } = row.sending;
    const body = createBody(
      { name: row.keyName, policy: row.policy, expiresAt: row.wantedExpiresAt },
      form,
      field,
    );
    const started = await startThrough(session.tab.tabId, {
      requestId,
      address: session.address,
      body,
      accountId: account.accountId,
    });
    // Without the tab's word it is open whether the request left.
    if (!started) void reconcile(row.id, { code: 'tab-lost' });
  }

  async function hear(tabId: number, requestId: string, answer: PageAnswer): Promise<void> {
    const row = (await creationsRecord.read()).find(({ sending }) => sending.requestId === requestId);
    // Only the tab that was asked may answer, and an answer that was heard is not heard twice. A row that the list
    // has settled meanwhile still takes it: the answer has the secret.
    if (!row || row.sending.tabId !== tabId || (row.secret !== 'none' && row.secret !== 'lost')) return;
    const outcome = await readCreateAnswer(answer, row.sending);
    await settle(row, outcome);
  }

  async function settle(row: Creation, outcome: CreateOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'created':
        await keepSecret(row, outcome.key);
        void readBack(row.id);
        return;
      case 'other-form': {
        const { form, field } = outcome.next;
        await patch(row.id, { state: 'preparing' }, { form, field, requestId: null });
        void advance(row.id);
        return;
      }
      case 'refused':
        if (outcome.problem.code === 'signed-out') {
          await patch(row.id, { state: 'signed-out', problem: outcome.problem }, { requestId: null });
        } else await fail(row, outcome.problem);
        return;
      case 'unknown':
        void reconcile(row.id, outcome.problem);
    }
  }

  /** The secret is in session storage before anything else is said of it: from here on no death loses it. */
  async function keepSecret(
    row: Creation,
    key: { id: string; secret: string | null; expiresAt: number | null },
  ) {
    const { secret } = key;
    if (secret !== null) {
      const until = clock.now() + secretLifeMs;
      await secretsRecord.update((secrets) => [
        ...secrets.filter(({ creationId }) => creationId !== row.id),
        { creationId: row.id, account: row.account, secret, until },
      ]);
    }
    await patch(row.id, {
      state: 'created',
      problem: null,
      keyId: key.id,
      expiresAt: key.expiresAt,
      secret: secret === null ? 'lost' : 'shown',
      // A late answer settles what the list found meanwhile.
      extraKeyIds: row.extraKeyIds.filter((id) => id !== key.id),
    });
    await logCreation(row, { outcome: 'done', keyId: key.id, problem: null }, clock.now());
  }

  async function fail(row: Creation, problem: Problem): Promise<void> {
    await patch(row.id, { state: 'failed', problem });
    await logCreation(row, { outcome: 'failed', keyId: null, problem: problem.code }, clock.now());
    await closeOpened(row.id);
  }

  async function closeOpened(id: string): Promise<void> {
    const row = await read(id);
    const opened = row?.sending.openedTabId ?? null;
    if (opened === null) return;
    await patch(id, {}, { openedTabId: null });
    await tabs.closeUnlessShown(opened);
  }

  /** Reads the whole list through a tab of the row's account, ours or one opened for it. */
  async function list(row: Creation): Promise<readonly KeySummary[]> {
    const account = await accountOf(row.account);
    const session = await sessions.of(account, { open: true });
    try {
      return await refresher.readAll(session, account);
    } finally {
      await sessions.release(session);
    }
  }

  /** New keys of this name, newest first. */
  function candidates(row: Creation, rows: readonly KeySummary[]): KeySummary[] {
    const { knownIds, serverTime } = row.sending;
    return rows
      .filter((key) => key.name === row.keyName && !key.revoked && !knownIds.includes(key.id))
      .filter(
        ({ createdAt }) => serverTime === null || createdAt === 0 || createdAt >= serverTime - clockSlackMs,
      )
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  /** A browser may send one request twice, so even a good answer is followed by a look at the list. */
  async function readBack(id: string): Promise<void> {
    const row = await read(id);
    if (!row) return;
    try {
      const rows = await list(row);
      const own = rows.find((key) => key.id === row.keyId);
      await patch(id, {
        readBack: own !== undefined,
        expiresAt: own?.expiresAt ?? row.expiresAt,
        extraKeyIds: candidates(row, rows)
          .map((key) => key.id)
          .filter((keyId) => keyId !== row.keyId),
      });
    } catch {
      // The row says by itself that it was not read back; the key and its secret are there.
    }
    await closeOpened(id);
  }

  async function reconcile(id: string, why: Problem): Promise<void> {
    if (looking.has(id)) return;
    looking.add(id);
    try {
      await patch(id, { state: 'reconciling', problem: why });
      await lookFor(id, why);
    } finally {
      looking.delete(id);
    }
  }

  async function lookFor(id: string, why: Problem): Promise<void> {
    let looked = 0;
    let failure: Problem | null = null;
    for (const delay of listDelaysMs) {
      // oxlint-disable-next-line no-await-in-loop
      await sleep(delay);
      // oxlint-disable-next-line no-await-in-loop
      const row = await read(id);
      // A late answer is better than any list.
      if (row?.state !== 'reconciling') return;
      try {
        // oxlint-disable-next-line no-await-in-loop
        const found = candidates(row, await list(row));
        looked += 1;
        // oxlint-disable-next-line no-await-in-loop
        if (found.length > 0) return await keepFound(row, found);
        if (looked === 2) break;
      } catch (thrown) {
        failure = problemOf(thrown);
      }
    }
    const row = await read(id);
    if (row?.state !== 'reconciling') return;
    if (looked >= 2) {
      await patch(id, { state: 'not-created' });
      await logCreation(row, { outcome: 'failed', keyId: null, problem: why.code }, clock.now());
    } else {
      await patch(id, { state: 'unknown', problem: failure ?? why });
      await logCreation(row, { outcome: 'unknown', keyId: null, problem: why.code }, clock.now());
    }
    await closeOpened(id);
  }

  async function keepFound(row: Creation, found: readonly KeySummary[]): Promise<void> {
    const [newest, ...others] = found;
    await patch(row.id, {
      state: 'created',
      keyId: newest!.id,
      expiresAt: newest!.expiresAt,
      readBack: true,
      secret: 'lost',
      extraKeyIds: others.map(({ id }) => id),
    });
    await logCreation(row, { outcome: 'done', keyId: newest!.id, problem: 'secret-lost' }, clock.now());
    await closeOpened(row.id);
  }

  async function wake(host: string): Promise<void> {
    for (const row of await creationsRecord.read()) {
      if (row.state !== 'preparing' && row.state !== 'signed-out') continue;
      // oxlint-disable-next-line no-await-in-loop
      const account = await accountOf(row.account).catch(() => null);
      if (account?.host === host) void advance(row.id);
    }
  }

  async function lose(tabId: number, nextInstance: string | null): Promise<void> {
    for (const row of await creationsRecord.read()) {
      const { sending } = row;
      if (row.state === 'sent' && sending.tabId === tabId && sending.instance !== nextInstance) {
        void reconcile(row.id, { code: 'tab-lost' });
      }
    }
  }

  async function recover(): Promise<void> {
    const now = clock.now();
    for (const row of await creationsRecord.read()) {
      if (row.state === 'preparing') void advance(row.id);
      if (row.state === 'reconciling') void reconcile(row.id, row.problem ?? { code: 'tab-lost' });
      if (row.state === 'signed-out' && now > row.startedAt + intentLifeMs) void advance(row.id);
      if (row.state === 'sent') {
        const late = now > (row.sending.sentAt ?? 0) + answerPatienceMs;
        if (late) void reconcile(row.id, { code: 'timeout' });
      }
    }
  }

  async function check(id: string): Promise<void> {
    const row = await read(id);
    if (!row) return;
    if (row.state === 'unknown') void reconcile(id, row.problem ?? { code: 'timeout' });
    if (row.state === 'signed-out') void advance(id);
    if (row.state === 'created' && !row.readBack) void readBack(id);
  }

  return { begin, hear, wake, lose, recover, check };
}
