/** J1-W02 to W06 and W10: rules that come to nothing, contradict each other, or may be read otherwise by the server. */
import { denialOf, indexDenials, type AccessIndex } from '../access.ts';
import { ruleNumber } from '../describe.ts';
import { removalOf } from '../removal.ts';
import { finding, fixBy, perRule, type Check, type CheckContext, type Fix } from '../findings.ts';
import { nodesOf, valuesOf, type Entry, type Rule } from '../model.ts';
import { show } from '../show.ts';
import { splice } from '../splice.ts';
import { isKnownType, knownAction, typeWord, typesWithoutKnownActions } from '../vocabulary.ts';

function typeOf(resource: string): string {
  return resource.slice(0, Math.max(resource.indexOf(':'), 0));
}

/** Which types go with an action is inferred, so types that nothing is known about pass. */
function mayBelong(types: readonly string[], resource: string): boolean {
  const type = typeOf(resource);
  return resource === '*' || !isKnownType(type) || typesWithoutKnownActions.has(type) || types.includes(type);
}

export const actionsFitResources = perRule(function* actionsFitResources(rule, { say }) {
  const resources = [...valuesOf(rule.resources)];
  if (rule.anyResource || resources.length === 0) return;
  for (const { value, pointer } of rule.actions) {
    const action = knownAction(value);
    if (!action || resources.some((resource) => mayBelong(action.resourceTypes, resource))) continue;
    const what = show(resources[0] ?? '');
    if (action.resourceTypes.length === 0)
      yield finding('J1-W02', pointer, say('W02.onlyAll', { action: value, what }));
    else {
      const types = action.resourceTypes.map((type) => typeWord(type, say)).join(', ');
      yield finding('J1-W02', pointer, say('W02', { action: value, what, types }));
    }
  }
});

export const idsExist: Check = function* idsExist({ policy, facts, say }) {
  const known = new Map(Object.entries(facts.ids ?? {}).map(([type, ids]) => [type, new Set(ids)]));
  if (known.size === 0) return;
  for (const rule of policy.rules) {
    for (const { value, pointer } of rule.resources) {
      const type = typeOf(value);
      const id = value.slice(type.length + 1);
      if (type === '' || id.includes('*') || known.get(type)?.has(id) !== false) continue;
      yield finding('J1-W03', pointer, say('W03', { what: show(value) }));
    }
  }
};

export const noContradiction: Check = function* noContradiction({ policy, say }) {
  const denials = indexDenials(policy);
  for (const rule of policy.rules) {
    const clash = rule.effect === 'ALLOW' && rule.sound ? clashOf(rule, denials) : null;
    if (!clash) continue;
    const params = {
      rule: ruleNumber(rule.index),
      other: ruleNumber(clash.denial.index),
      action: show(clash.action.value),
      resource: show(clash.resource),
    };
    yield finding('J1-W04', clash.action.pointer, say('W04', params));
  }
};

/** An action and resource that this rule and an unconditional DENY name in the same words. */
function clashOf(rule: Rule, denials: AccessIndex): { action: Entry; resource: string; denial: Rule } | null {
  const resources = valuesOf(rule.resources);
  for (const action of rule.actions) {
    const row = denials.cells.get(action.value);
    if (!row) continue;
    for (const resource of row.size < resources.size ? row.keys() : resources) {
      const denial = resources.has(resource) ? row.get(resource)?.deny : null;
      if (denial) return { action, resource, denial };
    }
  }
  return null;
}

/** The DENY that covers a rule's first pair, if every pair of the rule is covered; `null` where some of it stays open. */
export function deadBecauseOf(rule: Rule, denials: AccessIndex): Rule | null {
  const resources = [...valuesOf(rule.resources)];
  // Where `*` is denied on a resource, no action needs to be looked at; this keeps huge rules from being multiplied.
  const open = resources.filter((resource) => !denialOf(denials, '*', resource));
  const covered = [...valuesOf(rule.actions)].every((action) =>
    open.every((resource) => denialOf(denials, action, resource)),
  );
  const [action, resource] = [rule.actions[0]?.value, resources[0]];
  if (!covered || action === undefined || resource === undefined) return null;
  return denialOf(denials, action, resource);
}

export const noDeadRules: Check = function* noDeadRules(context) {
  const { policy, say } = context;
  const denials = indexDenials(policy);
  const dead = policy.rules.flatMap((rule) => {
    const by = rule.effect === 'ALLOW' && rule.sound ? deadBecauseOf(rule, denials) : null;
    return by ? [{ rule, by }] : [];
  });
  const fix = removeRules(
    context,
    dead.map(({ rule }) => rule),
  );
  for (const { rule, by } of dead) {
    const params = { rule: ruleNumber(rule.index), other: ruleNumber(by.index) };
    yield finding('J1-W05', rule.pointer, say('W05', params), fix);
  }
};

export function removeRules({ policy, text, say }: CheckContext, rules: readonly Rule[]): Fix | undefined {
  const { permissions } = policy;
  if (!permissions || rules.length === 0) return undefined;
  const numbers = rules
    .slice(0, 5)
    .map(({ index }) => ruleNumber(index))
    .join(', ');
  const title =
    rules.length > 5
      ? say('fix.removeMany', { count: rules.length })
      : say('fix.remove', { rules: numbers, count: rules.length });
  return fixBy(title, () => splice(text, removalOf(permissions, nodesOf(rules))));
}

function grants(rule: Rule): boolean {
  return rule.intent === 'ALLOW' && rule.actions.length > 0 && rule.resources.length > 0;
}

/** A rule that another check already asks to mend may be meant to grant something. */
function isMendable(rule: Rule): boolean {
  return !rule.sound;
}

export const grantsSomething: Check = function* grantsSomething({ policy, say }) {
  const items = policy.permissions?.type === 'array' ? (policy.permissions.children ?? []).length : 0;
  if (items === 0 || policy.rules.length < items) return;
  if (!policy.rules.some((rule) => grants(rule) || isMendable(rule))) {
    yield finding('J1-W06', '', say('W06'));
    return;
  }
  for (const rule of policy.rules) {
    if (!rule.sound || (rule.actions.length > 0 && rule.resources.length > 0)) continue;
    const field = rule.actions.length === 0 ? 'actions' : 'resources';
    yield finding(
      'J1-W06',
      `${rule.pointer}/${field}`,
      say('W06.rule', { rule: ruleNumber(rule.index), field }),
    );
  }
};

/**
 * J1's pages contradict each other on whether account keys may use `*`, and on the form of conditions. Said once for
 * the policy. Where the account is known to refuse `*` it is an error, where it is known to take it, it is fine.
 */
export const readAlikeEverywhere: Check = function* readAlikeEverywhere({ policy, facts, say }) {
  const stars = policy.rules
    .flatMap((rule) => [...rule.actions, ...rule.resources])
    .filter(({ value }) => value === '*');
  const [star] = stars;
  if (star && facts.wildcards !== 'accepted') {
    const refused = facts.wildcards === 'refused';
    const message = say(refused ? 'W10.refused' : 'W10.star', { count: stars.length });
    const found = finding('J1-W10', star.pointer, message);
    yield refused ? { ...found, severity: 'error' } : found;
    return;
  }
  const legacy = policy.rules.find((rule) => rule.condition?.operators.includes('stringEquals'));
  if (legacy?.condition)
    yield finding('J1-W10', `${legacy.condition.pointer}/stringEquals`, say('W10.stringEquals'));
};
