/** How old the data is, a way to renew it, and the way to the side panel. */
import { currentLocale } from '../../lib/i18n/text.ts';
import { useRefresh } from '../../lib/query/hooks.ts';
import type { Digest } from '../../lib/storage/records.ts';
import { age } from '../../lib/time/format.ts';
import { PanelIcon, RefreshIcon } from '../ui/icons.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useNow } from '../ui/use-now.ts';
import { popupText } from './text.ts';
import styles from './popup.module.css';

export interface PopupFooterProps {
  readonly account: string | null;
  readonly digest: Digest | null | undefined;
  readonly asking: boolean;
  readonly onRefresh: () => void;
  readonly onOpenPanel: () => void;
}

function Checking({ account }: { readonly account: string }) {
  const loaded = useRefresh(account).data?.loaded ?? 0;
  return (
    <span className={styles.status}>
      <Spinner decorative />
      {loaded > 0 ? popupText('checkingLoaded', { count: loaded }) : popupText('checking')}
    </span>
  );
}

function LastChecked({ digest }: { readonly digest: Digest | null }) {
  const now = useNow();
  return (
    <span className={styles.status}>
      {digest
        ? popupText('checked', { age: age(digest.checkedAt, now, currentLocale()) })
        : popupText('neverChecked')}
    </span>
  );
}

export function PopupFooter({ account, digest, asking, onRefresh, onOpenPanel }: PopupFooterProps) {
  return (
    <footer className={styles.footer}>
      {account === null ? null : asking ? (
        <Checking account={account} />
      ) : (
        <>
          <LastChecked digest={digest ?? null} />
          <PlainButton
            variant="quiet"
            icon
            aria-label={popupText('refresh')}
            title={popupText('refresh')}
            onClick={onRefresh}
          >
            <RefreshIcon />
          </PlainButton>
        </>
      )}
      <span className={styles.push}>
        <PlainButton variant="quiet" onClick={onOpenPanel}>
          <PanelIcon />
          {popupText('openPanel')}
        </PlainButton>
      </span>
    </footer>
  );
}
