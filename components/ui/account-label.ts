/** An account as it is named everywhere: "Acme Security · US". */
import type { Region } from '../../lib/console/hosts.ts';
import { uiText } from './text.ts';

const regions = { us: 'regionUs', eu: 'regionEu', dev: 'regionDev', fedramp: 'regionFedramp' } as const;

export function regionLabel(region: Region): string {
  return uiText(regions[region]);
}

export function accountLabel({ name, region }: { readonly name: string; readonly region: Region }): string {
  return uiText('accountAndRegion', { name, region: regionLabel(region) });
}
