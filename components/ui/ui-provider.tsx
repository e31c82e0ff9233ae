/** What react-aria needs around everything that uses it: the language of its own words, and how it writes dates. */
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

/** Day before month, as the dates that Latchkey writes itself. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale="en-GB">{children}</I18nProvider>;
}
