/** Tries every control of a page once, as a curious person would, to see that none of it is refused or breaks. */
import type { Element } from './drivers/element.ts';
import type { Page } from './drivers/page.ts';
import { waitFor } from './drivers/wait.ts';

const presses = ['button', 'checkbox', 'radio', 'switch', 'menuitem', 'DisclosureTriangle'];
const fields = ['searchbox', 'textbox'];
const steps = ['combobox', 'spinbutton'];
/** Last, because they take away what is there. */
const moves = ['tab'];

/** How long something may take to turn up after a press. */
const settling = 600;

export interface OperateOptions {
  /** Controls left alone, because they end the page, leave it, or change an account. */
  readonly except: RegExp;
}

/** Controls that every row has; one of each kind is enough. */
const alike = /^(Revoke|New key from|Details of|Show policy of|Hide policy of|More about|Copy|I accept:) /;

/**
 * Goes on until nothing new turns up: what a control opens is tried as well, a dialog first.
 *
 * @returns role and name of everything that was tried.
 */
export async function operateEverything(page: Page, { except }: OperateOptions): Promise<string[]> {
  const tried = new Set<string>();
  for (;;) {
    const [dialog] = [
      ...(await page.all('dialog')),
      ...(await page.all('alertdialog')),
      ...(await page.all('menu')),
    ];
    const next = await turnsUp(page, tried, except, dialog);
    if (next) {
      tried.add(labelOf(next));
      await operate(page, next);
    } else if (dialog) {
      await page.press('Escape');
      await page.gone(dialog.role, dialog.name);
    } else if (!(await findLeftBehind(page, tried, except))) {
      return [...tried];
    }
  }
}

/** Looks at each tab again: something in one may have led to another before all of it was tried. */
async function findLeftBehind(page: Page, tried: ReadonlySet<string>, except: RegExp): Promise<boolean> {
  for (const tab of await page.all('tab')) {
    await tab.click();
    if (await turnsUp(page, tried, except)) return true;
  }
  return false;
}

function turnsUp(
  page: Page,
  tried: ReadonlySet<string>,
  except: RegExp,
  dialog?: Element,
): Promise<Element | undefined> {
  const look = () => untried(page, tried, except, dialog);
  return waitFor('control', look, { timeout: settling }).catch(() => undefined);
}

async function untried(
  page: Page,
  tried: ReadonlySet<string>,
  except: RegExp,
  dialog: Element | undefined,
): Promise<Element | undefined> {
  for (const role of [...fields, ...steps, ...presses, ...moves]) {
    const found = await page.all(role, undefined, dialog);
    const next = found.find((each) => !tried.has(labelOf(each)) && !except.test(each.name));
    if (next) return next;
  }
  return undefined;
}

const labelOf = ({ role, name }: Element): string => `${role} ${alike.exec(name)?.[1] ?? name}`;

async function operate(page: Page, element: Element): Promise<void> {
  if (steps.includes(element.role)) {
    await element.focus();
    await page.press('ArrowDown');
  } else if (fields.includes(element.role)) {
    await element.focus();
    await page.type('a1');
  } else if (!(await element.isDisabled())) {
    await element.click();
  }
}
