/**
 * The background, put together. Every listener is registered before anything is awaited, because a browser that
 * wakes a stopped background delivers the event right after this has run; nothing is kept in variables that the
 * next start would miss.
 */
import { ProblemError } from '../api/problem.ts';
import { createCreations } from '../changes/create.ts';
import { accountOf, applyPlan, makePlan } from '../changes/plan.ts';
import { createRevocations } from '../changes/revoke.ts';
import { expireSecrets, revealSecret, secretSaved } from '../changes/secrets.ts';
import { createRefresher } from '../inventory/refresh.ts';
import { serve, type Handlers, type PageHandlers } from '../messaging/serve.ts';
import { browser } from '../platform/browser.ts';
import { openPanelFromPage } from '../platform/panel.ts';
import { createConsoleTabs, type Report } from '../sessions/console-tabs.ts';
import { createPace } from '../sessions/pace.ts';
import { createSessions } from '../sessions/sessions.ts';
import {
  accountsRecord,
  creationsRecord,
  panelRequestRecord,
  revocationsRecord,
  type Plan,
} from '../storage/records.ts';
import type { Clock } from '../time/clock.ts';
import type { ConsoleSender } from '../messaging/sender.ts';
import { followBadge, syncBadge } from './badge-sync.ts';
import { closeStorageToPages, followHosts, registerAddedHosts, repairRecords } from './lifecycle.ts';
import { forgetAccount } from './forget-account.ts';
import { deadlineAlarm, deadlineRecords, ensureTick, setDeadline, tickAlarm } from './schedule.ts';

/** Rows that nothing more is sent for, or nothing was sent for yet. */
const dismissable = new Set([
  'created',
  'not-created',
  'unknown',
  'failed',
  'revoked',
  'undone',
  'unconfirmed',
  'not-sent',
  'signed-out',
]);

export function startBackground(clock: Clock): void {
  const startedAt = clock.now();
  const tabs = createConsoleTabs();
  const pace = createPace(clock);
  const sessions = createSessions(tabs, pace, clock);
  const refresher = createRefresher(tabs, sessions, pace, clock);
  const creations = createCreations({ tabs, sessions, refresher, clock });
  const revocations = createRevocations({ sessions, refresher, clock });

  const handlers: Handlers = {
    'keys.refresh': ({ account, tabId, reason }) => {
      if (account !== null) return refresher.refresh({ account }, reason);
      if (tabId !== null) return refresher.refresh({ tabId }, reason);
      throw new ProblemError({ code: 'no-tab' });
    },
    'keys.cancelRefresh': async ({ account }) => {
      await refresher.cancel(account);
      return {};
    },
    'changes.plan': (request) => makePlan(request, clock),
    'changes.apply': async (confirmed) => {
      const begin = (plan: Plan, id: string) =>
        (plan.change.kind === 'create' ? creations : revocations).begin(plan, id);
      return { id: await applyPlan(confirmed, begin, clock) };
    },
    'revocations.undo': async ({ id }) => ({ undone: await revocations.undo(id) }),
    'changes.dismiss': async ({ id }) => {
      const keep = (row: { id: string; state: string }) => row.id !== id || !dismissable.has(row.state);
      await creationsRecord.update((rows) => rows.filter(keep));
      await revocationsRecord.update((rows) => rows.filter(keep));
      return {};
    },
    'changes.check': async ({ id }) => {
      await Promise.all([creations.check(id), revocations.check(id)]);
      return {};
    },
    'secrets.reveal': ({ creationId }) => revealSecret(creationId, clock),
    'secrets.saved': async ({ creationId }) => {
      await secretSaved(creationId);
      return {};
    },
    'accounts.open': async ({ account }) => {
      const { key, host, problem } = await accountOf(account);
      const found = await tabs.find({ key, host });
      if (found) {
        const { tab } = found;
        await browser.tabs.update(tab.tabId, { active: true });
        // A page whose session has ended does not show it before it is loaded again.
        if (problem?.code === 'signed-out' || (await waitsForSignIn(key))) {
          await browser.tabs.reload(tab.tabId);
        }
        await browser.windows.update(tab.windowId, { focused: true });
      } else await browser.tabs.create({ url: `https://${host}/` });
      return {};
    },
    'accounts.forget': async ({ account }) => {
      await forgetAccount(account);
      return {};
    },
  };

  async function waitsForSignIn(account: string): Promise<boolean> {
    const rows = [...(await creationsRecord.read()), ...(await revocationsRecord.read())];
    return rows.some((row) => row.account === account && row.state === 'signed-out');
  }

  async function heard(sender: ConsoleSender, report: Report): Promise<void> {
    const tab = await tabs.note(sender, report);
    // A page with another instance replaced the one that was asked.
    await creations.lose(sender.tabId, report.instance);
    if (tab.looksSignedOut) return;
    await creations.wake(sender.host);
    await revocations.wake(sender.host);
    void refresher.ride(tab).catch(() => undefined);
  }

  const pageHandlers: PageHandlers = {
    'page.hello': ({ instance, page, looksSignedOut }, sender) =>
      heard(sender, { instance, page, looksSignedOut }),
    'page.changed': ({ instance, page, looksSignedOut }, sender) =>
      heard(sender, { instance, page, looksSignedOut }),
    'page.open': async ({ page }, { windowId }) => {
      openPanelFromPage(windowId);
      await panelRequestRecord.write({ windowId, page, at: clock.now() });
    },
    'page.answer': ({ requestId, answer }, { tabId }) => creations.hear(tabId, requestId, answer),
  };

  const tick = (): Promise<void> =>
    inOrder([
      () => expireSecrets(clock),
      () => creations.recover(),
      () => syncBadge(clock),
      () => setDeadline(clock),
    ]);

  async function refreshAll(): Promise<void> {
    for (const { key } of await accountsRecord.read()) {
      // One account after the other: nothing here is in a hurry.
      // oxlint-disable-next-line no-await-in-loop
      await refresher.refresh({ account: key }, 'unattended');
    }
  }

  serve(handlers, pageHandlers);
  followBadge(clock);

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === tickAlarm) void tick().then(refreshAll);
    if (name === deadlineAlarm) void tick();
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    void tabs.forget(tabId).then(() => creations.lose(tabId, null));
  });
  browser.storage.onChanged.addListener((changes) => {
    if (deadlineRecords.some((key) => key in changes)) void setDeadline(clock);
  });
  // Firefox opens its sidebar for a shortcut by itself and has no such command.
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.windowId !== undefined) openPanelFromPage(tab.windowId);
  });
  // An update also drops the scripts that were registered for added hosts.
  browser.runtime.onInstalled.addListener(() => void followHosts());
  browser.permissions.onAdded.addListener(() => void followHosts());
  browser.permissions.onRemoved.addListener(() => void registerAddedHosts());
  // Registered so that the browser starts the background with itself: the badge is right before the first click.
  browser.runtime.onStartup.addListener(() => undefined);

  void closeStorageToPages();
  void inOrder([
    repairRecords,
    () => revocations.recover(startedAt),
    () => refresher.recover(startedAt),
    ensureTick,
    tick,
  ]);
}

/** One after the other, each by itself: storage that refuses one of them must not keep the others from happening. */
async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (const step of steps) await step().catch(() => undefined);
}
