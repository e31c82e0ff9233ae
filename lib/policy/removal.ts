/** Takes entries out of an array or object of the text without touching those that stay. */
import type { Node } from 'jsonc-parser';
import type { Splice } from './splice.ts';

/** The ranges to cut so that the entries go, each with one comma and the gap beside it. */
export function removalOf(container: Node, gone: readonly Node[]): Splice[] {
  const entries = container.children ?? [];
  const leaving = new Set(gone);
  const staying = entries.filter((entry) => !leaving.has(entry));
  const last = staying.at(-1);
  if (gone.length === 0) return [];
  if (!last) return [{ offset: container.offset + 1, length: container.length - 2, content: '' }];
  const cuts: Splice[] = [];
  const lastEnd = last.offset + last.length;
  const end = entries.at(-1);
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    if (leaving.has(entry) && next && entry.offset < last.offset) cuts.push(cut(entry.offset, next.offset));
  }
  if (end && leaving.has(end)) cuts.push(cut(lastEnd, end.offset + end.length));
  return cuts;
}

function cut(from: number, to: number): Splice {
  return { offset: from, length: to - from, content: '' };
}
