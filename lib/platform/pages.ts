/** What a page of Latchkey asks of the browser about itself and its window. */
import { browser } from './browser.ts';

/** The window this page belongs to; `null` where the browser does not say. */
export async function currentWindowId(): Promise<number | null> {
  return (await browser.windows.getCurrent()).id ?? null;
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** Opens a console host in a new tab: `acme.apps.us.jupiterone.io`. */
export async function openConsoleHost(host: string): Promise<void> {
  await browser.tabs.create({ url: `https://${host}/` });
}

/** Starts the extension anew: the way out when the background no longer answers. Closes every page of it. */
export function reloadExtension(): void {
  browser.runtime.reload();
}

export interface ManifestFacts {
  /** `1.4.0` */
  readonly version: string;
  readonly permissions: readonly string[];
}

/** What this very build asks for: the settings say what the manifest says. */
export function manifestFacts(): ManifestFacts {
  const { version, permissions = [] } = browser.runtime.getManifest();
  return { version, permissions };
}
