/**
 * One edit of a policy text, named by a JSON pointer, that touches only what it names. jsonc-parser gives the places;
 * the splices are our own, because its `modify` reformats the whole line around an edit and, in 3.3.1, cuts the wrong
 * characters when the last entry of a one-line array goes.
 */
import type { Node } from 'jsonc-parser';
import { readJson } from './parse.ts';
import { indexOf, keyOf, memberOf, nodeAt, propertiesNamed, segmentsOf, valueOf } from './pointer.ts';
import { gapWithin, indentAt, print, styleNear } from './print.ts';
import { removalOf } from './removal.ts';
import { splice, type Splice } from './splice.ts';

/** RFC 6902. `add` to an array inserts before the position, `-` appends; `add` to an object also replaces. */
export type PolicyEdit =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string };

/**
 * The text after one edit; every byte that the edit does not name stays as it is (odd spacing, CRLF, `\u` escapes, a
 * byte order mark, unknown and repeated keys). New values are written in the style of their neighbours; a moved value
 * keeps its very text. An edit that changes nothing returns the very same text.
 *
 * What `JSON.parse` makes of the result is what RFC 6902 makes of the parsed text: of a repeated key the last one is
 * replaced, and all of them are removed.
 *
 * The text never makes it throw. A text that is no JSON (or is nested deeper than 200, or longer than five million
 * characters), and a place that this text does not have, leave the text unchanged: compare to find out.
 * @throws RangeError for a `path` or `from` that is not a JSON pointer, whatever the text, and for a value that JSON
 * cannot say (`undefined`, a function, a BigInt).
 */
export function editPolicy(text: string, edit: PolicyEdit): string {
  const path = pointerOrThrow(edit.path);
  if (edit.op === 'move') return move(text, pointerOrThrow(edit.from), path);
  if (edit.op === 'remove') return withRoot(text, (root) => removal(root, path));
  const { op } = edit;
  const value = plainValue(edit.value);
  return withRoot(text, (root) => placing(text, root, path, op, written(value)));
}

/** A value to be placed: how it prints in a given place, and whether that place already holds it. */
interface Placed {
  readonly textFor: (near: Node, indent: string, text: string) => string;
  readonly isAlready: (node: Node) => boolean;
}

function written(value: unknown): Placed {
  return {
    textFor: (near, indent, text) => print(value, styleNear(text, near), indent),
    isAlready: (node) => holdsValue(node, value),
  };
}

function verbatim(raw: string): Placed {
  return { textFor: () => raw, isAlready: () => false };
}

function pointerOrThrow(pointer: string): readonly string[] {
  const segments = segmentsOf(pointer);
  if (!segments) throw new RangeError(`Not a JSON pointer: ${JSON.stringify(pointer)}`);
  return segments;
}

function plainValue(value: unknown): unknown {
  const said = typeof value === 'bigint' ? undefined : JSON.stringify(value);
  if (said === undefined) throw new RangeError('Not a JSON value');
  return JSON.parse(said);
}

function withRoot(text: string, splicesFor: (root: Node) => readonly Splice[] | null): string {
  const { root } = readJson(text);
  const splices = root && splicesFor(root);
  return splices && splices.length > 0 ? splice(text, splices) : text;
}

function placing(
  text: string,
  root: Node,
  path: readonly string[],
  op: 'add' | 'replace',
  placed: Placed,
): Splice[] | null {
  const key = path.at(-1);
  if (key === undefined) return replacement(text, root, placed);
  const parent = nodeAt(root, path.slice(0, -1));
  if (parent?.type === 'object') {
    const member = memberOf(parent, key);
    if (member) return replacement(text, member, placed);
    return op === 'add' ? newMember(text, parent, key, placed) : null;
  }
  if (parent?.type !== 'array') return null;
  const length = parent.children?.length ?? 0;
  const index = key === '-' && op === 'add' ? length : indexOf(key);
  if (index === null || index > length) return null;
  if (op === 'add') return insertion(text, parent, index, '', placed);
  const item = parent.children?.[index];
  return item ? replacement(text, item, placed) : null;
}

function replacement(text: string, node: Node, placed: Placed): Splice[] {
  if (placed.isAlready(node)) return [];
  const near = node.children?.length ? node : (node.parent ?? node);
  return [
    {
      offset: node.offset,
      length: node.length,
      content: placed.textFor(near, indentAt(text, node.offset), text),
    },
  ];
}

function newMember(text: string, object: Node, key: string, placed: Placed): Splice[] {
  const head = `${JSON.stringify(key)}:${styleNear(text, object).afterColon}`;
  return insertion(text, object, object.children?.length ?? 0, head, placed);
}

/** Puts an entry at a position of an array or object; `head` is a member's key and colon. */
function insertion(text: string, container: Node, index: number, head: string, placed: Placed): Splice[] {
  const entries = container.children ?? [];
  const style = styleNear(text, container);
  const next = entries[index];
  const previous = entries[index - 1];
  if (!next && !previous) return [firstEntry(text, container, head, placed)];
  const gap = gapWithin(text, container, style);
  const indent = indentAt(text, (next ?? previous ?? container).offset);
  const content = head + placed.textFor(container, indent, text);
  if (next) return [{ offset: next.offset, length: 0, content: `${content},${gap}` }];
  const end = previous ? previous.offset + previous.length : container.offset + 1;
  return [{ offset: end, length: 0, content: `,${gap}${content}` }];
}

/** An empty container opens up as its neighbours do. */
function firstEntry(text: string, container: Node, head: string, placed: Placed): Splice {
  const style = styleNear(text, container);
  const outer = indentAt(text, container.offset);
  const indent = outer + style.unit;
  const opened = placed.textFor(container, indent, text);
  const isWord = container.type === 'array' && !/^[[{]/.test(opened);
  const inBlock = (isWord ? style.words : style.objects) === 'block';
  const content = inBlock
    ? style.lineEnd + indent + head + opened + style.lineEnd + outer
    : head + placed.textFor(container, outer, text);
  return { offset: container.offset + 1, length: container.length - 2, content };
}

function removal(root: Node, path: readonly string[]): Splice[] | null {
  const key = path.at(-1);
  const parent = nodeAt(root, path.slice(0, -1));
  if (key === undefined || !parent) return null;
  if (parent.type === 'object') return removalOf(parent, propertiesNamed(parent, key));
  const index = parent.type === 'array' ? indexOf(key) : null;
  const item = index === null ? undefined : parent.children?.[index];
  return item ? removalOf(parent, [item]) : null;
}

function move(text: string, from: readonly string[], path: readonly string[]): string {
  const { root } = readJson(text);
  const source = root && nodeAt(root, from);
  const inside = path.length > from.length && from.every((segment, index) => segment === path[index]);
  const inPlace = path.length === from.length && from.every((segment, index) => segment === path[index]);
  if (!root || !source || inside || inPlace || from.length === 0) return text;
  const raw = text.slice(source.offset, source.offset + source.length);
  const without = splice(text, removal(root, from) ?? []);
  const moved = withRoot(without, (rest) => placing(without, rest, path, 'add', verbatim(raw)));
  return moved === without ? text : moved;
}

/** Whether the text at a node already says this value, without a repeated key. */
function holdsValue(node: Node, value: unknown): boolean {
  const children = node.children ?? [];
  if (node.type === 'array') {
    if (!Array.isArray(value) || value.length !== children.length) return false;
    return children.every((child, index) => holdsValue(child, value[index]));
  }
  if (node.type !== 'object') return node.value === value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  if (members.size !== children.length) return false;
  return children.every((property) => {
    const key = keyOf(property);
    const held = valueOf(property);
    return held !== undefined && members.has(key) && holdsValue(held, members.get(key));
  });
}
