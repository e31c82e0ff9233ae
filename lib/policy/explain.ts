/** What a policy lets a key do, one plain sentence a line, riskiest first; the same text for the same policy. */
import type { Locale } from '../i18n/text.ts';
import { denialOf, indexDenials } from './access.ts';
import {
  describeCondition,
  describeRefusal,
  describeResources,
  describeUse,
  ruleNumber,
} from './describe.ts';
import { isNarrowed, readPolicy, type Policy, type Rule } from './model.ts';
import { showWord } from './show.ts';
import { sayIn, type Say } from './text.ts';
import { knownAction } from './vocabulary.ts';

interface Line {
  readonly risk: number;
  readonly text: string;
}

/** Lower is riskier. */
const risk = {
  everything: 0,
  everyActionFiltered: 1,
  everyActionScoped: 2,
  writeAll: 3,
  unknownAll: 4,
  bulkRead: 5,
  writeScoped: 6,
  unknownScoped: 7,
  readAll: 8,
  readFiltered: 9,
  readScoped: 10,
  nothingAllowed: 11,
  withoutEffect: 12,
  denied: 13,
  deniedWhere: 14,
  unreadable: 15,
  note: 16,
} as const;

const bulkReads: ReadonlySet<string> = new Set([
  'query:ReadGraphData',
  'persister:GetEntityRawData',
  'parameters:GetParameter',
  'parameters:GetParameterList',
]);

/**
 * One sentence a line. Rules that an unconditional DENY covers are told as having no effect. A text that cannot be
 * read gets one sentence that says so. Never throws.
 */
export function explainPolicy(text: string, locale: Locale = 'en'): string[] {
  const say = sayIn(locale);
  const policy = readPolicy(text);
  if (!policy.readable) return [say('explain.unreadable')];
  if (policy.permissions?.type !== 'array') return [say('explain.noRules')];
  const denials = denialsOf(policy);
  const lines = policy.rules.flatMap((rule) => [...linesOf(rule, denials, say)]);
  const count = (policy.permissions.children ?? []).length - policy.rules.length;
  if (count > 0) lines.push({ risk: risk.unreadable, text: say('explain.notRules', { count }) });
  if (!lines.some((line) => line.risk < risk.nothingAllowed))
    lines.push({ risk: risk.nothingAllowed, text: say('explain.nothing') });
  if (!denials.complete()) lines.push({ risk: risk.note, text: say('explain.incomplete') });
  if (hasBoth(policy)) lines.push({ risk: risk.note, text: say('explain.denyWins') });
  lines.sort((one, other) => one.risk - other.risk);
  return [...new Set(lines.map((line) => line.text))];
}

/** Takes from a rule what is denied, up to a number of looks that no honest policy reaches. */
interface Denials {
  without(action: string, resources: readonly string[]): readonly string[];
  complete(): boolean;
}

const mostLooks = 1_000_000;

function denialsOf(policy: Policy): Denials {
  const index = indexDenials(policy);
  let looks = 0;
  return {
    without(action, resources) {
      if (!index.cells.has(action) && !index.cells.has('*')) return resources;
      looks += resources.length;
      if (looks > mostLooks) return resources;
      return resources.filter((resource) => !denialOf(index, action, resource));
    },
    complete: () => index.complete && looks <= mostLooks,
  };
}

function hasBoth(policy: Policy): boolean {
  const effects = new Set(policy.rules.filter(({ sound }) => sound).map(({ effect }) => effect));
  return effects.size === 2;
}

function* linesOf(rule: Rule, denials: Denials, say: Say): Iterable<Line> {
  if (!rule.sound)
    yield { risk: risk.unreadable, text: say('explain.ruleUnreadable', { rule: ruleNumber(rule.index) }) };
  else if (rule.effect === 'DENY') yield* denialLines(rule, say);
  else yield* allowLines(rule, denials, say);
}

function* denialLines(rule: Rule, say: Say): Iterable<Line> {
  const resources = simplified(rule.resources.map(({ value }) => value));
  if (resources.length === 0) return;
  for (const action of simplified(rule.actions.map(({ value }) => value))) {
    const use = describeRefusal(action, resources, say);
    if (!rule.condition) yield { risk: risk.denied, text: say('explain.cannot', { use }) };
    else {
      const condition = describeCondition(rule.condition, say);
      yield { risk: risk.deniedWhere, text: say('explain.cannotWhere', { use, condition }) };
    }
  }
}

/** Beside a lone `*` nothing else matters. */
function simplified(values: readonly string[]): string[] {
  return values.includes('*') ? ['*'] : [...new Set(values)];
}

function* allowLines(rule: Rule, denials: Denials, say: Say): Iterable<Line> {
  const resources = simplified(rule.resources.map(({ value }) => value));
  const actions = simplified(rule.actions.map(({ value }) => value));
  const [partial, literal] = [
    resources.filter(isPartial),
    resources.filter((resource) => !isPartial(resource)),
  ];
  if (partial.length > 0) {
    yield {
      risk: risk.withoutEffect,
      text: say('explain.partialWildcard', { what: describeResources(partial, say) }),
    };
  }
  let dead = actions.length > 0 && literal.length > 0;
  for (const action of actions) {
    const open = denials.without(action, literal);
    if (isPartial(action)) {
      dead = false;
      yield { risk: risk.withoutEffect, text: say('explain.partialWildcard', { what: showWord(action) }) };
    } else if (open.length > 0) {
      dead = false;
      yield allowLine(rule, action, open, say);
    }
  }
  if (dead) yield { risk: risk.withoutEffect, text: say('explain.dead', { rule: ruleNumber(rule.index) }) };
}

function isPartial(word: string): boolean {
  return word !== '*' && word.includes('*');
}

function allowLine(rule: Rule, action: string, resources: readonly string[], say: Say): Line {
  const filtered = isNarrowed(rule);
  const use = describeUse(action, resources, filtered, say);
  const at = riskOf(action, resources[0] === '*', filtered);
  if (!rule.condition) return { risk: at, text: say('explain.can', { use }) };
  const condition = describeCondition(rule.condition, say);
  // That a filter narrows graph reads alone is inferred; the sentence must not promise more.
  if (action === '*') return { risk: at, text: say('explain.canFilteredReads', { use, condition }) };
  return { risk: at, text: say('explain.canWhere', { use, condition }) };
}

function riskOf(action: string, all: boolean, filtered: boolean): number {
  if (action === '*')
    return all ? (filtered ? risk.everyActionFiltered : risk.everything) : risk.everyActionScoped;
  const access = knownAction(action)?.access;
  if (access === 'write') return all ? risk.writeAll : risk.writeScoped;
  if (!access) return all ? risk.unknownAll : risk.unknownScoped;
  if (!all) return risk.readScoped;
  if (action === 'query:ReadGraphData' && filtered) return risk.readFiltered;
  return bulkReads.has(action) ? risk.bulkRead : risk.readAll;
}
