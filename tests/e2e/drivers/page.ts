/**
 * One page of the browser as a person meets it: things are found by role and accessible name in the accessibility
 * tree, and are clicked and typed into with the browser's own input events.
 */
import type { Answer, Session } from './cdp.ts';
import { Element } from './element.ts';
import { pressKey, typeText } from './keyboard.ts';
import { patience, waitFor } from './wait.ts';

export interface FindOptions {
  /** Look below this element only. */
  readonly within?: Element;
  readonly timeout?: number;
  /** Several may be there; the first is given back. */
  readonly many?: boolean;
}

interface World {
  readonly id: number;
  readonly name: string;
  readonly origin: string;
  readonly isMain: boolean;
}

interface ConsoleArgument {
  readonly value?: unknown;
  /** The first properties of an object. */
  readonly preview?: unknown;
  readonly description?: string;
}

/** One accessible thing, as the browser's accessibility tree describes it. */
interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly value?: { readonly value: unknown };
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
}

const pageDomains = ['Runtime', 'Page', 'DOM', 'Log', 'Audits', 'Accessibility'];

export class Page {
  readonly session: Session;
  readonly targetId: string;
  /** Its address when it was attached to, to tell whose page it was after it closed. */
  firstUrl = '';
  /** Console messages, uncaught errors and refused actions of this page, oldest first. */
  readonly messages: string[] = [];
  /** What the page's Content Security Policy refused. */
  readonly violations: string[] = [];
  readonly #worlds = new Map<number, World>();

  private constructor(session: Session, targetId: string) {
    this.session = session;
    this.targetId = targetId;
  }

  /** Attaching late loses nothing: the browser tells again what was logged before. */
  static async attach(session: Session, targetId: string): Promise<Page> {
    const page = new Page(session, targetId);
    page.#listen();
    const { targetInfo } = await session.send('Target.getTargetInfo');
    page.firstUrl = targetInfo.url as string;
    const domains = targetInfo.type === 'service_worker' ? ['Runtime', 'Log'] : pageDomains;
    await Promise.all(domains.map((domain) => session.send(`${domain}.enable`)));
    return page;
  }

  async goto(url: string): Promise<void> {
    if (this.firstUrl === 'about:blank') this.firstUrl = url;
    const loaded = new Promise<void>((resolve) => {
      const stop = this.session.on('Page.loadEventFired', () => {
        stop();
        resolve();
      });
    });
    const { errorText } = await this.session.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  async url(): Promise<string> {
    const { targetInfo } = await this.session.send('Target.getTargetInfo');
    return targetInfo.url as string;
  }

  async toFront(): Promise<void> {
    await this.session.send('Page.bringToFront');
  }

  /** Finds the one thing of that role and name, and waits for it. */
  find(
    role: string,
    name: string | RegExp,
    { within, timeout = patience, many = false }: FindOptions = {},
  ): Promise<Element> {
    return waitFor(
      `${role} "${String(name)}"`,
      async () => {
        const found = await this.all(role, name, within);
        if (found.length > 1 && !many) throw new Error(`there are ${found.length}`);
        return found[0];
      },
      { timeout },
    );
  }

  /** All that are there now. */
  async all(role: string, name?: string | RegExp, within?: Element): Promise<Element[]> {
    const under = within ? { backendNodeId: within.backendNodeId } : { objectId: await this.#document() };
    const { nodes } = await this.session.send('Accessibility.queryAXTree', {
      ...under,
      role,
      ...(typeof name === 'string' ? { accessibleName: name } : {}),
    });
    return (nodes as AxNode[])
      .filter((node) => !node.ignored && node.backendDOMNodeId !== undefined)
      .filter((node) => !(name instanceof RegExp) || name.test(node.name?.value ?? ''))
      .map((node) => new Element(this, node.backendDOMNodeId as number, role, node.name?.value ?? ''));
  }

  /** Waits until nothing of that role and name is there. */
  async gone(role: string, name: string | RegExp, { timeout = patience }: FindOptions = {}): Promise<void> {
    await waitFor(`end of ${role} "${String(name)}"`, async () => (await this.all(role, name)).length === 0, {
      timeout,
    });
  }

  /** Waits until the page's visible text holds this. */
  async sees(text: string | RegExp, { timeout = patience }: FindOptions = {}): Promise<void> {
    let last = '';
    const holds = async (): Promise<boolean> => {
      last = await this.text();
      return typeof text === 'string' ? last.includes(text) : text.test(last);
    };
    await waitFor(`text ${typeof text === 'string' ? `"${text}"` : String(text)}`, holds, { timeout }).catch(
      (error: Error) => {
        throw new Error(`${error.message}; the page reads:\n${last.slice(0, 1_500)}`, { cause: error });
      },
    );
  }

  async text(): Promise<string> {
    return await this.evaluate<string>('document.body?.innerText ?? ""');
  }

  /** `press('Enter')`, `press('Tab')`, `press('Shift+Tab')`, `press('Control+a')`. */
  async press(key: string): Promise<void> {
    await pressKey(this.session, key);
  }

  async type(text: string): Promise<void> {
    await typeText(this.session, text);
  }

  /** Moves the mouse out of the way, so that nothing is hovered. */
  async restMouse(): Promise<void> {
    await this.session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 0, y: 0 });
  }

  /** Evaluates an expression in the page's own world and waits for what it promises. */
  async evaluate<T = unknown>(expression: string, { gesture = false } = {}): Promise<T> {
    return (await this.#evaluateIn({ expression, userGesture: gesture })) as T;
  }

  /** The same in the isolated world of the extension's content script. */
  async evaluateInContentScript<T = unknown>(extensionId: string, expression: string): Promise<T> {
    const world = await waitFor('content script world', () =>
      [...this.#worlds.values()].findLast(
        (each) => !each.isMain && each.origin === `chrome-extension://${extensionId}`,
      ),
    );
    return (await this.#evaluateIn({ expression, contextId: world.id })) as T;
  }

  /** A PNG of what the page shows. */
  async screenshot({ transparent = false } = {}): Promise<Buffer> {
    if (transparent) {
      const color = { r: 0, g: 0, b: 0, a: 0 };
      await this.session.send('Emulation.setDefaultBackgroundColorOverride', { color });
    }
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data as string, 'base64');
  }

  async setColourScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
  }

  async setSize(width: number, height: number): Promise<void> {
    await this.session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  /** The accessibility tree as indented lines, for a person who reads a failure. */
  async outline(): Promise<string> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    const byId = new Map((nodes as AxNode[]).map((node) => [node.nodeId, node]));
    const lines = (node: AxNode, depth: number): string[] => {
      const hidden = node.ignored || /^(InlineTextBox|generic|none)$/.test(node.role?.value ?? '');
      const value = node.value ? ` = ${String(node.value.value)}` : '';
      const own = `${'  '.repeat(depth)}${node.role?.value ?? ''} "${node.name?.value ?? ''}"${value}`;
      const below = (node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child ? lines(child, hidden ? depth : depth + 1) : [];
      });
      return hidden ? below : [own, ...below];
    };
    return (nodes as AxNode[])
      .filter((node) => node.parentId === undefined)
      .flatMap((node) => lines(node, 0))
      .join('\n');
  }

  /** The document as an object of the protocol; by node id, two searches at once would undo each other's. */
  async #document(): Promise<string> {
    const { result } = await this.session.send('Runtime.evaluate', {
      expression: 'document',
      objectGroup: 'page',
    });
    return result.objectId as string;
  }

  async #evaluateIn(params: Record<string, unknown>): Promise<unknown> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      ...params,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  #listen(): void {
    const { session } = this;
    session.on('Runtime.executionContextCreated', ({ context }: Answer) => {
      this.#worlds.set(context.id, {
        id: context.id,
        name: context.name,
        origin: context.origin,
        isMain: context.auxData?.isDefault === true,
      });
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }: Answer) => {
      this.#worlds.delete(executionContextId);
    });
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    session.on('Runtime.consoleAPICalled', ({ type, args }: Answer) => {
      const said = (args as ConsoleArgument[]).map((arg) =>
        typeof arg.value === 'string'
          ? arg.value
          : JSON.stringify(arg.value ?? arg.preview ?? arg.description),
      );
      this.messages.push(`${type}: ${said.join(' ')}`);
    });
    session.on('Runtime.exceptionThrown', ({ exceptionDetails }: Answer) => {
      this.messages.push(`uncaught: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    });
    session.on('Log.entryAdded', ({ entry }: Answer) => this.messages.push(`${entry.level}: ${entry.text}`));
    session.on('Audits.issueAdded', ({ issue }: Answer) => {
      const details = issue.details?.contentSecurityPolicyIssueDetails;
      if (details) this.violations.push(describeViolation(details));
    });
  }
}

function describeViolation(details: Answer): string {
  const at = details.sourceCodeLocation;
  const where = at ? ` at ${at.url}:${at.lineNumber}:${at.columnNumber}` : '';
  return `${details.violatedDirective} refused ${details.blockedURL ?? details.contentSecurityPolicyViolationType}${where}`;
}
