/** One element of a page, found by role and name, acted on with real input. */
import type { Session } from './cdp.ts';
import type { Page } from './page.ts';
import { waitFor } from './wait.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

export class Element {
  readonly page: Page;
  backendNodeId: number;
  readonly role: string;
  readonly name: string;

  constructor(page: Page, backendNodeId: number, role: string, name: string) {
    this.page = page;
    this.backendNodeId = backendNodeId;
    this.role = role;
    this.name = name;
  }

  /** Scrolls there, waits until it stands still, is enabled and on top, and clicks its middle. */
  async click(): Promise<void> {
    await this.clickAt(await this.#clickablePoint());
  }

  /** Two presses with nothing awaited between them, as an impatient hand does. */
  async doubleClick(): Promise<void> {
    const point = await this.#clickablePoint();
    await Promise.all([this.clickAt(point, 1), this.clickAt(point, 2)]);
  }

  /** Presses at a point without looking whether the element is still there. */
  async clickAt({ x, y }: Point, clickCount = 1): Promise<void> {
    const event = { x, y, button: 'left', clickCount, pointerType: 'mouse' };
    const sent = [
      this.#session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, pointerType: 'mouse' }),
      this.#session.send('Input.dispatchMouseEvent', { type: 'mousePressed', buttons: 1, ...event }),
      this.#session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...event }),
    ];
    // A click may close its own page, and then nobody answers.
    await Promise.all(sent).catch((error: Error) => {
      if (!/session|closed|detached|destroyed/i.test(error.message)) throw error;
    });
  }

  async focus(): Promise<void> {
    await this.#session.send('DOM.focus', { backendNodeId: this.backendNodeId });
  }

  /** Replaces what the field holds by typing. */
  async fill(text: string): Promise<void> {
    await this.click();
    await this.page.press('Control+a');
    await this.page.press('Backspace');
    await this.page.type(text);
  }

  /** Replaces what the field holds in one go, as pasting does. */
  async paste(text: string): Promise<void> {
    await this.click();
    await this.page.press('Control+a');
    await this.#session.send('Input.insertText', { text });
  }

  /** Chooses from a closed list by typing what the option reads, as the keyboard does. */
  async choose(option: string): Promise<void> {
    await this.focus();
    await this.page.type(option);
    await waitFor(`choice "${option}" in "${this.name}"`, async () => (await this.chosen()) === option);
  }

  /** What a list has chosen, as it reads. */
  chosen(): Promise<string | null> {
    return this.call<string | null>('function () { return this.selectedOptions[0]?.label ?? null; }');
  }

  /** Its text as shown. */
  text(): Promise<string> {
    return this.call<string>('function () { return this.innerText ?? this.textContent; }');
  }

  /** What a field holds. */
  value(): Promise<string> {
    return this.call<string>('function () { return this.value; }');
  }

  isDisabled(): Promise<boolean> {
    return this.call<boolean>("function () { return this.matches(':disabled, [aria-disabled=true]'); }");
  }

  attribute(name: string): Promise<string | null> {
    return this.call<string | null>('function (name) { return this.getAttribute(name); }', name);
  }

  /** Calls a function with the element as `this`. */
  async call<T>(declaration: string, ...args: readonly unknown[]): Promise<T> {
    const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId: this.backendNodeId });
    const { result, exceptionDetails } = await this.#session.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: declaration,
      arguments: args.map((value) => ({ value })),
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  get #session(): Session {
    return this.page.session;
  }

  /** A page may draw itself anew between a look and a press; a person presses what is there now. */
  async #findAgain(): Promise<void> {
    const [found] = await this.page.all(this.role, this.name);
    if (found) this.backendNodeId = found.backendNodeId;
  }

  #clickablePoint(): Promise<Point> {
    let last: Point | null = null;
    return waitFor(`clickable ${this.role} "${this.name}"`, async () => {
      const seen = await this.call<{ point: Point | null; why: string }>(pointIfClickable);
      if (seen.why === 'gone') await this.#findAgain();
      if (!seen.point) throw new Error(seen.why);
      const still = last !== null && last.x === seen.point.x && last.y === seen.point.y;
      last = seen.point;
      return still ? seen.point : null;
    });
  }
}

/**
 * Runs in the page. A box to tick is clicked on its label, as a person would: the input itself may be hidden from view.
 */
const pointIfClickable = `function () {
  if (!this.isConnected) return { point: null, why: 'gone' };
  if (this.matches(':disabled, [aria-disabled=true]')) return { point: null, why: 'it is disabled' };
  const target = (this.matches('[type=checkbox], [type=radio]') && this.closest('label')) || this;
  const coverAt = ({ x, y }) => {
    const top = target.getRootNode().elementFromPoint(x, y);
    const hit = top && (target.contains(top) || this.closest('label')?.contains(top));
    return hit ? null : (top ?? document.documentElement);
  };
  const middle = () => {
    const box = target.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  // Scrolled no further than needed, as a person would; to the middle where something sticks to the edge.
  for (const block of ['nearest', 'center']) {
    target.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
    const point = middle();
    if (!coverAt(point)) return { point, why: '' };
  }
  return { point: null, why: 'it is covered by ' + coverAt(middle()).outerHTML.slice(0, 120) };
}`;
