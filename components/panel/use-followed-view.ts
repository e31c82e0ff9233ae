/** The view on screen, and the way to choose another: `follow` with React around it. */
import { useState } from 'react';
import { follow, type Following, type PanelView, type Seen } from './views.ts';

/**
 * @param since epoch milliseconds; older presses on "Open Latchkey" were meant for an earlier panel
 */
export function useFollowedView(seen: Seen, since: number): readonly [PanelView, (view: PanelView) => void] {
  const [following, setFollowing] = useState<Following>({ view: 'keys', page: null, requestAt: since });
  const next = follow(following, seen);
  if (next !== following) setFollowing(next);
  return [next.view, (view) => setFollowing((before) => ({ ...before, view }))];
}
