/** JSON pointers (RFC 6901) over the syntax tree. */
import type { Node } from 'jsonc-parser';

export function escapeSegment(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The segments of a pointer, or `null` where the text is no pointer at all. */
export function segmentsOf(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** An array position as RFC 6901 writes it (no sign, no leading zero), or `null`. */
export function indexOf(segment: string): number | null {
  return /^(0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : null;
}

export function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

export function valueOf(property: Node): Node | undefined {
  return property.children?.[1];
}

/** Every property of that name: more than one where a key is repeated. */
export function propertiesNamed(object: Node, key: string): readonly Node[] {
  return (object.children ?? []).filter((property) => keyOf(property) === key);
}

/** The value under a key. Of repeated keys the last counts, as it does for `JSON.parse`. */
export function memberOf(object: Node, key: string): Node | undefined {
  const property = propertiesNamed(object, key).at(-1);
  return property && valueOf(property);
}

/** The value that a pointer names, or `undefined` where it names nothing. */
export function nodeAt(root: Node, segments: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of segments) {
    if (node?.type === 'object') node = memberOf(node, segment);
    else if (node?.type === 'array') {
      const index = indexOf(segment);
      node = index === null ? undefined : node.children?.[index];
    } else return undefined;
  }
  return node;
}

/** The pointer of a node of the tree. */
export function pointerTo(node: Node): string {
  const segments: string[] = [];
  for (let at: Node = node; at.parent; at = at.parent) {
    if (at.parent.type === 'property') continue;
    segments.unshift(
      at.type === 'property' ? escapeSegment(keyOf(at)) : String(at.parent.children?.indexOf(at) ?? 0),
    );
  }
  return segments.map((segment) => `/${segment}`).join('');
}
