/** One spelling for one meaning: JSON values as text with keys in order, for comparing what two places say. */
import type { Node } from 'jsonc-parser';
import { keyOf, valueOf } from './pointer.ts';

export function canonical(node: Node | undefined): string {
  if (!node) return 'null';
  if (node.type === 'array') return `[${(node.children ?? []).map(canonical).join(',')}]`;
  if (node.type !== 'object') return JSON.stringify(node.value);
  const members = (node.children ?? []).map(
    (property) => `${JSON.stringify(keyOf(property))}:${canonical(valueOf(property))}`,
  );
  return `{${members.sort().join(',')}}`;
}

export function canonicalSet(values: Iterable<string>): string {
  return JSON.stringify([...new Set(values)].sort());
}
