/** Finds text that no locale file knows: in the pseudo-locale every catalogued text stands in ⟦⟧. */

const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'aria-roledescription'];

/** Catalogued texts may hold others as parameters, so the brackets are peeled from the inside out. */
function withoutCatalogued(text: string): string {
  let rest = text;
  for (;;) {
    const peeled = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
    if (peeled === rest) return rest;
    rest = peeled;
  }
}

/** What is no word of ours: a name, an id, a date that Intl wrote. Patterns are global; longer ones come first. */
export type Data = readonly (string | RegExp)[];

/** Style and markup aside, a text has to be catalogued where it has a letter in it. */
function isBare(text: string, data: Data): boolean {
  const rest = data.reduce<string>((left, known) => left.replaceAll(known, ''), withoutCatalogued(text));
  return /\p{L}/u.test(rest);
}

/**
 * Texts and spoken attributes under `root` that are neither in ⟦⟧ nor data.
 *
 * @param data what comes from J1 or the user, longest first
 */
export function bareTexts(root: Element, data: Data): string[] {
  const found: string[] = [];
  const check = (text: string | null) => {
    if (text && isBare(text, data)) found.push(text);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (node.closest('[data-react-aria-live-announcer], style, script')) continue;
      for (const name of spoken) check(node.getAttribute(name));
    } else if (node.parentElement && !node.parentElement.closest('code, textarea, style, script, bdi')) {
      check(node.textContent);
    }
  }
  return found;
}
