/** Makes the zips for the three stores, and the sources zip that Firefox's store asks for, in `.output`. */
import { runStep } from './steps.ts';

for (const browser of ['chrome', 'firefox', 'edge']) {
  const { ok, output } = await runStep(['node_modules/wxt/bin/wxt.mjs', 'zip', '-b', browser]);
  console.log(output);
  if (!ok) process.exit(1);
}
