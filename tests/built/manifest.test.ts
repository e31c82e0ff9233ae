/** What each store gets to see of what Latchkey may do. A wider permission is a decision: it changes a case file. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/steps.ts';

const watched = [
  'manifest_version',
  'permissions',
  'optional_permissions',
  'host_permissions',
  'optional_host_permissions',
  'content_scripts',
  'content_security_policy',
  'externally_connectable',
  'incognito',
  'web_accessible_resources',
  'background',
  'action',
  'commands',
  'side_panel',
  'sidebar_action',
  'options_ui',
  'minimum_chrome_version',
  'browser_specific_settings',
];

/** Addresses that are never opened: of namespaces, of manuals in errors' texts, and of the bridge to a console tab. */
const onlyNames = new Set([
  'http://www.w3.org',
  'https://react.dev',
  'https://reactjs.org',
  'https://react-spectrum.adobe.com',
  'https://yarnpkg.com',
  'https://bridge.invalid',
]);

type Manifest = Record<string, unknown>;

function manifestOf(browser: string): Manifest {
  return JSON.parse(
    readFileSync(join(root, '.output', `${browser}-mv3`, 'manifest.json'), 'utf8'),
  ) as Manifest;
}

describe.each(['chrome', 'edge', 'firefox'])('the manifest for %s', (browser) => {
  const manifest = manifestOf(browser);

  test('asks for what its case file says and nothing else', () => {
    const file = join(root, 'tests', 'cases', 'manifest', `${browser}.json`);
    const expected = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const seen = Object.fromEntries(
      watched.filter((key) => key in manifest).map((key) => [key, manifest[key]]),
    );
    expect(seen).toEqual(expected);
  });

  test('offers no file of its own to any page', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  test('lets its pages connect to nothing', () => {
    const policy = manifest['content_security_policy'] as { extension_pages: string };
    expect(policy.extension_pages).toContain("connect-src 'none'");
    expect(policy.extension_pages).toContain("require-trusted-types-for 'script'");
  });

  test('names every file it needs, and each is there', () => {
    const named = JSON.stringify(manifest).match(/"\/?[\w./-]+\.(js|css|html|png)"/g) ?? [];
    const missing = named
      .map((each) => each.replaceAll(/^"\/?|"$/g, ''))
      .filter((file) => !existsSync(join(root, '.output', `${browser}-mv3`, file)));
    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(4);
  });
});

describe.each(['chrome', 'edge', 'firefox'])('the files for %s', (browser) => {
  const folder = join(root, '.output', `${browser}-mv3`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });

  test('name no host but the console hosts and their GraphQL hosts', () => {
    const hosts = files
      .filter((file) => file.endsWith('.js'))
      .flatMap(
        (file) => readFileSync(join(folder, file), 'utf8').match(/https?:\/\/[\w.*-]+\.[a-z]+/g) ?? [],
      );
    const other = hosts.filter((host) => !onlyNames.has(host) && !/\.jupiterone\.(io|us)$/.test(host));
    expect(other).toEqual([]);
  });

  test('hold no source map and no test code', () => {
    expect(files.filter((file) => /\.map$|sandbox|\.test\./.test(file))).toEqual([]);
  });
});
