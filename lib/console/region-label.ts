import type { Region } from './hosts.ts';

const labels: Record<Region, string> = { us: 'US', eu: 'EU', dev: 'Dev', fedramp: 'FedRAMP' };

/** How a region is written beside an account's name. A name, so the same in every language. */
export function regionLabel(region: Region): string {
  return labels[region];
}
