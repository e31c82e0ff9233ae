/**
 * Writes a new value the way its neighbours are written: line ends, indentation, blanks after colons and commas, and
 * whether lists of words stand on one line. All of it is read off the text; nothing outside the new value is touched.
 */
import type { Node } from 'jsonc-parser';

export interface Style {
  readonly lineEnd: string;
  readonly unit: string;
  readonly afterColon: string;
  /** Between entries that stand on one line, after the comma. */
  readonly afterComma: string;
  readonly objects: 'block' | 'line';
  readonly words: 'block' | 'line';
}

function isContainer(node: Node): boolean {
  return node.type === 'object' || node.type === 'array';
}

function holdsContainers(node: Node): boolean {
  return (node.children ?? []).some((child) => isContainer(child) || child.type === 'property');
}

/** What stands between an opening bracket and the first entry. */
function leadOf(text: string, container: Node): string {
  const first = container.children?.[0];
  return first ? text.slice(container.offset + 1, first.offset) : '';
}

function isBlock(text: string, container: Node): boolean {
  return /[\r\n]/.test(leadOf(text, container));
}

/** The blanks at the start of the line that an offset stands on. */
export function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** As many nodes as are looked at to see a style, whatever the size of the text. */
const mostLookedAt = 200;

/** The nodes nearest to a place first: what its container holds, the container, then whatever encloses it. */
function neighbours(container: Node): Node[] {
  const found: Node[] = [];
  for (let node: Node | undefined = container; node; node = node.parent) {
    const below = (node.children ?? []).slice(0, 3);
    for (let at = below.shift(); at && found.length < mostLookedAt; at = below.shift()) {
      found.push(at);
      below.push(...(at.children ?? []).slice(0, 8));
    }
    found.push(node);
  }
  return found;
}

/** The style around a container. Falls back to one line with blanks, or to blocks where the text has line breaks. */
export function styleNear(text: string, container: Node): Style {
  const nodes = neighbours(container);
  const filled = nodes.filter((node) => isContainer(node) && (node.children ?? []).length > 0);
  const block = filled.find((node) => isBlock(text, node));
  const objects = filled.find(({ type }) => type === 'object') ?? filled.find(holdsContainers);
  const words = filled.find((node) => !holdsContainers(node));
  const property = nodes.find((node) => node.colonOffset !== undefined);
  const colonGap = property && text.slice((property.colonOffset ?? 0) + 1, property.children?.[1]?.offset);
  const pair = filled.find((node) => !isBlock(text, node) && (node.children ?? []).length > 1);
  return {
    lineEnd: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    unit: block ? unitOf(text, block) : '  ',
    afterColon: colonGap === '' ? '' : ' ',
    afterComma: pair ? gapAfterComma(text, pair) : colonGap === '' ? '' : ' ',
    objects: objects && isBlock(text, objects) ? 'block' : 'line',
    words: words && isBlock(text, words) ? 'block' : 'line',
  };
}

function unitOf(text: string, block: Node): string {
  const outer = indentAt(text, block.offset);
  const inner = indentAt(text, block.children?.[0]?.offset ?? block.offset);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  ';
}

function gapAfterComma(text: string, container: Node): string {
  const [first, second] = container.children ?? [];
  if (!first || !second) return ' ';
  return /,([ \t]*)$/.exec(text.slice(first.offset + first.length, second.offset))?.[1] ?? '';
}

/** What belongs between two entries of a container, after the comma. */
export function gapWithin(text: string, container: Node, style: Style): string {
  if (isBlock(text, container)) {
    const first = container.children?.[0];
    return style.lineEnd + indentAt(text, first?.offset ?? 0);
  }
  return style.afterComma;
}

/** The value as text; `indent` is that of the line it starts on. */
export function print(value: unknown, style: Style, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map((item: unknown) => (deeper: string) => print(item, style, deeper))
    : Object.entries(value).map(
        ([key, item]) =>
          (deeper: string) =>
            `${JSON.stringify(key)}:${style.afterColon}${print(item, style, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return open + close;
  const words = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
  if ((words ? style.words : style.objects) === 'line') {
    return open + entries.map((entry) => entry(indent)).join(`,${style.afterComma}`) + close;
  }
  const deeper = indent + style.unit;
  const lines = entries.map((entry) => style.lineEnd + deeper + entry(deeper));
  return open + lines.join(',') + style.lineEnd + indent + close;
}
