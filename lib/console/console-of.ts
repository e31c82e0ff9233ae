/**
 * Which console an address belongs to. Strict on purpose: what this accepts is a place that a session may be used
 * from, so only the exact hosts of the region table pass, with at most one vanity label before them.
 */
import { regions, type Region } from './hosts.ts';

export interface ConsoleAddress {
  readonly host: string;
  /** The account's vanity name, `null` on the bare console host. */
  readonly subdomain: string | null;
  readonly region: Region;
}

// One DNS label: J1's certificate is for `*.apps.us.jupiterone.io`, which covers one label and no more (documented).
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** A plain HTTPS address on the standard port, with nobody's name in front of the host. */
function isPlainHttps(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
}

/**
 * The console that `url` is a page of, or `null`. Never throws. Letter case is the URL parser's business; other
 * schemes, ports, user names, trailing dots, deeper subdomains and hosts outside the table are all `null`.
 */
export function consoleOf(url: string): ConsoleAddress | null {
  const parsed = parse(url);
  if (parsed === null || !isPlainHttps(parsed)) return null;
  const host = parsed.hostname;
  for (const { region, consoleHost } of regions) {
    if (host === consoleHost) return { host, subdomain: null, region };
    if (!host.endsWith(`.${consoleHost}`)) continue;
    const subdomain = host.slice(0, -consoleHost.length - 1);
    return label.test(subdomain) ? { host, subdomain, region } : null;
  }
  return null;
}
