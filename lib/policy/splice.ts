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
