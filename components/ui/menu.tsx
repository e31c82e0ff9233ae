/**
 * A menu below its trigger. {@link Menu} brings its own trigger; {@link MenuPopover} opens at an element that is
 * already there, such as a plain button of a first view.
 */
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import styles from './menu.module.css';
import { cx } from './cx.ts';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

interface MenuListProps {
  /** Names the menu for assistive technology. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

function MenuList({ label, entries }: MenuListProps) {
  return (
    <AriaMenu aria-label={label} className={cx(styles.menu)}>
      {entries.map((entry) => (
        <MenuItem
          key={entry.id}
          id={entry.id}
          textValue={entry.label}
          isDisabled={entry.isDisabled ?? false}
          onAction={entry.onAction}
          className={cx(styles.item)}
          data-danger={entry.danger || undefined}
        >
          {entry.icon}
          <span>
            {entry.label}
            {entry.detail ? <span className={styles.detail}>{entry.detail}</span> : null}
          </span>
        </MenuItem>
      ))}
    </AriaMenu>
  );
}

/** `children` is the trigger, a kit button. */
export function Menu({ label, entries, children }: MenuListProps & { readonly children: ReactElement }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={cx(styles.popover)} placement="bottom end" offset={4}>
        <MenuList label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuPopoverProps extends MenuListProps {
  readonly triggerRef: RefObject<Element | null>;
  readonly onClose: () => void;
}

export function MenuPopover({ label, entries, triggerRef, onClose }: MenuPopoverProps) {
  const closing = entries.map((entry) => ({
    ...entry,
    onAction: () => {
      onClose();
      entry.onAction();
    },
  }));
  return (
    <Popover
      className={cx(styles.popover)}
      triggerRef={triggerRef}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      placement="bottom end"
      offset={4}
    >
      <MenuList label={label} entries={closing} />
    </Popover>
  );
}
