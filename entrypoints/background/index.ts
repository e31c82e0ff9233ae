import { defineBackground } from 'wxt/utils/define-background';
import { config } from 'zod/mini';
import { startBackground } from '../../lib/background/start.ts';

export default defineBackground({
  type: 'module',
  main() {
    // The content security policy forbids the code generation that zod would try.
    config({ jitless: true });
    startBackground({ now: () => Date.now() });
  },
});
