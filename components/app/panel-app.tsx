/**
 * The side panel (a sidebar in Firefox): one account's keys and all about them, one view at a time, following the
 * console page being browsed.
 */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useAccounts, useFront, usePanelRequest } from '../../lib/query/hooks.ts';
import { useWindowId } from '../../lib/query/page-hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import type { AskedFor } from '../keys/creation-progress.tsx';
import { ActivityView } from '../panel/activity-view.tsx';
import { ChangeStrip } from '../panel/change-strip.tsx';
import { ConsolePageView } from '../panel/console-page-view.tsx';
import { FirstSteps } from '../panel/first-steps.tsx';
import { useKeysPanelState, type KeysPanelState } from '../panel/keys-panel-state.ts';
import { KeysView } from '../panel/keys-view.tsx';
import styles from '../panel/panel.module.css';
import { PanelHeader } from '../panel/panel-header.tsx';
import { RemindersView } from '../panel/reminders-view.tsx';
import type { RevokeWish } from '../panel/revoke-wish.ts';
import { panelText } from '../panel/text.ts';
import { useFollowedView } from '../panel/use-followed-view.ts';
import { useFreshKeys } from '../panel/use-fresh-keys.ts';
import { usePanelAccount } from '../panel/use-panel-account.ts';
import { panelViews, type PanelView } from '../panel/views.ts';
import { Spinner } from '../ui/spinner.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { UiProvider } from '../ui/ui-provider.tsx';

const PoliciesView = lazy(() => import('../panel/policies-view.tsx'));
const RevokeFlow = lazy(() => import('../panel/revoke-flow.tsx'));

/** A press on "Open Latchkey" opens the panel first and is noted a moment later, or the other way around. */
const openingTime = 10_000;

const viewTitles = {
  keys: 'tabKeys',
  policies: 'tabPolicies',
  access: 'tabAccess',
  integrations: 'tabIntegrations',
  reminders: 'tabReminders',
  activity: 'tabActivity',
} as const satisfies Record<PanelView, string>;

interface AccountViewsProps {
  readonly account: Account;
  readonly view: PanelView;
  readonly keysView: KeysPanelState;
  readonly onShow: (view: PanelView) => void;
  readonly onRevoke: (wish: RevokeWish) => void;
}

function AccountViews({ account, view, keysView, onShow, onRevoke }: AccountViewsProps) {
  const keys = useFreshKeys(account);
  const { setPane, setSearch, setFilters } = keysView;

  function openKey(id: string): void {
    setPane({ kind: 'key', id });
    onShow('keys');
  }

  function seeAll(): void {
    setSearch('');
    setFilters([]);
    setPane(null);
    onShow('keys');
  }

  function makeFrom(templateId: string): void {
    setPane({ kind: 'create', preset: { templateId, name: '' } });
    onShow('keys');
  }

  const contents: Record<PanelView, ReactNode> = {
    keys: (
      <KeysView
        account={account}
        keys={keys}
        view={keysView}
        onRevoke={(key) => onRevoke({ account: account.key, key })}
      />
    ),
    policies: (
      <Suspense fallback={<Spinner />}>
        <PoliciesView onUse={makeFrom} />
      </Suspense>
    ),
    access: <ConsolePageView subject="access" account={account} />,
    integrations: <ConsolePageView subject="integrations" account={account} />,
    reminders: <RemindersView account={account} keys={keys} onOpenKey={openKey} onSeeAll={seeAll} />,
    activity: <ActivityView />,
  };
  return (
    <Tabs
      label={panelText('views')}
      items={panelViews.map((id) => ({ id, title: panelText(viewTitles[id]), content: contents[id] }))}
      selected={view}
      onSelect={onShow}
    />
  );
}

function Panel() {
  const { data: accounts } = useAccounts();
  const { data: front } = useFront();
  const { data: request } = usePanelRequest();
  const windowId = useWindowId();
  const [openedAt] = useState(() => Date.now());
  const keysView = useKeysPanelState();
  const [revoking, setRevoking] = useState<RevokeWish | null>(null);
  const [view, setView] = useFollowedView(
    {
      page: front?.reported?.page ?? null,
      request: request && request.windowId === windowId ? request : null,
      held: keysView.pane?.kind === 'create' || revoking !== null,
    },
    openedAt - openingTime,
  );
  const frontAccount = front?.reported?.account ?? null;
  const { account, choose } = usePanelAccount(accounts ?? [], frontAccount);
  const other = accounts?.find(({ key }) => key === frontAccount && key !== account?.key) ?? null;

  function chooseAccount(key: string): void {
    keysView.setPane(null);
    choose(key);
  }

  function enterAgain(key: string, asked: AskedFor): void {
    choose(key);
    keysView.setPane({ kind: 'create', preset: asked });
    setView('keys');
  }

  if (accounts === undefined) return null;
  return (
    <div className={styles.panel}>
      <PanelHeader accounts={accounts} account={account} other={other} onChoose={chooseAccount} />
      <ChangeStrip onRevoke={setRevoking} onEnterAgain={enterAgain} />
      <main className={styles.main}>
        {account ? (
          <AccountViews
            key={account.key}
            account={account}
            view={view}
            keysView={keysView}
            onShow={setView}
            onRevoke={setRevoking}
          />
        ) : (
          <FirstSteps front={front} />
        )}
      </main>
      {revoking ? (
        <Suspense fallback={null}>
          <RevokeFlow wish={revoking} onClose={() => setRevoking(null)} />
        </Suspense>
      ) : null}
    </div>
  );
}

export function PanelApp() {
  return (
    <UiProvider>
      <Panel />
    </UiProvider>
  );
}
