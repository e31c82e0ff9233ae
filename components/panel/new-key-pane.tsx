/** The form for a new key in the panel. What becomes of it is shown above every view, so the form closes at once. */
import { useDraft, useInventory, useSettings } from '../../lib/query/hooks.ts';
import { useWindowId } from '../../lib/query/page-hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { CreateKeyForm } from '../keys/create-key-form.tsx';
import { obstacleOf } from '../keys/new-key.tsx';
import type { Preset } from '../keys/use-new-key.ts';

export interface NewKeyPaneProps {
  readonly account: Account;
  readonly preset: Preset | null;
  readonly onDone: () => void;
}

export default function NewKeyPane({ account, preset, onDone }: NewKeyPaneProps) {
  const windowId = useWindowId();
  const settings = useSettings().data;
  const draft = useDraft(account.key).data;
  const inventory = useInventory(account.key).data;
  if (settings === undefined || draft === undefined) return null;
  return (
    <CreateKeyForm
      account={account}
      keys={inventory?.rows ?? []}
      settings={settings}
      draft={draft}
      preset={preset}
      windowId={windowId}
      obstacle={obstacleOf(account)}
      onCreated={onDone}
    />
  );
}
