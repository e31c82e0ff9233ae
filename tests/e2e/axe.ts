/** axe-core on one page, for what a machine can tell about accessibility. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from './drivers/page.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the component library says aloud stands there for a few seconds, also when what it is about is gone. */
const announcer = ['[data-live-announcer]'];

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** One line for each broken rule and place; empty when all is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(`${source}\n;0`);
  const findings = await page.evaluate<Finding[]>(
    `axe.run({ exclude: ${JSON.stringify(announcer)} }, { resultTypes: ['violations'] }).then((result) => result.violations)`,
  );
  return findings.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').slice(1).join(' ').trim();
      return `${id} (${impact ?? 'unrated'}): ${help} at ${target.join(' ')}: ${why}`;
    }),
  );
}
