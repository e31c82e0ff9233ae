/**
 * The popup: what expires next, a new key in two presses, revoke. The first view is plain elements over stored
 * records, so that it paints with the background asleep; forms, dialogs and the policy rooms come after it.
 */
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import type { KeySummary } from '../../lib/keys/model.ts';
import { useCreations, useDigest, useOpenAccount } from '../../lib/query/hooks.ts';
import { openPanel, useWindowId } from '../../lib/query/window-hooks.ts';
import type { Creation } from '../../lib/storage/records.ts';
import type { NewKeyPreset } from '../keys/new-key.tsx';
import { FirstView } from '../popup/first-view.tsx';
import { Skeleton } from '../popup/keys-now.tsx';
import { NewKeyView, RevokeView, SecretView, Welcome, prefetchRest } from '../popup/lazy.ts';
import { PopupFooter } from '../popup/popup-footer.tsx';
import { PopupHeader } from '../popup/popup-header.tsx';
import { popupText } from '../popup/text.ts';
import { usePopupAccount } from '../popup/use-popup-account.ts';
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import styles from '../popup/popup.module.css';

type View =
  | { readonly kind: 'first'; readonly returning: boolean }
  | { readonly kind: 'new'; readonly account: string; readonly preset: NewKeyPreset | null };

interface Revoking {
  readonly account: string;
  readonly key: Pick<KeySummary, 'id' | 'name'> & Partial<KeySummary>;
}

/** The footer's digest, read where an account is known. */
function FooterOf({
  account,
  ...props
}: { readonly account: string } & Omit<Parameters<typeof PopupFooter>[0], 'account' | 'digest'>) {
  return <PopupFooter account={account} digest={useDigest(account).data} {...props} />;
}

function Unsaved({ creation, onShow }: { readonly creation: Creation; readonly onShow?: () => void }) {
  const account = accountLabel({ name: creation.accountName, region: creation.region });
  return (
    <Banner
      tone="info"
      role="status"
      actions={
        onShow ? (
          <PlainButton variant="primary" onClick={onShow}>
            {popupText('showSecret')}
          </PlainButton>
        ) : null
      }
    >
      {popupText('unsaved', { name: creation.keyName, account })}
    </Banner>
  );
}

export function PopupApp() {
  const state = usePopupAccount();
  const { account, accounts } = state;
  const windowId = useWindowId();
  const openAccount = useOpenAccount().mutate;
  const unsaved = useCreations().data?.filter(({ secret }) => secret === 'shown') ?? [];
  const [view, setView] = useState<View>({ kind: 'first', returning: false });
  const [revoking, setRevoking] = useState<Revoking | null>(null);
  const [putAside, setPutAside] = useState<ReadonlySet<string>>(new Set());

  useEffect(prefetchRest, []);

  const back = () => setView({ kind: 'first', returning: true });
  const revoke = (owner: string, key: Revoking['key']) => setRevoking({ account: owner, key });
  const show = () => {
    if (account) openAccount(account.key, { onSuccess: () => window.close() });
  };
  const showPanel = () => {
    if (windowId !== null) void openPanel(windowId).then(() => window.close());
  };
  const making = view.kind === 'new' ? accounts.find(({ key }) => key === view.account) : undefined;
  const secret = unsaved.find(({ id }) => !putAside.has(id));
  const revokingAccount = accounts.find(({ key }) => key === revoking?.account);

  function body(): ReactNode {
    if (!state.ready) return <Skeleton />;
    if (secret) {
      return (
        <Suspense fallback={<Unsaved creation={secret} />}>
          <SecretView
            key={secret.id}
            creation={secret}
            onDone={back}
            onLeave={() => {
              setPutAside(new Set([...putAside, secret.id]));
              back();
            }}
          />
        </Suspense>
      );
    }
    if (view.kind === 'new' && making) {
      return (
        <div className={styles.form}>
          <div className={styles.viewHead}>
            <PlainButton variant="quiet" icon aria-label={popupText('back')} onClick={back}>
              <BackIcon />
            </PlainButton>
            <h2>{popupText('newKey')}</h2>
          </div>
          <Suspense fallback={<Skeleton />}>
            <NewKeyView
              account={making}
              preset={view.preset}
              windowId={windowId}
              onDone={back}
              onRevoke={(key) => revoke(making.key, key)}
            />
          </Suspense>
        </div>
      );
    }
    if (!account) {
      return (
        <Suspense fallback={<Skeleton />}>
          <Welcome state={state} onShowFront={() => window.close()} />
        </Suspense>
      );
    }
    return (
      <>
        {unsaved.map((creation) => (
          <Unsaved
            key={creation.id}
            creation={creation}
            onShow={() => setPutAside(new Set([...putAside].filter((id) => id !== creation.id)))}
          />
        ))}
        <FirstView
          key={account.key}
          account={account}
          state={state}
          returning={view.kind === 'first' && view.returning}
          onNewKey={(preset) => setView({ kind: 'new', account: account.key, preset })}
          onEnterAgain={(key, asked) => setView({ kind: 'new', account: key, preset: asked })}
          onRevoke={revoke}
          onOpenPanel={showPanel}
          onOpenConsole={show}
        />
      </>
    );
  }

  /** Nothing competes with a form or a secret. */
  const alone = making !== undefined || secret !== undefined;
  const footer = { asking: state.asking, onRefresh: state.refresh, onOpenPanel: showPanel };
  return (
    <div className={styles.page} data-tall={revoking !== null || alone || undefined}>
      <PopupHeader
        account={making ?? account}
        accounts={accounts}
        onChoose={making ? undefined : state.choose}
      />
      <main className={styles.main} data-flush={making !== undefined || undefined}>
        {body()}
      </main>
      {alone ? null : account ? (
        <FooterOf account={account.key} {...footer} />
      ) : (
        <PopupFooter account={null} digest={null} {...footer} />
      )}
      {revoking && revokingAccount ? (
        <Suspense>
          <RevokeView
            account={revokingAccount}
            target={revoking.key}
            windowId={windowId}
            onClose={() => setRevoking(null)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
