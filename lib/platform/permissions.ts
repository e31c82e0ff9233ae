/**
 * Access to console hosts, which the browser grants and takes back as the user says. Nothing here is remembered:
 * what the browser says now is what holds.
 */
import { hostsOfRegion, matchPatternsOf, type Region } from '../console/hosts.ts';
import { browser } from './browser.ts';

function originsOf(region: Region): { origins: string[] } {
  return { origins: matchPatternsOf(hostsOfRegion(region)) };
}

/** Whether Latchkey may act on the consoles of a region right now. */
export function hasRegion(region: Region): Promise<boolean> {
  return browser.permissions.contains(originsOf(region));
}

/** Whether the browser lets Latchkey act on this very console host right now. */
export function hasHost(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`https://${host}/*`] });
}

/**
 * Asks for the consoles of a region. Call it first thing in a click's handler: the browser only asks the user while
 * it still counts as part of the click.
 *
 * @returns `false` where the user, or a policy of the organisation, refused
 */
export async function requestRegion(region: Region): Promise<boolean> {
  try {
    return await browser.permissions.request(originsOf(region));
  } catch {
    return false;
  }
}

/** @returns `false` where the browser keeps it, as it does with hosts that came with the installation */
export async function removeRegion(region: Region): Promise<boolean> {
  try {
    return await browser.permissions.remove(originsOf(region));
  } catch {
    return false;
  }
}

/** Calls back after access was given or taken, here or in the browser's own settings. Returns the way to stop. */
export function watchPermissions(listener: () => void): () => void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  return () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
  };
}
