/** What the popup shows on demand: everything that needs react-aria or the policy rooms, loaded after first paint. */
import type { Creation } from '../../lib/storage/records.ts';
import { MenuPopover, type MenuPopoverProps } from '../ui/menu.tsx';
import { UiProvider } from '../ui/ui-provider.tsx';
import { NewKey, type NewKeyProps } from '../keys/new-key.tsx';
import { RevokeDialog, type RevokeDialogProps } from '../keys/revoke-dialog.tsx';
import { SecretOnce } from '../keys/secret-once.tsx';

export function NewKeyView(props: NewKeyProps) {
  return (
    <UiProvider>
      <NewKey {...props} />
    </UiProvider>
  );
}

export interface SecretViewProps {
  readonly creation: Creation;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

export function SecretView(props: SecretViewProps) {
  return (
    <UiProvider>
      <SecretOnce {...props} />
    </UiProvider>
  );
}

export function RevokeView(props: RevokeDialogProps) {
  return (
    <UiProvider>
      <RevokeDialog {...props} />
    </UiProvider>
  );
}

export function RowMenu(props: MenuPopoverProps) {
  return (
    <UiProvider>
      <MenuPopover {...props} />
    </UiProvider>
  );
}
