/** The only door to what Latchkey knows of J1's console: its hosts and its pages. */
export { consoleOf, type ConsoleAddress } from './console-of.ts';
export { detectPage } from './detect.ts';
export {
  hostsOfRegion,
  matchPatternsOf,
  optionalMatchPatterns,
  regions,
  shippedMatchPatterns,
  type Region,
  type RegionHosts,
} from './hosts.ts';
export type { ConsolePage, PageKind } from './page.ts';
