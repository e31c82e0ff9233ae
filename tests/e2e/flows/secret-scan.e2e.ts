import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { waitFor } from '../drivers/wait.ts';
import { flow } from '../flow.ts';
import { createKey, fillNewKey } from '../surfaces.ts';

/** Files of the profile that hold the text, as UTF-8 or as UTF-16, which is how a browser writes what it restores. */
function filesHolding(folder: string, text: string): string[] {
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    try {
      const path = join(folder, name);
      if (!statSync(path).isFile()) return false;
      const content = readFileSync(path);
      return forms.some((form) => content.includes(form));
    } catch {
      // A file that the browser removed meanwhile, or one of its sockets and locks.
      return false;
    }
  });
}

/** Text that must be found, or the search proves nothing: as a browser stores it, and in both encodings. */
const canary = 'canary-7f3a91d2c4';

flow(
  'a created secret is nowhere in the browser profile, open or closed, while a planted canary is found',
  async (running) => {
    const { browser, extension } = running;
    const { page } = await running.openConsole();
    const panel = await extension.openPanel(page);
    await panel.find('row', /splunk-prod/);
    await extension.evaluate(`chrome.storage.local.set({ canary: '${canary}-local' })`);
    await page.evaluate(`localStorage.setItem('canary', '${canary}-page')`);
    writeFileSync(join(browser.profile, 'utf16.txt'), Buffer.from(`${canary}-utf16`, 'utf16le'));

    await fillNewKey(panel, { name: 'scanned' });
    const secret = await createKey(panel);
    await (await panel.find('button', 'Copy secret')).click();
    await panel.find('button', 'Copied');
    await extension.stopWorker();
    await waitFor('canary on disk', () => filesHolding(browser.profile, `${canary}-local`).length > 0);
    expect(filesHolding(browser.profile, secret)).toEqual([]);

    await (await panel.find('button', 'I have saved it')).click();
    await panel.gone('region', 'New key secret');
    await browser.quit();
    expect(filesHolding(browser.profile, `${canary}-local`)).not.toEqual([]);
    expect(filesHolding(browser.profile, `${canary}-page`)).not.toEqual([]);
    expect(filesHolding(browser.profile, `${canary}-utf16`)).toEqual(['utf16.txt']);
    expect(filesHolding(browser.profile, secret)).toEqual([]);
    expect(secret.length).toBeGreaterThan(20);
  },
);

flow('a secret never reaches the console page, its storage, any log or any title', async (running) => {
  const { browser, extension } = running;
  const { page } = await running.openConsole();
  const worker = await extension.watchWorker();
  const panel = await extension.openPanel(page);
  await panel.find('row', /splunk-prod/);
  await fillNewKey(panel, { name: 'unseen' });
  const secret = await createKey(panel);

  const found = await page.evaluate<boolean>(
    `window.find(${JSON.stringify(secret)}) || document.documentElement.outerHTML.includes(${JSON.stringify(secret)})`,
  );
  expect(found).toBe(false);
  const stored = await page.evaluateInContentScript<string>(
    extension.id,
    `Promise.allSettled(['local', 'session', 'sync'].map((area) => chrome.storage[area].get(null)))
      .then((all) => JSON.stringify(all))`,
  );
  expect(stored).not.toContain(secret);
  expect(JSON.stringify(await extension.storage('local'))).not.toContain(secret);
  expect(JSON.stringify(await extension.storage('sync'))).not.toContain(secret);
  // The one place that holds it until it is saved; this shows that the looking above would have found it.
  expect(JSON.stringify(await extension.storage('session'))).toContain(secret);

  const titles = (await browser.targets()).map(({ title, url }) => `${title} ${url}`).join('\n');
  expect(titles).not.toContain(secret);
  expect(await extension.badgeTitle()).not.toContain(secret);
  const said = [...browser.seen.flatMap(({ messages }) => messages), ...worker.messages].join('\n');
  expect(said).not.toContain(secret);
});
