/**
 * The keyboard in a grid whose rows come and go: one row is in the tab order, arrows, Home, End and the page keys
 * move it, left and right step through what can be operated in the row.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

const focusable = 'button:not(:disabled), a[href], [tabindex]:not([role="row"])';

function stepInRow(row: HTMLElement, step: 1 | -1): void {
  const stops = [row, ...row.querySelectorAll<HTMLElement>(focusable)];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, here + step))]?.focus();
}

/** The row that a key leads to, or `null` where the key means something else. */
function rowFor(key: string, index: number, count: number, pageSize: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(last, index + pageSize);
    case 'PageUp':
      return Math.max(0, index - pageSize);
    default:
      return null;
  }
}

export interface RowFocusOptions {
  readonly ids: readonly string[];
  /** How many rows fit on screen. */
  readonly pageSize: () => number;
  readonly scrollTo: (index: number) => void;
  readonly onOpen: (id: string) => void;
}

export function useRowFocus({ ids, pageSize, scrollTo, onOpen }: RowFocusOptions) {
  const [activeId, setActiveId] = useState<string | null>(null);
  // Going back to the row that is active already changes no other state, and must be rendered all the same.
  const [, setAttempt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const known = activeId === null ? -1 : ids.indexOf(activeId);
  const active = Math.max(0, known);

  // The row may only exist once the list has scrolled to it: focus waits for the render that brings it.
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  function focusRow(id: string): void {
    const index = ids.indexOf(id);
    if (index < 0) return;
    focusWanted.current = true;
    setActiveId(id);
    setAttempt((count) => count + 1);
    scrollTo(index);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      stepInRow(row, event.key === 'ArrowRight' ? 1 : -1);
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      const id = ids[active];
      if (event.target !== row || id === undefined) return;
      onOpen(id);
      event.preventDefault();
      return;
    }
    const next = rowFor(event.key, active, ids.length, pageSize());
    const id = next === null ? undefined : ids[next];
    if (id === undefined) return;
    focusRow(id);
    event.preventDefault();
  }

  return { grid, active, setActiveId, focusRow, onKeyDown };
}
