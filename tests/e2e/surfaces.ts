/** What a person does on the popup and the side panel, told by the accessible names that both share. */
import type { Element } from './drivers/element.ts';
import type { Page } from './drivers/page.ts';

export interface NewKey {
  readonly name: string;
  /** A template's title; the one already chosen otherwise. */
  readonly template?: string;
  /** As the control reads, `7 days`. */
  readonly expiresIn?: string;
}

/** Fills in the form for a new key, opening it where it is not open yet, and ticks what has to be accepted. */
export async function fillNewKey(page: Page, { name, template, expiresIn }: NewKey): Promise<void> {
  if ((await page.all('textbox', 'Key name')).length === 0)
    await (await page.find('button', 'New key')).click();
  await (await page.find('textbox', 'Key name')).fill(name);
  if (template) await (await page.find('combobox', 'Template')).choose(template);
  if (expiresIn) await (await page.find('combobox', 'Expires in')).choose(expiresIn);
  await acceptFindings(page);
}

export async function acceptFindings(page: Page): Promise<void> {
  for (const box of await page.all('checkbox', /^I accept: /)) await box.click();
}

/** Presses "Create key" in the form that is open, and waits for the secret. */
export async function createKey(page: Page): Promise<string> {
  await (await page.find('button', 'Create key')).click();
  return readSecret(page);
}

/** The secret that is shown; waits for it. */
export async function readSecret(page: Page, { timeout = 15_000 } = {}): Promise<string> {
  const region = await page.find('region', 'New key secret', { timeout });
  const code = await page.find('code', '', { within: region, timeout });
  return code.call<string>('function () { return this.textContent; }');
}

/** Opens the dialog for revoking a key from its row. */
export async function askToRevoke(page: Page, name: string): Promise<Element> {
  await (await page.find('button', `Revoke ${name}`)).click();
  return page.find('alertdialog', `Revoke ${name}?`);
}

/** Revokes as a person does who means it: types the name where that is asked for, and presses "Revoke key". */
export async function revokeKey(page: Page, name: string): Promise<void> {
  const dialog = await askToRevoke(page, name);
  const button = await page.find('button', 'Revoke key', { within: dialog });
  const [typed] = await page.all('textbox', 'Type the key name to confirm', dialog);
  if (typed) await typed.fill(name);
  await button.click();
  await page.gone('alertdialog', `Revoke ${name}?`);
}
