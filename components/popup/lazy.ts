/** The popup's second half, fetched when the browser is idle or when it is asked for, whichever comes first. */
import { lazy } from 'react';

const load = () => import('./later.tsx');

export const NewKeyView = lazy(async () => ({ default: (await load()).NewKeyView }));
export const SecretView = lazy(async () => ({ default: (await load()).SecretView }));
export const RevokeView = lazy(async () => ({ default: (await load()).RevokeView }));
export const RowMenu = lazy(async () => ({ default: (await load()).RowMenu }));

/** Fetches the rest while nothing else is to be done, so that the first press does not wait for it. */
export function prefetchRest(): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => void load());
  else setTimeout(() => void load(), 200);
}
