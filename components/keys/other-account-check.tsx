/** Another account is in front than the one being changed: both are named, and it takes a tick to go on. */
import { accountLabel } from '../ui/account-label.ts';
import { Banner } from '../ui/banner.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { changesText } from './text.ts';
import type { OtherAccount } from './use-other-in-front.ts';

export interface OtherAccountCheckProps {
  readonly kind: 'create' | 'revoke';
  readonly account: OtherAccount;
  readonly other: OtherAccount;
  readonly confirmed: boolean;
  readonly onChange: (confirmed: boolean) => void;
}

export function OtherAccountCheck({ kind, account, other, confirmed, onChange }: OtherAccountCheckProps) {
  const names = { account: accountLabel(account), other: accountLabel(other) };
  return (
    <Banner tone="warning">
      <p>{changesText(kind === 'create' ? 'otherInFront' : 'otherInFrontRevoke', names)}</p>
      <Checkbox isSelected={confirmed} onChange={onChange}>
        {changesText('otherInFrontAccept', names)}
      </Checkbox>
    </Banner>
  );
}
