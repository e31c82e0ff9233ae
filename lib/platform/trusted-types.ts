/**
 * The one Trusted Types policy of Latchkey's pages. Under `require-trusted-types-for 'script'` a string reaches an
 * HTML sink only through it, and it lets nothing pass but the empty string: clearing an element is harmless, and
 * react-aria does it (`innerHTML = ''` in its date field and live announcer). Loaded first in each page.
 */
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string | null }): unknown;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

factory?.createPolicy('default', { createHTML: (html) => (html === '' ? '' : null) });
