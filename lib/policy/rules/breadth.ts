/** J1-S01 to S06 and S08: how much a policy opens. Deny rules open nothing, and only readable conditions narrow. */
import { describeCondition, ruleNumber } from '../describe.ts';
import { finding, perRule, type Check } from '../findings.ts';
import { isNarrowed, type Rule } from '../model.ts';
import { knownAction } from '../vocabulary.ts';

function allows(rule: Rule): boolean {
  return rule.intent === 'ALLOW';
}

function names(rule: Rule, ...actions: readonly string[]): string[] {
  return actions.filter((action) => rule.actions.some(({ value }) => value === action));
}

export const administrator = perRule(function* administrator(rule, { say }) {
  if (allows(rule) && rule.anyAction && rule.anyResource && !isNarrowed(rule)) {
    yield finding('J1-S01', rule.pointer, say('S01', { rule: ruleNumber(rule.index) }));
  }
});

/** That a filter narrows graph reads only is inferred; so is that new actions join the `*`. */
export const everyAction = perRule(function* everyAction(rule, { say }) {
  if (!allows(rule) || !rule.anyAction || rule.resources.length === 0) return;
  const params = { rule: ruleNumber(rule.index) };
  if (rule.condition && isNarrowed(rule)) {
    const condition = describeCondition(rule.condition, say);
    yield finding('J1-S02', rule.pointer, say('S02.filtered', { ...params, condition }));
  } else if (!rule.anyResource) yield finding('J1-S02', rule.pointer, say('S02.scoped', params));
});

export const writesEverywhere = perRule(function* writesEverywhere(rule, { say }) {
  if (!allows(rule) || !rule.anyResource || rule.anyAction) return;
  const writes = [...new Set(rule.actions.map(({ value }) => value))].filter(
    (value) => knownAction(value)?.access === 'write',
  );
  if (writes.length === 0) return;
  const params = { rule: ruleNumber(rule.index), actions: writes.join(', ') };
  yield finding('J1-S03', rule.pointer, say('S03', params));
});

export const wholeGraph = perRule(function* wholeGraph(rule, { say }) {
  if (!allows(rule) || !rule.anyResource || rule.anyAction || isNarrowed(rule)) return;
  if (names(rule, 'query:ReadGraphData').length === 0) return;
  yield finding('J1-S04', rule.pointer, say('S04', { rule: ruleNumber(rule.index) }));
});

export const rawDataOfAll = perRule(function* rawDataOfAll(rule, { say }) {
  if (!allows(rule) || rule.anyAction || names(rule, 'persister:GetEntityRawData').length === 0) return;
  if (!rule.anyResource && !rule.resources.some(({ value }) => value === 'entity:*')) return;
  yield finding('J1-S05', rule.pointer, say('S05', { rule: ruleNumber(rule.index) }));
});

export const parametersInBulk = perRule(function* parametersInBulk(rule, { say }) {
  if (!allows(rule) || !rule.anyResource || rule.anyAction) return;
  const read = names(rule, 'parameters:GetParameter', 'parameters:GetParameterList');
  if (read.length === 0) return;
  yield finding(
    'J1-S06',
    rule.pointer,
    say('S06', { rule: ruleNumber(rule.index), actions: read.join(', ') }),
  );
});

export const denyList: Check = function* denyList({ policy, say }) {
  const broad = policy.rules.find((rule) => allows(rule) && rule.anyAction && rule.resources.length > 0);
  const denials = policy.rules.filter(
    (rule) => rule.intent === 'DENY' && rule.actions.length > 0 && rule.resources.length > 0,
  );
  if (!broad || denials.length === 0) return;
  const params = { rule: ruleNumber(broad.index), count: denials.length };
  yield finding('J1-S08', broad.pointer, say('S08', params));
};
