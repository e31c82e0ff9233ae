import { defineContentScript } from 'wxt/utils/define-content-script';
import { shippedMatchPatterns } from '../../lib/console/index.ts';
import { nativeRuntime } from '../../lib/messaging/native-runtime.ts';
import { runConsoleScript } from './run.ts';

export default defineContentScript({
  matches: shippedMatchPatterns,
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main() {
    const runtime = nativeRuntime();
    if (runtime !== undefined && window.top === window) runConsoleScript(window, runtime);
  },
});
