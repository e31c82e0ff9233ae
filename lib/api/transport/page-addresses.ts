/** The two addresses that a console page may post to, and which of them the page has itself been calling. */
import { consoleOf, hostsOfRegion } from '../../console/index.ts';
import type { Address } from '../../messaging/page-contract.ts';

/** The full address behind each name, for the console page at `href`; `null` when `href` is no console's. */
export function addressesOf(href: string): Readonly<Record<Address, string>> | null {
  const address = consoleOf(href);
  if (address === null) return null;
  return {
    path: `https://${address.host}/api/graphql`,
    graphql: `https://${hostsOfRegion(address.region).graphqlHost}/`,
  };
}

/** Newest first, each at most once. `resources` are the page's fetched URLs, oldest first. */
export function seenAddresses(href: string, resources: readonly string[]): Address[] {
  const addresses = addressesOf(href);
  if (addresses === null) return [];
  const seen = new Set<Address>();
  for (const resource of resources.toReversed()) {
    const bare = resource.replace(/[?#].*$/, '');
    if (bare === addresses.path) seen.add('path');
    if (bare === addresses.graphql) seen.add('graphql');
  }
  return [...seen];
}
