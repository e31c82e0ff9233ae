/** Replaces ranges of a text in one pass; everything outside them is copied as it is. */
export interface Splice {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

export function splice(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((one, other) => one.offset - other.offset);
  const pieces: string[] = [];
  let copied = 0;
  for (const { offset, length, content } of ordered) {
    pieces.push(text.slice(copied, offset), content);
    copied = offset + length;
  }
  pieces.push(text.slice(copied));
  return pieces.join('');
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** The splice that puts other text in the place of a node. */
export function over({ offset, length }: Range, content: string): Splice {
  return { offset, length, content };
}

/** A node's own text. */
export function rawText(text: string, { offset, length }: Range): string {
  return text.slice(offset, offset + length);
}
