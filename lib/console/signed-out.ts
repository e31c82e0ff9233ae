/** Does a console page show its sign-in form? */
import { isVisible, labelOf, matching } from './dom.ts';
import { headingSelector, passwordSelector, signedInSelector, signInLabels } from './selectors.ts';

const says = (element: Element): boolean =>
  signInLabels.includes(labelOf(element.textContent || element.getAttribute('value') || ''));

/**
 * A password field together with the words "Sign in", and nothing that only a signed-in console draws: integration
 * pages ask for passwords of other services, so a password field alone proves nothing.
 */
export function looksSignedOut(root: ParentNode): boolean {
  const shown = (selector: string): Element[] => matching(root, selector).filter(isVisible);
  if (shown(passwordSelector).length === 0 || shown(signedInSelector).length > 0) return false;
  return shown(`${headingSelector}, button, input[type="submit"], [role="button"]`).some(says);
}
