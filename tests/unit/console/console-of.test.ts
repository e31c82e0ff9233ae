import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleOf, regions } from '../../../lib/console/index.ts';

const accepted: [string, string, string | null, string][] = [
  ['https://apps.us.jupiterone.io/', 'apps.us.jupiterone.io', null, 'us'],
  ['https://apps.us.jupiterone.io', 'apps.us.jupiterone.io', null, 'us'],
  ['https://acme.apps.us.jupiterone.io/settings?x=1#y', 'acme.apps.us.jupiterone.io', 'acme', 'us'],
  ['https://acme-2.apps.eu.jupiterone.io/alerts', 'acme-2.apps.eu.jupiterone.io', 'acme-2', 'eu'],
  ['https://apps.eu.jupiterone.io/', 'apps.eu.jupiterone.io', null, 'eu'],
  ['https://j1dev.apps.dev.jupiterone.io/', 'j1dev.apps.dev.jupiterone.io', 'j1dev', 'dev'],
  ['https://gov.apps.fedramp.jupiterone.us/', 'gov.apps.fedramp.jupiterone.us', 'gov', 'fedramp'],
  ['HTTPS://ACME.Apps.US.JupiterOne.IO/', 'acme.apps.us.jupiterone.io', 'acme', 'us'],
  ['https://acme.apps.us.jupiterone.io:443/', 'acme.apps.us.jupiterone.io', 'acme', 'us'],
];

const refused = [
  'http://apps.us.jupiterone.io/',
  'https://apps.us.jupiterone.io:8443/',
  'https://apps.us.jupiterone.io:80/',
  'https://apps.us.jupiterone.io./',
  'https://acme.apps.us.jupiterone.io./',
  'https://ada@apps.us.jupiterone.io/',
  'https://ada:pw@acme.apps.us.jupiterone.io/',
  'https://apps.us.jupiterone.io@evil.example/',
  'https://apps.us.jupiterone.io.evil.example/',
  'https://evil.example/apps.us.jupiterone.io/',
  'https://evil.example/?https://apps.us.jupiterone.io/',
  'https://evil.example#apps.us.jupiterone.io',
  'https://evilapps.us.jupiterone.io/',
  'https://acme-apps.us.jupiterone.io/',
  'https://a.b.apps.us.jupiterone.io/',
  'https://.apps.us.jupiterone.io/',
  'https://-.apps.us.jupiterone.io/',
  'https://a_b.apps.us.jupiterone.io/',
  'https://apps.us.jupiterone.us/',
  'https://apps.fedramp.jupiterone.io/',
  'https://apps.ca.jupiterone.io/',
  'https://apps.jupiterone.io/',
  'https://us.jupiterone.io/',
  'https://login.us.jupiterone.io/',
  'https://graphql.us.jupiterone.io/',
  'https://api.us.jupiterone.io/graphql',
  'https://docs.jupiterone.io/',
  'https://jupiterone.io/',
  'https://apps.us.jupiterоne.io/',
  'wss://apps.us.jupiterone.io/',
  'ftp://apps.us.jupiterone.io/',
  'blob:https://apps.us.jupiterone.io/1',
  'view-source:https://apps.us.jupiterone.io/',
  'filesystem:https://apps.us.jupiterone.io/temporary/',
  'javascript:location="https://apps.us.jupiterone.io/"',
  'data:text/html,https://apps.us.jupiterone.io/',
  'chrome-extension://abcdefghijklmnop/apps.us.jupiterone.io',
  'about:blank',
  '//apps.us.jupiterone.io/',
  'apps.us.jupiterone.io',
  '/settings/account-management',
  '',
  ' ',
];

describe('the console that an address belongs to', () => {
  it.each(accepted)('%s is %s', (url, host, subdomain, region) => {
    expect(consoleOf(url)).toEqual({ host, subdomain, region });
  });

  it.each(refused)('%s is none', (url) => {
    expect(consoleOf(url)).toBeNull();
  });

  it.each([undefined, null, 7, {}, [], Symbol('url')])(
    '%s, which is no text, is none and does not throw',
    (value) => {
      expect(consoleOf(value as unknown as string)).toBeNull();
    },
  );

  it('never throws and never accepts a host outside the table, whatever the text', () => {
    const hosts = regions.map(({ consoleHost }) => consoleHost);
    const piece = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom('https://', 'http://', '.', '@', ':', '/', '#', '?', '\\', '\t', '%2e', '。', ...hosts),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const found = consoleOf(pieces.join(''));
        if (found === null) return;
        const own = hosts.filter(
          (host) => found.host === host || found.host === `${found.subdomain}.${host}`,
        );
        expect(own).toHaveLength(1);
        expect(new URL(pieces.join('')).origin).toBe(`https://${found.host}`);
      }),
      { numRuns: 500 },
    );
  });
});
