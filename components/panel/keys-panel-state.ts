/** What is open and chosen in the Keys view. It lives above the tabs, so looking at another tab loses none of it. */
import { useState } from 'react';
import type { KeyFilter, KeySort } from '../../lib/keys/index.ts';
import type { Preset } from '../keys/use-new-key.ts';
import type { KeyOrder } from './key-table.tsx';

/** What stands beside the list, or over it where there is no room. */
export type Pane =
  | { readonly kind: 'key'; readonly id: string }
  /** `preset` = what the form starts from; `null` = the defaults, or what was entered before. */
  | { readonly kind: 'create'; readonly preset: Preset | null }
  | null;

export interface KeysPanelState {
  readonly search: string;
  readonly filters: readonly KeyFilter[];
  readonly order: KeyOrder;
  readonly pane: Pane;
  readonly setSearch: (search: string) => void;
  readonly setFilters: (filters: readonly KeyFilter[]) => void;
  /** Sorts by a column, or turns it around where it is sorted by already. */
  readonly sortBy: (sort: KeySort) => void;
  readonly setPane: (pane: Pane) => void;
}

export function useKeysPanelState(): KeysPanelState {
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<readonly KeyFilter[]>([]);
  const [order, setOrder] = useState<KeyOrder>({ sort: 'expiry', reversed: false });
  const [pane, setPane] = useState<Pane>(null);
  const sortBy = (sort: KeySort) =>
    setOrder((before) => ({ sort, reversed: before.sort === sort && !before.reversed }));
  return { search, filters, order, pane, setSearch, setFilters, sortBy, setPane };
}
