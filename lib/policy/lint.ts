/**
 * Runs the catalogue on a policy text: 38 checks in four severities. Errors keep a key from being created, security
 * findings want to be accepted one by one, warnings and suggestions are advice. All offline; what needs the account's
 * data runs when that data is handed in.
 */
import type { Locale } from '../i18n/text.ts';
import type { Check, CheckContext, Finding, PolicyFacts, Severity } from './findings.ts';
import { readPolicy } from './model.ts';
import * as breadth from './rules/breadth.ts';
import * as conditions from './rules/conditions.ts';
import * as effect from './rules/effect.ts';
import { noForeignKeys } from './rules/foreign.ts';
import * as key from './rules/key.ts';
import { names } from './rules/names.ts';
import * as shape from './rules/shape.ts';
import { hasRules, strictJson } from './rules/text.ts';
import * as tidiness from './rules/tidiness.ts';
import { sayIn } from './text.ts';

/** Of the text alone, errors to warnings; on a text that is no JSON only the first has something to say. */
const textChecks: readonly Check[] = [
  strictJson,
  hasRules,
  noForeignKeys,
  shape.completeRules,
  shape.exactEffect,
  shape.listsOfStrings,
  names,
  conditions.readableCondition,
  breadth.administrator,
  breadth.everyAction,
  breadth.writesEverywhere,
  breadth.wholeGraph,
  breadth.rawDataOfAll,
  breadth.parametersInBulk,
  breadth.denyList,
  key.onlySyncs,
  effect.actionsFitResources,
  effect.noContradiction,
  effect.noDeadRules,
  effect.grantsSomething,
  conditions.conditionHasEffect,
  conditions.satisfiableFilters,
];

/** Suggestions: no part of the grade. */
const tidyChecks: readonly Check[] = [
  tidiness.noRepeatedRules,
  tidiness.noRepeatedEntries,
  tidiness.noMergeableRules,
  tidiness.readsAndWritesApart,
];

/** Of the text in the light of the account, or of the key around it. */
const factChecks: readonly Check[] = [
  key.shadowAdministrators,
  key.sharedPolicy,
  key.moreAccessElsewhere,
  key.tellingName,
  effect.idsExist,
  effect.readAlikeEverywhere,
  conditions.knownClassesAndTypes,
];

const order: readonly Severity[] = ['error', 'security', 'warning', 'suggestion'];

/**
 * Every finding, gravest first, then by id, then in the order of the text. Never throws, whatever the text. A
 * finding's `fix.text` is the whole policy after the fix and no longer has that finding.
 */
export function lintPolicy(text: string, facts: PolicyFacts = {}, locale: Locale = 'en'): Finding[] {
  const findings = run([...textChecks, ...factChecks, ...tidyChecks], text, facts, locale);
  return findings.sort(
    (one, other) =>
      order.indexOf(one.severity) - order.indexOf(other.severity) ||
      (one.id < other.id ? -1 : Number(one.id > other.id)),
  );
}

/** What the grade is made of, in the order of the catalogue: the same findings without the suggestions. */
export function gradingFindings(text: string, facts: PolicyFacts, locale: Locale): Finding[] {
  return run([...textChecks, ...factChecks], text, facts, locale);
}

function run(checks: readonly Check[], text: string, facts: PolicyFacts, locale: Locale): Finding[] {
  const context: CheckContext = { text, policy: readPolicy(text), facts, say: sayIn(locale) };
  const findings: Finding[] = [];
  for (const check of checks) {
    for (const each of check(context)) findings.push(each);
  }
  for (const each of key.lifetime(findings)(context)) findings.push(each);
  return findings;
}
