/** Views side by side, one at a time. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import styles from './tabs.module.css';
import { cx } from './cx.ts';

export interface TabItem<V extends string> {
  readonly id: V;
  readonly title: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<V extends string> {
  /** Names the list of tabs for assistive technology. */
  readonly label: string;
  readonly items: readonly TabItem<V>[];
  readonly selected: V;
  readonly onSelect: (id: V) => void;
}

export function Tabs<V extends string>({ label, items, selected, onSelect }: TabsProps<V>) {
  return (
    <AriaTabs
      className={cx(styles.tabs)}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key) as V)}
    >
      <TabList aria-label={label} className={cx(styles.list)}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={cx(styles.tab)}>
            {item.title}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={cx(styles.panel)}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
