/**
 * Everything that is checked, in one go: `all` (npm test, and CI), `check` (all that needs no browser) or `browser`.
 * Counts every test and every step, names the slowest, and ends with one line `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOrInstallChromium } from './chromium.ts';
import { root, runStep, stopSteps } from './steps.ts';
import { killLeftBrowsers } from '../tests/e2e/drivers/left-browsers.ts';

interface Test {
  readonly name: string;
  readonly ms: number;
  readonly failed: boolean;
}

const bin = {
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  tsc: 'node_modules/typescript/bin/tsc',
  codegen: 'node_modules/@graphql-codegen/cli/cjs/bin.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

const [scope = 'all', ...vitestArgs] = process.argv.slice(2);
const reports = join(root, '.output', 'reports');
const tests: Test[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopSteps();
    killLeftBrowsers();
    process.exit(1);
  });
}

mkdirSync(reports, { recursive: true });
if (scope === 'all' || scope === 'check') {
  await step('format (oxfmt)', [bin.oxfmt, '--check', '.']);
  await step('lint (oxlint, type-aware)', [bin.oxlint, '--type-aware', '--deny-warnings']);
  await step('types (tsc)', [bin.tsc, '--noEmit']);
  await step('generated code is up to date', [bin.codegen, '--config', 'codegen.ts', '--check']);
  await vitest('plain', ['unit', 'components']);
}
if (scope === 'all' || scope === 'browser') {
  await step('build (chrome, firefox, edge)', ['scripts/build.ts']);
  if (await chromiumIsThere()) await vitest('browser', ['built', 'e2e']);
  killLeftBrowsers();
}
sumUp();

/** One program that passes or fails as a whole. */
async function step(name: string, args: string[]): Promise<void> {
  const start = performance.now();
  const { ok, output } = await runStep(args);
  record({ name, ms: performance.now() - start, failed: !ok });
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name}`);
  if (!ok) console.log(output);
}

/** One run of vitest. Its own exit code counts too, so that a crash outside any test is a failure. */
async function vitest(name: string, projects: string[]): Promise<void> {
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  const { ok, code } = await runStep(
    [
      bin.vitest,
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...vitestArgs,
    ],
    { show: true },
  );
  const found = readReport(file);
  found.forEach(record);
  if (found.length === 0) record({ name: `${name}: no test ran`, ms: 0, failed: true });
  else if (!ok && !found.some((test) => test.failed)) {
    record({ name: `${name}: vitest ended with code ${code}`, ms: 0, failed: true });
  }
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { fullName: string; status: string; duration?: number | null }[];
  }[];
}

/** A file that failed to load and a skipped test count as failures: nothing is skipped here. */
function readReport(file: string): Test[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return [];
  }
  return report.testResults.flatMap((suite) => {
    const path = suite.name.replace(root, '');
    const inSuite = suite.assertionResults.map((test) => ({
      name: `${path}: ${test.fullName}${test.status === 'passed' ? '' : ` (${test.status})`}`,
      ms: test.duration ?? 0,
      failed: test.status !== 'passed',
    }));
    const brokenOutsideTests = suite.status === 'failed' && !inSuite.some((test) => test.failed);
    return brokenOutsideTests
      ? [...inSuite, { name: `${path}: the file failed`, ms: 0, failed: true }]
      : inSuite;
  });
}

async function chromiumIsThere(): Promise<boolean> {
  try {
    await findOrInstallChromium();
    return true;
  } catch (error) {
    console.log(String(error));
    record({ name: 'a Chromium for the browser tests', ms: 0, failed: true });
    return false;
  }
}

function record(test: Test): void {
  tests.push(test);
}

function sumUp(): void {
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
  console.log('\nThe ten slowest:');
  for (const { ms, name } of slowest) console.log(`${(ms / 1000).toFixed(2).padStart(8)} s  ${name}`);
  const failed = tests.filter((test) => test.failed);
  if (failed.length > 0) console.log('\nFailed:');
  for (const { name } of failed) console.log(`  ${name}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
  console.log(`\n${tests.length - failed.length} passed, ${failed.length} failed`);
}
