/**
 * What the popup's first view asks of the browser about its window. Apart from `page-hooks.ts`, because everything
 * that a first view reaches is loaded before it paints.
 */
import { useQuery } from '@tanstack/react-query';
import { currentWindowId } from '../platform/pages.ts';

/** Opens the side panel of a window. Call it first thing in a click's handler, or the browser refuses. */
export { openPanelFromSurface as openPanel } from '../platform/panel.ts';

/** `null` while the browser has not said, or where it does not. */
export function useWindowId(): number | null {
  return useQuery({ queryKey: ['window'], queryFn: currentWindowId }).data ?? null;
}
