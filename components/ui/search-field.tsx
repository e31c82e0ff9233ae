/** A field to search with: named for assistive technology, emptied by Escape or its button. */
import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { CloseIcon } from './icons.tsx';
import { SearchIcon } from './panel-icons.tsx';
import { uiText } from './text.ts';
import styles from './search-field.module.css';
import { cx } from './cx.ts';

export type SearchFieldProps = Omit<AriaSearchFieldProps, 'className' | 'style' | 'children'> & {
  /** The name, which is also what the empty field shows. */
  readonly label: string;
  readonly inputRef?: Ref<HTMLInputElement>;
};

export function SearchField({ label, inputRef, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} aria-label={label} className={cx(styles.search)}>
      <SearchIcon />
      <Input
        ref={inputRef ?? null}
        className={cx(styles.input)}
        placeholder={label}
        autoComplete="off"
        spellCheck="false"
      />
      <Button aria-label={uiText('clearSearch')} className={cx(styles.clear)}>
        <CloseIcon />
      </Button>
    </AriaSearchField>
  );
}
