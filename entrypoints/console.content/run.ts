/**
 * What runs in a console page: says which page is open, shows the button on Settings and Integrations pages, and
 * carries out the posts that the background asks for. Of the page it takes what is shown and what a person presses,
 * never a message or an event that the page itself could send.
 */
import { createOpenButton } from '../../components/in-page/open-button.ts';
import { seenAddresses } from '../../lib/api/transport/page-addresses.ts';
import { createPageAnswers } from '../../lib/api/transport/page-answers.ts';
import { postToConsole } from '../../lib/api/transport/page-fetch.ts';
import { detectPage } from '../../lib/console/index.ts';
import { looksSignedOut } from '../../lib/console/signed-out.ts';
import { watchConsole } from '../../lib/console/watch.ts';
import {
  listenToBackground,
  tellBackground,
  type NativeRuntime,
} from '../../lib/messaging/native-runtime.ts';
import type { ChangedMessage, PageHints, ToPage } from '../../lib/messaging/page-contract.ts';

type View = Window & typeof globalThis;
type Report = Omit<ChangedMessage, 'type'>;

const aliveEvery = 2_000;
const claim = Symbol.for('latchkey.console-script');

/**
 * One run a page: the script is put into open tabs at install and update, and a tab may have it already. Scripts of one
 * extension share a world that the page cannot see; a world whose extension is gone is no longer in use.
 */
function claimPage(view: View, isAlive: () => boolean): boolean {
  const world = view as unknown as Record<symbol, (() => boolean) | undefined>;
  if (world[claim]?.()) return false;
  world[claim] = isAlive;
  return true;
}

/** What makes a page another one; what the verdict rests on may come and go. */
const gistOf = ({ page, looksSignedOut: signedOut }: Report): string =>
  [page.kind, page.groupId, page.definitionId, page.instanceId, signedOut].join(' ');

function run(view: View, runtime: NativeRuntime, isAlive: () => boolean): void {
  const life = new AbortController();
  const { signal } = life;
  const instance = crypto.randomUUID();
  const report = (): Report => ({
    instance,
    page: detectPage(view.location.href, view.document),
    looksSignedOut: looksSignedOut(view.document),
  });

  let last = report();
  const button = createOpenButton(
    view,
    () => tellBackground(runtime, { type: 'page.open', page: last.page }),
    signal,
  );
  const show = ({ page, looksSignedOut: signedOut }: Report): void =>
    page.kind === 'other' || signedOut ? button.hide() : button.show();
  const look = (): void => {
    if (!isAlive()) return life.abort();
    const now = report();
    show(now);
    const isSame = gistOf(now) === gistOf(last);
    last = now;
    if (isSame) return;
    tellBackground(runtime, { type: 'page.changed', ...now });
  };
  const greet = (): void => tellBackground(runtime, { type: 'page.hello', ...last });

  const answer = createPageAnswers({
    post: (ask) => postToConsole(ask, { href: view.location.href, fetch: view.fetch.bind(view) }),
    send: (message) => runtime.sendMessage(message),
    isAlive,
  });
  const hints = (): PageHints => {
    const resources = view.performance.getEntriesByType('resource').map(({ name }) => name);
    return { kind: 'hints', ...report(), seen: seenAddresses(view.location.href, resources) };
  };
  const handle = async (message: ToPage): Promise<unknown> =>
    message.type === 'page.hints' ? hints() : answer(message);

  listenToBackground(runtime, handle, signal);
  greet();
  watchConsole({ view, signal, look });
  // Restored from the back/forward cache: the background may have taken the tab for another page meanwhile.
  view.addEventListener('pageshow', (event) => event.persisted && greet(), { signal });
  const timer = view.setInterval(() => isAlive() || life.abort(), aliveEvery);
  signal.addEventListener('abort', () => view.clearInterval(timer));
}

/** Starts once the page is really open: a page that is only prefetched says and does nothing. */
export function runConsoleScript(view: View, runtime: NativeRuntime): void {
  const isAlive = (): boolean => runtime.id !== undefined;
  const start = (): void => {
    if (claimPage(view, isAlive)) run(view, runtime, isAlive);
  };
  const { document } = view as View & { document: { readonly prerendering?: boolean } };
  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
}
