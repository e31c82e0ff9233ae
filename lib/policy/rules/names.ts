/** J1-E07 to E10 and W01: actions and resources are the words J1 knows, written in full. */
import { finding, fixBy, perRule, type CheckContext, type Finding, type Fix } from '../findings.ts';
import type { Entry, Rule } from '../model.ts';
import { nearest } from '../near.ts';
import { gapWithin, styleNear } from '../print.ts';
import { show, showWord } from '../show.ts';
import { over, splice } from '../splice.ts';
import { actionNames, isKnownType, knownAction, vocabulary } from '../vocabulary.ts';

/** Dummies of J1's own samples (`123456`, `<resourceId>`) and what people leave for later. */
const placeholder =
  /<[^<>]*>|\{\{[^{}]*\}\}|\$\{[^{}]*\}|^\{[^{}]*\}$|^(?:todo|tbd|fixme|xxx+|changeme|placeholder|resource_?-?id|your[-_ ].*|replace[-_ ]?me)$/i;

function isPlaceholder(entry: string): boolean {
  const id = entry.slice(entry.indexOf(':') + 1);
  return placeholder.test(entry) || placeholder.test(id) || (id === '123456' && id !== entry);
}

export const names = perRule(function* names(rule, context) {
  for (const entry of rule.actions) yield* actionFindings(rule, entry, context);
  for (const entry of rule.resources) yield* resourceFindings(entry, context);
});

function* actionFindings(rule: Rule, entry: Entry, context: CheckContext): Iterable<Finding> {
  const { value, pointer } = entry;
  const { say } = context;
  if (value === '*' || knownAction(value)) return;
  if (isPlaceholder(value)) yield finding('J1-E10', pointer, say('E10', { what: showWord(value) }));
  else if (value.includes('*')) yield partialWildcard(rule, entry, context);
  else {
    const wellFormed = /^[A-Za-z][\w-]*:[A-Za-z]\w*$/.test(value);
    const near = nearest(value, actionNames) ?? actionNames.find((name) => name.endsWith(`:${value.trim()}`));
    if (near) {
      const message = say('E08.near', { what: showWord(value), near });
      yield finding('J1-E08', pointer, message, replaced(entry, near, context));
    } else if (wellFormed) yield finding('J1-W01', pointer, say('W01.action', { what: showWord(value) }));
    else yield finding('J1-E08', pointer, say('E08', { what: showWord(value) }));
  }
}

function partialWildcard(rule: Rule, entry: Entry, { text, say }: CheckContext): Finding {
  const pattern = entry.value.split('*').map((part) => part.replace(/[^\w:-]/g, '\\$&'));
  const expression = new RegExp(`^${pattern.join('.*')}$`, 'i');
  const matching = entry.value.length < 100 ? actionNames.filter((name) => expression.test(name)) : [];
  const message = say('E07.action', { what: showWord(entry.value) });
  const list = rule.fields.get('actions');
  if (list?.type !== 'array' || matching.length === 0) return finding('J1-E07', entry.pointer, message);
  const title = say('E07.fix', { what: showWord(entry.value), actions: matching.join(', ') });
  const fix = fixBy(title, () => {
    const gap = gapWithin(text, list, styleNear(text, list));
    return splice(text, [over(entry.node, matching.map((name) => JSON.stringify(name)).join(`,${gap}`))]);
  });
  return finding('J1-E07', entry.pointer, message, fix);
}

function replaced({ node }: Entry, value: string, { text, say }: CheckContext): Fix {
  const title = say('names.fix', { value: show(value) });
  return fixBy(title, () => splice(text, [over(node, JSON.stringify(value))]));
}

function* resourceFindings(entry: Entry, context: CheckContext): Iterable<Finding> {
  const { value, pointer } = entry;
  const { say } = context;
  if (value === '*') return;
  const colon = value.indexOf(':');
  const type = value.slice(0, colon);
  const id = value.slice(colon + 1);
  if (isPlaceholder(value)) yield finding('J1-E10', pointer, say('E10', { what: show(value) }));
  else if (value.includes('*')) yield finding('J1-E07', pointer, say('E07.resource', { what: show(value) }));
  else if (colon < 1 || id === '' || /[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(value)) {
    const trimmed = value.trim();
    const tidy =
      trimmed !== value &&
      /^[a-z][a-z-]*:\S+$/.test(trimmed) &&
      isKnownType(trimmed.slice(0, trimmed.indexOf(':')));
    const fix = tidy ? replaced(entry, trimmed, context) : undefined;
    yield finding('J1-E09', pointer, say('E09', { what: show(value) }), fix);
  } else if (!isKnownType(type)) {
    const near = nearest(type, vocabulary.resourceTypes);
    if (near) {
      const message = say('E09.near', { what: showWord(type), near });
      yield finding('J1-E09', pointer, message, replaced(entry, `${near}:${id}`, context));
    } else yield finding('J1-W01', pointer, say('W01.type', { what: showWord(type) }));
  }
}
