/** The revoke dialog for whichever account a wish is about. */
import { useInventory, useAccounts } from '../../lib/query/hooks.ts';
import { useWindowId } from '../../lib/query/page-hooks.ts';
import { RevokeDialog } from '../keys/revoke-dialog.tsx';
import { revokeTarget, type RevokeWish } from './revoke-wish.ts';

export interface RevokeFlowProps {
  readonly wish: RevokeWish;
  readonly onClose: () => void;
}

export default function RevokeFlow({ wish, onClose }: RevokeFlowProps) {
  const windowId = useWindowId();
  const { data: inventory } = useInventory(wish.account);
  const account = useAccounts().data?.find(({ key }) => key === wish.account);
  if (!account || inventory === undefined) return null;
  return (
    <RevokeDialog
      account={account}
      target={revokeTarget(wish, inventory?.rows ?? [])}
      windowId={windowId}
      onClose={onClose}
    />
  );
}
