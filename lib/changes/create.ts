/**
 * Creating a key, so that it happens once and its secret is not lost, whatever dies in between.
 *
 * The journal row is written before the request leaves. The request goes out once; only after a GraphQL validation
 * error, when nothing ran, it goes out again in another form. The answer comes as a message of its own that wakes a
 * stopped background. Where no answer comes, the account's list decides: found, not found, or unknown.
 */
import { createBody, readCreateAnswer, type CreateOutcome } from '../api/mutations/keys.ts';
import { ProblemError, problemOf, type Problem } from '../api/problem.ts';
import type { CreatedKey } from '../api/decode.ts';
import { startThrough } from '../api/transport/tab-relay.ts';
import type { KeySummary } from '../keys/index.ts';
import type { PageAnswer } from '../messaging/page-contract.ts';
import type { Session } from '../sessions/sessions.ts';
import {
  creationsRecord,
  inventoryRecord,
  secretsRecord,
  type Account,
  type Creation,
  type Plan,
} from '../storage/records.ts';
import { logCreation } from './activity.ts';
import {
  at,
  closeOpened,
  moveCreation,
  othersSettled,
  readCreation,
  tabFor,
  type CreationState,
} from './creation-journal.ts';
import { createCreationSearch, namesakes, type SearchTools } from './creation-search.ts';
import { confirmIdentity, inAccount } from './in-account.ts';
import { answerPatienceMs, intentLifeMs, journalLifeMs, secretLifeMs } from './lifetimes.ts';
import { accountOf } from './plan.ts';

/** Nothing more comes of these by itself. */
const settled = at('created', 'not-created', 'unknown', 'failed', 'signed-out');

export interface Creations {
  /** Writes the row and sets off. Resolves as soon as the row is written. */
  begin(plan: Plan, id: string): Promise<void>;
  /** An answer that the tab's content script kept for us. Resolves once it is safe; rejects to be told again. */
  hear(tabId: number, requestId: string, answer: PageAnswer): Promise<void>;
  /** A console tab spoke: what waited for it goes on. */
  wake(host: string): Promise<void>;
  /** A page that was asked is gone: its answer will not come. */
  lose(tabId: number, nextInstance: string | null): Promise<void>;
  /** At each start of the background, and from time to time: nothing stays undecided that can be decided. */
  recover(): Promise<void>;
  /** Looks again for one whose outcome is unknown, because the user asks. */
  check(id: string): Promise<void>;
}

export type CreationTools = SearchTools;

export function createCreations(tools: CreationTools): Creations {
  const { tabs, sessions, refresher, clock } = tools;
  const search = createCreationSearch(tools);

  async function begin(plan: Plan, id: string): Promise<void> {
    const row = firstRow(plan, id, clock.now());
    await creationsRecord.update((rows) => [
      ...rows.filter((old) => !settled(old) || old.startedAt > row.startedAt - journalLifeMs),
      row,
    ]);
    void advance(id);
  }

  /** Takes a row that nothing was sent for as far as it goes. Never rejects: the row says what came of it. */
  async function advance(id: string): Promise<void> {
    try {
      const row = await readCreation(id);
      if (row) await inAccount(row.account, () => prepareAndSend(id));
    } catch {
      // The browser's storage refused; the next start of the background finds the row as it is.
    }
  }

  async function prepareAndSend(id: string): Promise<void> {
    const row = await readCreation(id);
    if (!row || !at('preparing', 'signed-out')(row)) return;
    if (clock.now() > row.startedAt + intentLifeMs) {
      await fail(id, ['preparing', 'signed-out'], row.problem ?? { code: 'plan-expired' });
      return;
    }
    await moveCreation(id, at('signed-out'), () => ({ state: 'preparing', problem: null }));
    try {
      await othersSettled(row);
      const account = await accountOf(row.account);
      const session = await sessions.of(account, {
        open: true,
        attended: true,
        ...tabFor(row),
      });
      const serverTime = await confirmIdentity(sessions, session, row);
      await send(id, account, session, serverTime);
    } catch (thrown) {
      // Once the row says "sent", only an answer or the list may decide: these two find it so and do nothing.
      const problem = problemOf(thrown);
      if (problem.code === 'signed-out') {
        await moveCreation(id, at('preparing'), () => ({ state: 'signed-out', problem }));
      } else await fail(id, ['preparing'], problem);
    }
  }

  async function send(
    id: string,
    account: Account,
    session: Session,
    serverTime: number | null,
  ): Promise<void> {
    // Without any list a later look could not tell an old key of this name from the new one.
    const inventory = await inventoryRecord.of(account.key).read();
    const rows: readonly KeySummary[] = (inventory ?? (await refresher.readAll(session, account))).rows;
    const newestKnown = rows.reduce((newest, { createdAt }) => Math.max(newest, createdAt), 0);
    await session.turn(1);
    const journal = await creationsRecord.read();
    const requestId = crypto.randomUUID();
    const row = await moveCreation(id, at('preparing'), (preparing) => ({
      state: 'sent',
      sending: {
        requestId,
        tabId: session.tab.tabId,
        instance: session.instance,
        sentAt: clock.now(),
        // Where the tab may not read the server's clock, the newest key that is known is the latest time we have.
        serverTime: serverTime ?? newestKnown,
        knownIds: namesakes(preparing, rows, journal),
      },
    }));
    if (!row) return;
    const { keyName, policy, wantedExpiresAt, sending } = row;
    const body = createBody(
      { name: keyName, policy, expiresAt: wantedExpiresAt },
      sending.form,
      sending.field,
    );
    const { address, tab } = session;
    const accountId = account.accountId;
    const mayAnswer = await startThrough(tab.tabId, { requestId, address, body, accountId });
    if (!mayAnswer) void search.reconcile(id, { code: 'tab-lost' });
  }

  async function hear(tabId: number, requestId: string, answer: PageAnswer): Promise<void> {
    const row = (await creationsRecord.read()).find(({ sending }) => sending.requestId === requestId);
    // Only the tab that was asked may answer, and what was heard is not heard twice. A row that the list has settled
    // meanwhile still takes an answer: it has the secret.
    if (!row || row.sending.tabId !== tabId || !wantsSecret(row)) return;
    await settle(row.id, requestId, await readCreateAnswer(answer, row.sending));
  }

  async function settle(id: string, requestId: string, outcome: CreateOutcome): Promise<void> {
    const undecided = (row: Creation): boolean =>
      row.sending.requestId === requestId && at('sent', 'reconciling', 'unknown')(row);
    switch (outcome.kind) {
      case 'created':
        await keepSecret(id, requestId, outcome.key);
        return;
      case 'other-form': {
        const next = { ...outcome.next, requestId: null };
        if (await moveCreation(id, undecided, () => ({ state: 'preparing', problem: null, sending: next }))) {
          void advance(id);
        }
        return;
      }
      case 'refused':
        await refuse(id, undecided, outcome.problem);
        return;
      case 'unknown':
        if (await isAt(id, undecided)) void search.reconcile(id, outcome.problem);
    }
  }

  const isAt = async (id: string, holds: (row: Creation) => boolean): Promise<boolean> => {
    const row = await readCreation(id);
    return row !== null && holds(row);
  };

  async function refuse(id: string, undecided: (row: Creation) => boolean, problem: Problem): Promise<void> {
    const state = problem.code === 'signed-out' ? 'signed-out' : 'failed';
    const row = await moveCreation(id, undecided, () => ({ state, problem, sending: { requestId: null } }));
    if (row?.state === 'failed') await endFailed(row, problem);
  }

  /** The secret is in session storage before anything else is said of it: from here on no death loses it. */
  async function keepSecret(id: string, requestId: string, key: CreatedKey): Promise<void> {
    const { secret } = key;
    if (secret !== null) {
      const account = (await readCreation(id))?.account ?? '';
      const kept = { creationId: id, account, secret: secret.reveal(), until: clock.now() + secretLifeMs };
      await secretsRecord.update((secrets) =>
        secrets.some(({ creationId }) => creationId === id) ? secrets : [...secrets, kept],
      );
    }
    const row = await moveCreation(
      id,
      // Told again that there is no secret, a created row has nothing to learn.
      (now) =>
        now.sending.requestId === requestId &&
        wantsSecret(now) &&
        (secret !== null || now.state !== 'created'),
      ({ keyId, extraKeyIds }) => ({
        state: 'created',
        problem: null,
        keyId: key.id,
        expiresAt: key.expiresAt,
        readBack: false,
        secret: secret === null ? 'lost' : 'shown',
        // What the list found meanwhile is another key, unless it is this one.
        extraKeyIds: [...new Set([...(keyId ? [keyId] : []), ...extraKeyIds])].filter(
          (other) => other !== key.id,
        ),
      }),
    );
    if (!row) return;
    void search.readBack(id);
    await logCreation(row, { outcome: 'done', keyId: key.id, problem: null }, clock.now());
  }

  async function fail(id: string, from: readonly CreationState[], problem: Problem): Promise<void> {
    const row = await moveCreation(id, at(...from), () => ({ state: 'failed', problem }));
    if (row) await endFailed(row, problem);
  }

  async function endFailed(row: Creation, problem: Problem): Promise<void> {
    await logCreation(row, { outcome: 'failed', keyId: null, problem: problem.code }, clock.now());
    await closeOpened(row.id, tabs);
  }

  async function wake(host: string): Promise<void> {
    for (const row of await creationsRecord.read()) {
      // oxlint-disable-next-line no-await-in-loop
      const account = await accountOf(row.account).catch(() => null);
      if (account?.host !== host) continue;
      if (at('preparing', 'signed-out')(row)) void advance(row.id);
      const recent = clock.now() <= row.startedAt + intentLifeMs;
      if (row.state === 'unknown' && recent && lackedSession(row)) {
        void search.reconcile(row.id, row.problem!, false);
      }
    }
  }

  async function lose(tabId: number, nextInstance: string | null): Promise<void> {
    for (const { id, state, sending } of await creationsRecord.read()) {
      if (state === 'sent' && sending.tabId === tabId && sending.instance !== nextInstance) {
        void search.reconcile(id, { code: 'tab-lost' });
      }
    }
  }

  async function recover(): Promise<void> {
    const now = clock.now();
    for (const row of await creationsRecord.read()) {
      const recent = now <= row.startedAt + intentLifeMs;
      switch (row.state) {
        case 'preparing':
          void advance(row.id);
          break;
        case 'signed-out':
          if (!recent) void advance(row.id);
          break;
        case 'sent':
          if (now >= (row.sending.sentAt ?? 0) + answerPatienceMs) {
            void search.reconcile(row.id, { code: 'timeout' }, recent);
          }
          break;
        case 'reconciling':
          void search.reconcile(row.id, row.problem ?? { code: 'tab-lost' }, recent);
          break;
        case 'created':
          if (recent && !row.readBack) void search.readBack(row.id);
          break;
        default:
          void closeOpened(row.id, tabs);
      }
    }
  }

  async function check(id: string): Promise<void> {
    const row = await readCreation(id);
    if (row?.state === 'unknown') void search.reconcile(id, row.problem ?? { code: 'timeout' });
    if (row?.state === 'signed-out') void advance(id);
    if (row?.state === 'created' && !row.readBack) void search.readBack(id);
  }

  return { begin, hear, wake, lose, recover, check };
}

/** Its list could not be read for want of a console tab that is signed in. */
const lackedSession = ({ problem }: Creation): boolean =>
  problem?.code === 'no-tab' || problem?.code === 'signed-out';

const wantsSecret = ({ secret }: Creation): boolean => secret === 'none' || secret === 'lost';

function firstRow(plan: Plan, id: string, now: number): Creation {
  if (plan.change.kind !== 'create') throw new ProblemError({ code: 'plan-expired' });
  const { name, policy, days, expiresAt } = plan.change;
  return {
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
}
