/** Renders a page's part as the page does, over stored records, with a background that answers as the test says. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Providers } from '../../components/app/providers.tsx';
import { UiProvider } from '../../components/ui/ui-provider.tsx';
import type { ReplyOf, RequestOf, Verb } from '../../lib/messaging/contract.ts';
import { problemOf } from '../../lib/api/problem.ts';
import { createQueryClient } from '../../lib/query/hooks.ts';

/** A reply or a function of the request; to refuse, throw a ProblemError. */
export type Answers = { readonly [V in Verb]?: (request: RequestOf<V>) => ReplyOf<V> | Promise<ReplyOf<V>> };

export interface Call {
  readonly verb: Verb;
  readonly request: unknown;
}

/** Stands in for the background. Verbs without an answer are refused as if it were dead. */
export function background(answers: Answers = {}): Call[] {
  const calls: Call[] = [];
  Object.assign(fakeBrowser.runtime, {
    sendMessage: async ({ verb, request }: Call) => {
      calls.push({ verb, request });
      const answer = answers[verb] as ((request: unknown) => unknown) | undefined;
      if (!answer) return { ok: false, problem: { code: 'background' } };
      try {
        return { ok: true, reply: await answer(request) };
      } catch (thrown) {
        return { ok: false, problem: problemOf(thrown) };
      }
    },
  });
  return calls;
}

/** Puts a console tab in front, or something else (`null`). */
export function frontTab(url: string | null): void {
  const tab = { id: 7, windowId: 1, ...(url === null ? {} : { url }) };
  Object.assign(fakeBrowser.tabs, { query: async () => [tab] });
  Object.assign(fakeBrowser.windows, { getCurrent: async () => ({ id: 1 }) });
}

/** Set records and answers first; `frontTab(null)` unless the test said otherwise. */
export function renderApp(ui: ReactElement) {
  const user = userEvent.setup();
  const view = render(
    <Providers client={createQueryClient()}>
      <UiProvider>{ui}</UiProvider>
    </Providers>,
  );
  return { user, ...view };
}
