import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { optionalMatchPatterns, shippedMatchPatterns } from './lib/console/hosts.ts';

/**
 * What an extension page may do. No connection at all: the pages that can hold a created secret have no way to
 * send it anywhere. The one Trusted Types policy is `lib/platform/trusted-types.ts`.
 */
const extensionPages = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/module-react'],
  outDir: '.output',
  targetBrowsers: ['chrome', 'firefox', 'edge'],
  vite: () => ({
    resolve: {
      alias: {
        // The console must not learn from an event that Latchkey is there.
        'wxt/utils/content-script-context': resolve('entrypoints/console.content/quiet-context.ts'),
      },
    },
  }),
  manifest: ({ browser }) => {
    const firefox = browser === 'firefox';
    return {
      name: '__MSG_extensionName__',
      description: '__MSG_extensionDescription__',
      default_locale: 'en',
      permissions: ['storage', 'alarms', 'scripting', ...(firefox ? [] : ['sidePanel'])],
      host_permissions: shippedMatchPatterns,
      optional_host_permissions: optionalMatchPatterns,
      content_security_policy: { extension_pages: extensionPages },
      action: { default_title: '__MSG_extensionName__' },
      commands: {
        _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
        ...(firefox
          ? { _execute_sidebar_action: { suggested_key: { default: 'Alt+Shift+K' } } }
          : {
              'open-panel': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_openPanel__' },
            }),
      },
      ...(firefox
        ? {
            incognito: 'not_allowed',
            browser_specific_settings: {
              gecko: {
                id: 'latchkey@latchkey.invalid',
                strict_min_version: '140.0',
                data_collection_permissions: { required: ['none'] },
              },
            },
          }
        : {
            incognito: 'split',
            minimum_chrome_version: '120',
            externally_connectable: { ids: [] },
          }),
    };
  },
});
