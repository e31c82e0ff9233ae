/**
 * Policy text → syntax tree with positions. J1 takes the policy as a string that holds JSON, so only strict JSON
 * will do: a comment, a trailing comma, a byte order mark or a repeated key is an error here, with its place.
 */
import { createScanner, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Locale } from '../i18n/text.ts';
import { keyOf, pointerTo } from './pointer.ts';
import { plain, show } from './show.ts';
import { splice, type Splice } from './splice.ts';
import { sayIn, type PolicyTextKey, type Say } from './text.ts';

/** jsonc-parser reads by recursion and overflows at about 5,000 levels; no policy needs more than a handful. */
const deepest = 200;
/** Characters: room for some 10,000 rules in the widest spelling. Longer texts are refused at once. */
export const longestText = 5_000_000;
/** A text full of repeated keys is told so by its first ones. */
const mostRepeatedKeys = 20;

const byteOrderMark = '\uFEFF';

/** `jsonc-parser` exports its token and error numbers as ambient const enums, which a strict build cannot inline. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  end: 17,
};

export interface TextProblem {
  readonly key: PolicyTextKey;
  readonly offset: number;
  /** The value the problem is about; '' = the whole text. */
  readonly pointer: string;
  /** The offending text as it may be shown. */
  readonly what: string;
}

export interface JsonText {
  readonly text: string;
  /** Present when the text has the shape of JSON, even if a byte order mark or a repeated key makes it unfit. */
  readonly root: Node | undefined;
  /** Empty for strict JSON without repeated keys. */
  readonly problems: readonly TextProblem[];
}

/** Reads the text without recursion beyond 200 levels. Never throws. */
export function readJson(text: string): JsonText {
  if (text.length > longestText) return unreadable(text, { key: 'E01.tooLong', offset: longestText });
  const body = text.startsWith(byteOrderMark) ? ` ${text.slice(1)}` : text;
  if (body.trim() === '') return unreadable(text, { key: 'E01.empty', offset: 0 });
  const tooDeep = offsetDeeperThan(body, deepest);
  if (tooDeep !== null) return unreadable(text, { key: 'E01.tooDeep', offset: tooDeep });
  const errors: ParseError[] = [];
  const root = parseTree(body, errors, { disallowComments: true });
  const first = errors[0];
  if (first || !root)
    return unreadable(text, syntaxProblem(body, first ?? { error: 4, offset: 0, length: 0 }));
  const problems = [...markProblems(text), ...halfCharacters(text), ...repeatedKeys(root)];
  return { text, root, problems };
}

function unreadable(
  text: string,
  problem: Pick<TextProblem, 'key' | 'offset'> & Partial<TextProblem>,
): JsonText {
  return { text, root: undefined, problems: [{ pointer: '', what: '', ...problem }] };
}

function markProblems(text: string): TextProblem[] {
  return text.startsWith(byteOrderMark)
    ? [{ key: 'E01.byteOrderMark', offset: 0, pointer: '', what: '' }]
    : [];
}

function halfCharacters(text: string): TextProblem[] {
  if (text.isWellFormed()) return [];
  const offset = text.search(/\p{Surrogate}/u);
  return [{ key: 'E01.halfCharacter', offset, pointer: '', what: plain(text.charAt(offset)) }];
}

/**
 * The offset of the first bracket that opens a level deeper than the limit. A closing bracket only counts where it
 * fits, so that the result is never less than the parser's own depth on broken text.
 */
function offsetDeeperThan(text: string, limit: number): number | null {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (;;) {
    const kind: number = scanner.scan();
    if (kind === token.end) return null;
    if (kind === token.openBrace || kind === token.openBracket) {
      open.push(kind);
      if (open.length > limit) return scanner.getTokenOffset();
    } else if (kind === token.closeBrace || kind === token.closeBracket) {
      if (open.at(-1) === kind - 1) open.pop();
    }
  }
}

const syntaxKeys: Readonly<Record<number, PolicyTextKey>> = {
  1: 'E01.symbol',
  2: 'E01.number',
  3: 'E01.keyExpected',
  4: 'E01.valueExpected',
  5: 'E01.colonExpected',
  6: 'E01.commaExpected',
  7: 'E01.braceExpected',
  8: 'E01.bracketExpected',
  9: 'E01.endExpected',
  10: 'E01.comment',
  11: 'E01.comment',
  12: 'E01.openString',
  13: 'E01.number',
  14: 'E01.unicodeEscape',
  15: 'E01.escape',
  16: 'E01.controlCharacter',
};

function syntaxProblem(text: string, error: ParseError): Pick<TextProblem, 'key' | 'offset' | 'what'> {
  const what = show(wordAt(text, error.offset));
  const key = syntaxKeys[error.error] ?? 'E01.symbol';
  const comma = commaBefore(text, error.offset);
  const closes = /[\]}]/.test(text.charAt(error.offset));
  if (comma !== null && closes && (error.error === 3 || error.error === 4)) {
    return { key: 'E01.trailingComma', offset: comma, what: show(',') };
  }
  if (key === 'E01.symbol' && text.charAt(error.offset) === "'")
    return { key: 'E01.singleQuote', offset: error.offset, what };
  if (key === 'E01.symbol' && /[\u2018-\u201F]/.test(text.charAt(error.offset))) {
    return { key: 'E01.curlyQuote', offset: error.offset, what };
  }
  return { key, offset: error.offset, what };
}

function wordAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 80);
  return /^[\w'$+.-]+/.exec(rest)?.[0] ?? Array.from(rest)[0] ?? '';
}

function commaBefore(text: string, offset: number): number | null {
  let at = offset - 1;
  while (at >= 0 && /[ \t\r\n]/.test(text.charAt(at))) at -= 1;
  return text.charAt(at) === ',' ? at : null;
}

/** A key that stands twice in one object: JSON readers silently keep one of the two, and which one differs. */
function repeatedKeys(root: Node): TextProblem[] {
  const problems: TextProblem[] = [];
  const rest: Node[] = [root];
  for (let node = rest.pop(); node && problems.length < mostRepeatedKeys; node = rest.pop()) {
    if (node.type === 'object') problems.push(...repeatedIn(node));
    for (const child of (node.children ?? []).toReversed()) rest.push(child);
  }
  return problems.slice(0, mostRepeatedKeys);
}

function repeatedIn(object: Node): TextProblem[] {
  const seen = new Set<string>();
  const problems: TextProblem[] = [];
  for (const property of object.children ?? []) {
    const key = keyOf(property);
    if (seen.has(key) && problems.length < mostRepeatedKeys) {
      problems.push({
        key: 'E01.repeatedKey',
        offset: property.offset,
        pointer: pointerTo(property),
        what: show(key),
      });
    }
    seen.add(key);
  }
  return problems;
}

/**
 * The text without byte order mark, comments and trailing commas, if that is all that keeps it from being JSON;
 * otherwise `null`.
 */
export function tidiedJson(text: string): string | null {
  if (text.length > longestText) return null;
  const splices: Splice[] = text.startsWith(byteOrderMark) ? [{ offset: 0, length: 1, content: '' }] : [];
  const body = splices.length > 0 ? ` ${text.slice(1)}` : text;
  const scanner = createScanner(body, false);
  let comma: number | null = null;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    const offset = scanner.getTokenOffset();
    if (kind === token.lineComment || kind === token.blockComment) {
      splices.push({ offset, length: scanner.getTokenLength(), content: '' });
    } else if (kind === token.comma) comma = offset;
    else if (kind === token.closeBrace || kind === token.closeBracket) {
      if (comma !== null) splices.push({ offset: comma, length: 1, content: '' });
      comma = null;
    } else if (!/^[ \t\r\n]*$/.test(scanner.getTokenValue())) comma = null;
  }
  if (splices.length === 0) return null;
  const tidied = splice(text, splices);
  return readJson(tidied).problems.length === 0 ? tidied : null;
}

/** One-based line and column (in UTF-16 units, as editors count) of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (const breakAt of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line += 1;
    start = breakAt.index + breakAt[0].length;
  }
  return { line, column: offset - start + 1 };
}

export function problemMessage(text: string, problem: TextProblem, say: Say): string {
  const { line, column } = placeOf(text, problem.offset);
  return say(problem.key, { what: problem.what, line: String(line), column: String(column) });
}

export interface ParseProblem {
  readonly message: string;
  readonly pointer: string;
  readonly offset: number;
  /** One-based. */
  readonly line: number;
  /** One-based, in UTF-16 units. */
  readonly column: number;
}

export type ParsedPolicy =
  | { readonly ok: true; readonly root: Node }
  | { readonly ok: false; readonly errors: readonly ParseProblem[] };

/**
 * The syntax tree of a policy text, with an offset and a length at every node, or what keeps it from being read.
 * Says nothing about the meaning: that is `lintPolicy`. Never throws.
 */
export function parsePolicy(text: string, locale: Locale = 'en'): ParsedPolicy {
  const json = readJson(text);
  if (json.root && json.problems.length === 0) return { ok: true, root: json.root };
  const say = sayIn(locale);
  const errors = json.problems.map((problem) => ({
    message: problemMessage(text, problem, say),
    pointer: problem.pointer,
    offset: problem.offset,
    ...placeOf(text, problem.offset),
  }));
  return { ok: false, errors };
}
