/** The popup's second half, fetched when the browser is idle or when it is asked for, whichever comes first. */
import { lazy } from 'react';

const load = () => import('./later.tsx');
/** Small, without react-aria: what a first view shows only now and then. */
const loadNotices = () => import('./notices.ts');

export const NewKeyView = lazy(async () => ({ default: (await load()).NewKeyView }));
export const SecretView = lazy(async () => ({ default: (await load()).SecretView }));
export const RevokeView = lazy(async () => ({ default: (await load()).RevokeView }));
export const RowMenu = lazy(async () => ({ default: (await load()).RowMenu }));

export const AccountProblem = lazy(async () => ({ default: (await loadNotices()).AccountProblem }));
export const ChangesNow = lazy(async () => ({ default: (await loadNotices()).ChangesNow }));
export const Welcome = lazy(async () => ({ default: (await loadNotices()).Welcome }));

/** Fetches the rest while nothing else is to be done, so that the first press does not wait for it. */
export function prefetchRest(): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void load());
  else setTimeout(() => void load(), 200);
}
