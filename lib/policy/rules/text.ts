/** J1-E01: strict JSON. J1-E02: a list of rules to judge. */
import type { Node } from 'jsonc-parser';
import { finding, fixBy, type Check, type CheckContext, type Finding, type Fix } from '../findings.ts';
import { readPolicyAfresh } from '../model.ts';
import { problemMessage, tidiedJson, type TextProblem } from '../parse.ts';
import { canonical } from '../canonical.ts';
import { keyOf, nodeAt, propertiesNamed, segmentsOf, valueOf } from '../pointer.ts';
import { plain } from '../show.ts';
import { over, rawText, splice } from '../splice.ts';
import { removalOf } from '../removal.ts';
import { foreignKeys } from './foreign.ts';

export const strictJson: Check = function* strictJson(context) {
  const { policy, text, say } = context;
  for (const problem of policy.json.problems) {
    yield finding('J1-E01', problem.pointer, problemMessage(text, problem, say), textFix(context, problem));
  }
};

function textFix(context: CheckContext, problem: TextProblem): Fix | undefined {
  const { text, policy, say } = context;
  if (problem.key === 'E01.repeatedKey') return equalRepeats(context, problem.pointer);
  const tidied = policy.json.problems.length === 1 ? tidiedJson(text) : null;
  return tidied === null ? undefined : { title: say('E01.fix.tidy'), text: tidied };
}

/** Repeats that all say the same can go without changing what any reader makes of the text. */
function equalRepeats({ policy, text, say }: CheckContext, pointer: string): Fix | undefined {
  const { root } = policy.json;
  const segments = segmentsOf(pointer) ?? [];
  const parent = root && nodeAt(root, segments.slice(0, -1));
  if (!parent) return undefined;
  const same = propertiesNamed(parent, segments.at(-1) ?? '');
  const told = policy.json.problems.filter((problem) => problem.pointer === pointer);
  // The pointer may also lead to a repeat of the enclosing object; then this is not the place.
  if (same.length < 2 || told.length !== same.length - 1) return undefined;
  if (new Set(same.map((property) => canonical(valueOf(property)))).size > 1) return undefined;
  return fixBy(say('E01.fix.repeat'), () => splice(text, removalOf(parent, same.slice(1))));
}

export const hasRules: Check = function* hasRules(context) {
  const { root, permissions } = context.policy;
  if (!root || foreignKeys(root).includes('Statement')) return;
  if (root.type === 'string') yield packed(context, String(root.value));
  else if (root.type === 'array') yield bareList(context, root);
  else if (root.type !== 'object') yield finding('J1-E02', '', context.say('E02.notObject'));
  else if (!permissions) yield missing(context, root);
  else yield* unfit(context, permissions);
};

/** The API takes the policy as a string; pasted from there, it comes packed in one. */
function packed({ say }: CheckContext, content: string): Finding {
  const isPolicy = readPolicyAfresh(content).permissions !== undefined;
  if (!isPolicy) return finding('J1-E02', '', say('E02.notObject'));
  return finding('J1-E02', '', say('E02.packed'), { title: say('E02.fix.unpack'), text: content });
}

function bareList({ text, say }: CheckContext, root: Node): Finding {
  const items = root.children ?? [];
  const areRules = items.length > 0 && items.every(({ type }) => type === 'object');
  const wrapped = (): string => splice(text, [over(root, `{"permissions": ${rawText(text, root)}}`)]);
  return finding('J1-E02', '', say('E02.list'), areRules ? fixBy(say('E02.fix.wrap'), wrapped) : undefined);
}

function missing({ text, say }: CheckContext, root: Node): Finding {
  const alike = (root.children ?? []).filter((property) => keyOf(property).toLowerCase() === 'permissions');
  const [only] = alike;
  const name = only?.children?.[0];
  if (!only || !name || alike.length > 1) return finding('J1-E02', '', say('E02.missing'));
  const holdsRules = valueOf(only)?.type === 'array' && (valueOf(only)?.children ?? []).length > 0;
  const renamed = (): string => splice(text, [over(name, '"permissions"')]);
  const fix = holdsRules ? fixBy(say('E02.fix.name'), renamed) : undefined;
  return finding('J1-E02', '', say('E02.keyCase', { key: plain(keyOf(only)) }), fix);
}

function* unfit({ text, say }: CheckContext, permissions: Node): Iterable<Finding> {
  const at = '/permissions';
  if (permissions.type === 'object') {
    const listed = (): string => splice(text, [over(permissions, `[${rawText(text, permissions)}]`)]);
    yield finding('J1-E02', at, say('E02.notList'), fixBy(say('E02.fix.list'), listed));
  } else if (permissions.type !== 'array') yield finding('J1-E02', at, say('E02.notList'));
  else if (permissions.children?.length === 0) yield finding('J1-E02', at, say('E02.empty'));
}
