/**
 * Which view the panel shows. It follows the page being browsed, but only when that page changes: a view that the
 * user just chose stays until the page is another one, and nothing moves under a form that is being filled in.
 */
import type { PageKind } from '../../lib/console/page.ts';

export const panelViews = ['keys', 'policies', 'access', 'integrations', 'reminders', 'activity'] as const;
export type PanelView = (typeof panelViews)[number];

const viewByPage: Partial<Record<PageKind, PanelView>> = {
  'account-tokens': 'keys',
  'user-tokens': 'keys',
  'all-user-tokens': 'keys',
  users: 'access',
  'user-groups': 'access',
  'user-group': 'access',
  integrations: 'integrations',
  integration: 'integrations',
  'integration-instance': 'integrations',
};

/** As much of a console page as the panel follows. */
export interface FollowedPage {
  readonly kind: PageKind;
  readonly groupId?: string | undefined;
  readonly definitionId?: string | undefined;
  readonly instanceId?: string | undefined;
}

/** The view that fits a console page, or `null` where none fits better than the one on screen. */
export function viewOfPage(page: FollowedPage): PanelView | null {
  return viewByPage[page.kind] ?? null;
}

export interface PanelRequest {
  readonly page: FollowedPage;
  /** Epoch milliseconds of the press on "Open Latchkey". */
  readonly at: number;
}

export interface Following {
  readonly view: PanelView;
  /** The page last seen in front, as a comparable text; `null` = none yet. */
  readonly page: string | null;
  /** The last request that was followed, epoch milliseconds. */
  readonly requestAt: number;
}

export interface Seen {
  /** The console page in front; `null` = something else is in front, or it has not spoken yet. */
  readonly page: FollowedPage | null;
  /** The last press on "Open Latchkey" in this window. */
  readonly request: PanelRequest | null;
  /** Something half-done is on screen. */
  readonly held: boolean;
}

function pageMark({ kind, groupId = '', definitionId = '', instanceId = '' }: FollowedPage): string {
  return [kind, groupId, definitionId, instanceId].join(' ');
}

/** What is shown after looking at the page in front; the same object where nothing changed. */
export function follow(before: Following, { page, request, held }: Seen): Following {
  const asked = request !== null && request.at > before.requestAt ? request : null;
  const mark = page ? pageMark(page) : before.page;
  const moved = page !== null && mark !== before.page ? page : null;
  if (!asked && !moved) return before;
  const target = asked?.page ?? moved;
  const view = target && !held ? viewOfPage(target) : null;
  return { view: view ?? before.view, page: mark, requestAt: asked?.at ?? before.requestAt };
}
