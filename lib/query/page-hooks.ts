/** What the panel and the options ask of the browser, as hooks: the window, access to hosts, stored data. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Region } from '../console/hosts.ts';
import { manifestFacts, openConsoleHost, openOptions, reloadExtension } from '../platform/pages.ts';
import { hasRegion, removeRegion, requestRegion, watchPermissions } from '../platform/permissions.ts';
import { draftRecord, type Draft } from '../storage/records.ts';
import { dropSetAside, storedProblems } from '../storage/stored-problems.ts';

export { useWindowId } from './window-hooks.ts';

export const useOpenOptions = () => useMutation({ mutationFn: openOptions });
export const useOpenConsoleHost = () => useMutation({ mutationFn: openConsoleHost });
export const useReloadExtension = () => reloadExtension;
export const useManifestFacts = () => useState(manifestFacts)[0];

/** Whether the browser lets Latchkey act on the consoles of a region. */
export function useRegionAccess(region: Region) {
  const client = useQueryClient();
  useEffect(
    () => watchPermissions(() => void client.invalidateQueries({ queryKey: ['access', region] })),
    [client, region],
  );
  return useQuery({ queryKey: ['access', region], queryFn: () => hasRegion(region) });
}

// Not mutations: those run their function a moment later, when Firefox no longer counts it as part of the click.
export { removeRegion, requestRegion };

export function useStoredProblems(accounts: readonly string[]) {
  return useQuery({ queryKey: ['stored-problems', ...accounts], queryFn: () => storedProblems(accounts) });
}

export function useDropSetAside() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: dropSetAside,
    onSuccess: () => client.invalidateQueries({ queryKey: ['stored-problems'] }),
  });
}

/** Leaves a half-filled form for the next "New key" of an account; a form that opens right after it finds it. */
export function useLeaveDraft(account: string) {
  const client = useQueryClient();
  const record = draftRecord.of(account);
  return useMutation({
    mutationFn: (draft: Draft) => record.write(draft),
    onSuccess: (_, draft) => client.setQueryData(['record', record.key], draft),
  });
}

export function useDropDraft(account: string) {
  return useMutation({ mutationFn: () => draftRecord.of(account).remove() });
}

function watchOnline(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Whether the browser has a connection at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchOnline, () => navigator.onLine);
}
