/**
 * The one table of JupiterOne hosts. Everything that must know a host (manifest, page detection, transport)
 * reads it here; a host that is not in it does not exist for Latchkey.
 *
 * `apps.us` and `graphql.us` / `graphql.eu` are documented; `apps.eu` follows from the same pattern and is
 * named in no public file (inferred); `apps.dev` appears in J1's own samples; the FedRAMP console follows
 * from `api.fedramp.jupiterone.us` (inferred).
 */
export type Region = 'us' | 'eu' | 'dev' | 'fedramp';

export interface RegionHosts {
  readonly region: Region;
  /** Console host without a vanity name; accounts live on it or on `<subdomain>.` before it. */
  readonly consoleHost: string;
  /** GraphQL host, POST at `/`. */
  readonly graphqlHost: string;
  /** Shipped regions are host permissions of the manifest, the others are asked for when the user adds them. */
  readonly shipped: boolean;
}

export const regions: readonly RegionHosts[] = [
  {
    region: 'us',
    consoleHost: 'apps.us.jupiterone.io',
    graphqlHost: 'graphql.us.jupiterone.io',
    shipped: true,
  },
  {
    region: 'eu',
    consoleHost: 'apps.eu.jupiterone.io',
    graphqlHost: 'graphql.eu.jupiterone.io',
    shipped: true,
  },
  {
    region: 'dev',
    consoleHost: 'apps.dev.jupiterone.io',
    graphqlHost: 'graphql.dev.jupiterone.io',
    shipped: false,
  },
  {
    region: 'fedramp',
    consoleHost: 'apps.fedramp.jupiterone.us',
    graphqlHost: 'graphql.fedramp.jupiterone.us',
    shipped: false,
  },
];

/** Match patterns of one region's console: the bare host and its vanity names. */
export function matchPatternsOf(hosts: RegionHosts): string[] {
  return [`https://${hosts.consoleHost}/*`, `https://*.${hosts.consoleHost}/*`];
}

export const shippedMatchPatterns: string[] = regions
  .filter((hosts) => hosts.shipped)
  .flatMap(matchPatternsOf);

export const optionalMatchPatterns: string[] = regions
  .filter((hosts) => !hosts.shipped)
  .flatMap(matchPatternsOf);

/** The region table's row for a region. */
export function hostsOfRegion(region: Region): RegionHosts {
  return regions.find((hosts) => hosts.region === region)!;
}
