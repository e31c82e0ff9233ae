/** Builds the extension for the three browsers, or for those named: `npm run build -- chrome`. */
import { runStep } from './steps.ts';

const browsers = ['chrome', 'firefox', 'edge'];
const asked = process.argv.slice(2);
const unknown = asked.filter((browser) => !browsers.includes(browser));
if (unknown.length > 0) {
  console.error(`No such browser: ${unknown.join(', ')}. There are ${browsers.join(', ')}.`);
  process.exit(1);
}

for (const browser of asked.length > 0 ? asked : browsers) {
  const { ok, output } = await runStep(['node_modules/wxt/bin/wxt.mjs', 'build', '-b', browser]);
  if (!ok) {
    console.error(`${output}\nThe build for ${browser} failed.`);
    process.exit(1);
  }
  console.log(`Built .output/${browser}-mv3`);
}
