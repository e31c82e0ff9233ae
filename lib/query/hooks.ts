/**
 * What the pages show, as hooks. Reads come from the stored records, so a page paints with the background asleep;
 * a record that changes makes its query fetch again. Changes go to the background by message.
 */
import { QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RequestOf } from '../messaging/contract.ts';
import { send } from '../messaging/send.ts';
import { browser } from '../platform/browser.ts';
import { frontConsoleTab, type FrontTab } from '../platform/tabs.ts';
import type { StoredRecord } from '../storage/define-record.ts';
import {
  accountsRecord,
  activityRecord,
  creationsRecord,
  digestRecord,
  draftRecord,
  inventoryRecord,
  policiesRecord,
  refreshRecord,
  revocationsRecord,
  settingsRecord,
  tabsRecord,
  panelRequestRecord,
  type ConsoleTab,
  type Settings,
} from '../storage/records.ts';

/** One client a page. Records never go stale by time: their watchers say when. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } },
  });
}

function recordQuery<T>(record: StoredRecord<T>) {
  // TanStack Query takes no `undefined`; records never hold one.
  return queryOptions({
    queryKey: ['record', record.key],
    queryFn: () => record.read(),
    // Nobody watched it while nothing showed it.
    refetchOnMount: 'always',
  });
}

function useRecord<T>(record: StoredRecord<T>) {
  const client = useQueryClient();
  const { key } = record;
  useEffect(
    () => record.watch(() => void client.invalidateQueries({ queryKey: ['record', key] })),
    // A record's key says all there is about it: an equal key is the same record.
    // oxlint-disable-next-line react/exhaustive-deps
    [client, key],
  );
  return useQuery(recordQuery(record));
}

export const useAccounts = () => useRecord(accountsRecord);
export const useDigest = (account: string) => useRecord(digestRecord.of(account));
export const useInventory = (account: string) => useRecord(inventoryRecord.of(account));
export const usePolicies = (account: string) => useRecord(policiesRecord.of(account));
export const useRefresh = (account: string) => useRecord(refreshRecord.of(account));
export const useCreations = () => useRecord(creationsRecord);
export const useRevocations = () => useRecord(revocationsRecord);
export const useActivity = () => useRecord(activityRecord);
export const useSettings = () => useRecord(settingsRecord);
export const useDraft = (account: string) => useRecord(draftRecord.of(account));
export const usePanelRequest = () => useRecord(panelRequestRecord);

/** The console tab in front of this page's window, with what it last reported; `null` = something else is in front. */
export interface Front extends FrontTab {
  /** What its content script said; `null` = it has not spoken yet. */
  readonly reported: ConsoleTab | null;
}

async function readFront(): Promise<Front | null> {
  const tab = await frontConsoleTab();
  if (!tab) return null;
  const reported = (await tabsRecord.read()).find((known) => known.tabId === tab.tabId) ?? null;
  return { ...tab, reported };
}

export function useFront() {
  const client = useQueryClient();
  useEffect(() => {
    const again = () => void client.invalidateQueries({ queryKey: ['front'] });
    const unwatch = tabsRecord.watch(again);
    browser.tabs.onActivated.addListener(again);
    browser.tabs.onUpdated.addListener(again);
    return () => {
      unwatch();
      browser.tabs.onActivated.removeListener(again);
      browser.tabs.onUpdated.removeListener(again);
    };
  }, [client]);
  return useQuery({ queryKey: ['front'], queryFn: readFront });
}

/** The secret of a creation, asked for when shown and never kept in the query cache. */
export function useRevealSecret() {
  return useMutation({
    mutationFn: (creationId: string) => send('secrets.reveal', { creationId }),
    gcTime: 0,
  });
}

export const useRefreshKeys = () =>
  useMutation({ mutationFn: (request: RequestOf<'keys.refresh'>) => send('keys.refresh', request) });
export const useCancelRefresh = () =>
  useMutation({ mutationFn: (account: string) => send('keys.cancelRefresh', { account }) });
export const usePlanChange = () =>
  useMutation({ mutationFn: (request: RequestOf<'changes.plan'>) => send('changes.plan', request) });
export const useApplyChange = () =>
  useMutation({ mutationFn: (request: RequestOf<'changes.apply'>) => send('changes.apply', request) });
export const useUndoRevoke = () =>
  useMutation({ mutationFn: (id: string) => send('revocations.undo', { id }) });
export const useDismissChange = () =>
  useMutation({ mutationFn: (id: string) => send('changes.dismiss', { id }) });
export const useCheckChange = () =>
  useMutation({ mutationFn: (id: string) => send('changes.check', { id }) });
export const useSecretSaved = () =>
  useMutation({ mutationFn: (creationId: string) => send('secrets.saved', { creationId }) });
export const useOpenAccount = () =>
  useMutation({ mutationFn: (account: string) => send('accounts.open', { account }) });
export const useForgetAccount = () =>
  useMutation({ mutationFn: (account: string) => send('accounts.forget', { account }) });

export function useChangeSettings() {
  return useMutation({
    mutationFn: (change: (settings: Settings) => Settings) => settingsRecord.update(change),
  });
}
