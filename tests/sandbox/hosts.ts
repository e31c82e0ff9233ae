/** The host names that the stand-in answers for, written down apart from the extension's own table. */
import type { Region } from './world/world.ts';

export interface Place {
  readonly kind: 'console' | 'graphql' | 'api';
  readonly region: Region;
  /** The account's label, null on a console's bare host. */
  readonly subdomain: string | null;
}

/** `apps.eu` and the whole FedRAMP row but its API host follow from the pattern; J1 names them nowhere in public. */
const domains: Readonly<Record<Region, string>> = {
  us: 'us.jupiterone.io',
  eu: 'eu.jupiterone.io',
  dev: 'dev.jupiterone.io',
  fedramp: 'fedramp.jupiterone.us',
};

const regions = Object.keys(domains) as Region[];

/** What a `Host` header stands for, or null for a host that is none of ours. */
export function placeOf(hostHeader: string): Place | null {
  const host = hostHeader.toLowerCase().replace(/:\d+$/, '');
  for (const region of regions) {
    const domain = domains[region];
    if (host === `graphql.${domain}`) return { kind: 'graphql', region, subdomain: null };
    if (host === `api.${domain}`) return { kind: 'api', region, subdomain: null };
    if (host === `apps.${domain}`) return { kind: 'console', region, subdomain: null };
    const label = /^([a-z0-9-]+)\.(.+)$/.exec(host);
    if (label?.[2] === `apps.${domain}`) return { kind: 'console', region, subdomain: label[1]! };
  }
  return null;
}

/** The place of an `Origin` header, where it is a console over HTTPS. */
export function consoleOfOrigin(origin: string | null): Place | null {
  const host = /^https:\/\/([^/]+)$/.exec(origin ?? '')?.[1];
  const place = host === undefined ? null : placeOf(host);
  return place?.kind === 'console' ? place : null;
}

export function graphqlUrlOf(region: Region): string {
  return `https://graphql.${domains[region]}/`;
}

export function consoleHostOf(region: Region, subdomain: string | null): string {
  return `${subdomain === null ? '' : `${subdomain}.`}apps.${domains[region]}`;
}

/** The domain that a cookie has to name so that the console's and the GraphQL host both get it. */
export function cookieDomainOf(region: Region): string {
  return domains[region].replace(/^[^.]+\./, '');
}

/** Every name for the certificate. */
export function certificateNames(): string[] {
  return regions.flatMap((region) => {
    const domain = domains[region];
    return [`apps.${domain}`, `*.apps.${domain}`, `graphql.${domain}`, `api.${domain}`];
  });
}

/** How Chromium is pointed at the stand-in. */
export function hostResolverRules(port: number): string {
  return [`MAP *.jupiterone.io 127.0.0.1:${port}`, `MAP *.jupiterone.us 127.0.0.1:${port}`].join(', ');
}
