/** J1-E01: strict JSON. J1-E02: a list of rules to judge. */
import { finding, fixBy, type Check, type CheckContext, type Fix } from '../findings.ts';
import { readPolicyAfresh } from '../model.ts';
import { problemMessage, tidiedJson, type TextProblem } from '../parse.ts';
import { canonical } from '../canonical.ts';
import { keyOf, nodeAt, propertiesNamed, segmentsOf, valueOf } from '../pointer.ts';
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

export const hasRules: Check = function* hasRules({ policy, text, say }) {
  const { root, permissions } = policy;
  if (!root || foreignKeys(root).includes('Statement')) return;
  if (root.type === 'string') {
    const decoded = readPolicyAfresh(String(root.value));
    const inside = decoded.permissions !== undefined;
    const title = say('E02.fix.decode');
    yield finding(
      'J1-E02',
      '',
      say(inside ? 'E02.encoded' : 'E02.notObject'),
      inside ? { title, text: decoded.json.text } : undefined,
    );
  } else if (root.type === 'array') {
    const rules = (root.children ?? []).length > 0 && root.children?.every(({ type }) => type === 'object');
    const fix = fixBy(say('E02.fix.wrap'), () =>
      splice(text, [over(root, `{"permissions": ${rawText(text, root)}}`)]),
    );
    yield finding('J1-E02', '', say('E02.list'), rules ? fix : undefined);
  } else if (root.type !== 'object') yield finding('J1-E02', '', say('E02.notObject'));
  else if (!permissions) {
    const near = (root.children ?? []).map(keyOf).find((key) => key.toLowerCase() === 'permissions');
    yield finding('J1-E02', '', near ? say('E02.keyCase', { key: near }) : say('E02.missing'));
  } else if (permissions.type === 'object') {
    const fix = fixBy(say('E02.fix.list'), () =>
      splice(text, [over(permissions, `[${rawText(text, permissions)}]`)]),
    );
    yield finding('J1-E02', '/permissions', say('E02.notList'), fix);
  } else if (permissions.type !== 'array') yield finding('J1-E02', '/permissions', say('E02.notList'));
  else if ((permissions.children ?? []).length === 0)
    yield finding('J1-E02', '/permissions', say('E02.empty'));
};
