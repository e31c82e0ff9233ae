/** J1-E06: keys of AWS policies, which J1 does not know. */
import type { Node } from 'jsonc-parser';
import { removalOf } from '../removal.ts';
import { finding, fixBy, type Check, type CheckContext, type Finding, type Fix } from '../findings.ts';
import { fieldsOf, intendedEffect } from '../model.ts';
import { escapeSegment, keyOf, propertiesNamed } from '../pointer.ts';
import { indentAt, print, styleNear } from '../print.ts';
import { over, splice } from '../splice.ts';

const ruleKeys: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
  'Statement',
  'Version',
]);

/** Keys that only label: leaving them out changes no meaning. */
const labels: ReadonlySet<string> = new Set(['Sid', 'Version', 'Id']);

export function foreignKeys(object: Node): string[] {
  return object.type === 'object'
    ? (object.children ?? []).map(keyOf).filter((key) => ruleKeys.has(key))
    : [];
}

export const noForeignKeys: Check = function* noForeignKeys(context) {
  const { policy, say } = context;
  if (policy.root?.type !== 'object') return;
  const atTop = foreignKeys(policy.root);
  if (atTop.includes('Statement')) {
    yield finding('J1-E06', '/Statement', say('E06.statement'), statementFix(context, policy.root));
  } else if (atTop.length > 0) yield keyFinding(context, policy.root, '', atTop);
  for (const rule of policy.rules) {
    const keys = foreignKeys(rule.node);
    if (keys.length > 0) yield keyFinding(context, rule.node, rule.pointer, keys);
  }
};

function keyFinding(context: CheckContext, object: Node, pointer: string, keys: readonly string[]): Finding {
  const at = `${pointer}/${escapeSegment(keys[0] ?? '')}`;
  const message = context.say('E06.keys', { keys: keys.join(', '), count: keys.length });
  return finding('J1-E06', at, message, keyFix(context, object, keys));
}

/** Labels are dropped; a whole AWS-shaped rule is rewritten where nothing it says is lost. */
function keyFix({ text, say }: CheckContext, object: Node, keys: readonly string[]): Fix | undefined {
  if (keys.every((key) => labels.has(key))) {
    const gone = keys.flatMap((key) => propertiesNamed(object, key));
    const title = say('E06.fix.drop', { keys: keys.join(', ') });
    return fixBy(title, () => splice(text, removalOf(object, gone)));
  }
  const rule = convertedRule(object);
  return rule && fixBy(say('E06.fix.convert'), () => rewritten(text, object, rule));
}

function statementFix({ text, say }: CheckContext, root: Node): Fix | undefined {
  const fields = fieldsOf(root);
  const statement = fields.get('Statement');
  const onlyLabels = [...fields.keys()].every((key) => key === 'Statement' || labels.has(key));
  const items = statement?.type === 'array' ? (statement.children ?? []) : statement ? [statement] : [];
  const rules = items.map(convertedRule);
  if (!onlyLabels || rules.length === 0 || rules.includes(undefined)) return undefined;
  return fixBy(say('E06.fix.convert'), () => rewritten(text, root, { permissions: rules }));
}

function rewritten(text: string, node: Node, value: unknown): string {
  const content = print(value, styleNear(text, node), indentAt(text, node.offset));
  return splice(text, [over(node, content)]);
}

/** An AWS statement of effect, actions and resources only, as a J1 rule; anything more would be lost. */
function convertedRule(node: Node): Record<string, unknown> | undefined {
  if (node.type !== 'object') return undefined;
  const fields = fieldsOf(node);
  const effect = intendedEffect(fields.get('Effect')?.value);
  const actions = listOf(fields.get('Action'));
  const resources = listOf(fields.get('Resource'));
  const known = [...fields.keys()].every(
    (key) => ['Effect', 'Action', 'Resource'].includes(key) || labels.has(key),
  );
  return effect && actions && resources && known ? { effect, actions, resources } : undefined;
}

function listOf(node: Node | undefined): string[] | undefined {
  if (node?.type === 'string') return [String(node.value)];
  if (node?.type !== 'array') return undefined;
  const values: unknown[] = (node.children ?? []).map((child) => child.value as unknown);
  return values.every((value) => typeof value === 'string') ? values : undefined;
}
