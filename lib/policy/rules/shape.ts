/** J1-E03, E04, E05: a rule has an effect, actions and resources, each of the documented type. */
import type { Node } from 'jsonc-parser';
import {
  finding,
  fixBy,
  perRule,
  type Check,
  type CheckContext,
  type Finding,
  type Fix,
} from '../findings.ts';
import type { Rule } from '../model.ts';
import { keyOf } from '../pointer.ts';
import { show, showWord } from '../show.ts';
import { over, rawText, splice } from '../splice.ts';
import { ruleNumber } from '../describe.ts';
import { foreignKeys } from './foreign.ts';

const wanted = ['effect', 'actions', 'resources'] as const;

export const completeRules: Check = function* completeRules(context) {
  const { policy, say } = context;
  const items = policy.permissions?.type === 'array' ? (policy.permissions.children ?? []) : [];
  for (const [index, item] of items.entries()) {
    if (item.type === 'object') continue;
    yield finding('J1-E03', `/permissions/${index}`, say('E03.notObject', { rule: ruleNumber(index) }));
  }
  for (const rule of policy.rules) {
    const missing = wanted.filter((field) => !rule.fields.has(field));
    if (missing.length === 0 || foreignKeys(rule.node).length > 0) continue;
    const message = say('E03.missing', { rule: ruleNumber(rule.index), fields: missing.join(', ') });
    yield finding('J1-E03', rule.pointer, message, renamed(context, rule, missing));
  }
};

/** `action` for `actions`, `Resources` for `resources`: the key alone is set right, if that completes the rule. */
function renamed({ text, say }: CheckContext, rule: Rule, missing: readonly string[]): Fix | undefined {
  const keys = missing.map((field) => {
    const alike = (rule.node.children ?? []).filter((property) => {
      const key = keyOf(property).toLowerCase();
      return key === field || `${key}s` === field;
    });
    const name: Node | undefined = alike.length === 1 ? alike[0]?.children?.[0] : undefined;
    return name && over(name, JSON.stringify(field));
  });
  const splices = keys.filter((key) => key !== undefined);
  if (splices.length < missing.length) return undefined;
  return fixBy(say('E03.fix.rename', { fields: missing.join(', ') }), () => splice(text, splices));
}

export const exactEffect: Check = perRule(function* exactEffect(rule, { text, say }) {
  const node = rule.fields.get('effect');
  if (!node || rule.effect) return;
  const written = typeof node.value === 'string' ? showWord(node.value) : show(rawText(text, node));
  const { intent } = rule;
  const fix =
    intent &&
    fixBy(say('E04.fix', { effect: intent }), () => splice(text, [over(node, JSON.stringify(intent))]));
  yield finding('J1-E04', `${rule.pointer}/effect`, say('E04', { effect: written }), fix ?? undefined);
});

export const listsOfStrings: Check = perRule(function* listsOfStrings(rule, context) {
  for (const field of ['actions', 'resources'] as const) {
    const node = rule.fields.get(field);
    if (node) yield* listFindings(node, field, `${rule.pointer}/${field}`, context);
  }
});

function* listFindings(
  node: Node,
  field: string,
  pointer: string,
  { text, say }: CheckContext,
): Iterable<Finding> {
  if (node.type === 'string') {
    const fix = fixBy(say('E05.fix'), () => splice(text, [over(node, `[${rawText(text, node)}]`)]));
    yield finding('J1-E05', pointer, say('E05.string', { field }), fix);
  } else if (node.type !== 'array') yield finding('J1-E05', pointer, say('E05.notList', { field }));
  else {
    const index = (node.children ?? []).findIndex(({ type }) => type !== 'string');
    if (index >= 0) yield finding('J1-E05', `${pointer}/${index}`, say('E05.notString', { field }));
  }
}
