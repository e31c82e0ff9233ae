import fc from 'fast-check';
import type { Node } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { editPolicy, parsePolicy, type PolicyEdit } from '../../../lib/policy/index.ts';
import { caseFile } from './cases.ts';

interface Case {
  name: string;
  text: string;
  edit: PolicyEdit;
  expected: string;
}

describe('editPolicy', () => {
  it.each(caseFile<Case[]>('edit/edits.json'))('$name', ({ text, edit, expected }) => {
    expect(editPolicy(text, edit)).toBe(expected);
  });

  it.each(['permissions', 'a/b', '/a~2', '/~', '#/a'])(
    'refuses %j, which is no pointer whatever the text',
    (path) => {
      expect(() => editPolicy('{}', { op: 'remove', path })).toThrow(RangeError);
      expect(() => editPolicy('no JSON', { op: 'move', from: path, path: '/a' })).toThrow(RangeError);
    },
  );

  it.each([[undefined], [1n], [() => 1]])('refuses a value that JSON cannot say', (value) => {
    expect(() => editPolicy('{}', { op: 'add', path: '/a', value })).toThrow(RangeError);
  });

  it('leaves a text alone that is nested too deeply to be read', () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    expect(editPolicy(deep, { op: 'add', path: '/0', value: 1 })).toBe(deep);
  });
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const key = fc.constantFrom('a', 'b', 'a/b', '~', '', '__proto__', 'é', 'permissions', '0', '-');
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, true, 0, -1.5, 1e21, '', 'x', '*', '\u2028', '"\\', '😀'),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const blank = fc.constantFrom('', ' ', '  ', '\n', '\r\n\t');

/** The same value in an odd spelling. */
function spelled(value: Json, blanks: readonly string[]): string {
  let turn = 0;
  const gap = (): string => blanks[turn++ % blanks.length] ?? '';
  const write = (each: Json): string => {
    if (typeof each === 'string') return JSON.stringify(each).replaceAll('x', '\\u0078');
    if (typeof each !== 'object' || each === null) return JSON.stringify(each);
    const entries = Array.isArray(each)
      ? each.map(write)
      : Object.entries(each).map(([name, item]) => `${JSON.stringify(name)}${gap()}:${gap()}${write(item)}`);
    const body = entries.map((entry) => `${gap()}${entry}${gap()}`).join(',') || gap();
    return Array.isArray(each) ? `[${body}]` : `{${body}}`;
  };
  return `${gap()}${write(value)}${gap()}`;
}

const document = fc.tuple(json, fc.array(blank, { minLength: 1, maxLength: 5 })).map(([value, blanks]) => ({
  value,
  text: spelled(value, blanks),
}));

/** Every pointer of a value, its own places first. */
function pointersOf(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([name, item]) =>
      pointersOf(item, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    ),
  ];
}

function at(value: Json, pointer: string): { parent: Record<string, Json> | Json[]; name: string } | null {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = names.pop();
  if (name === undefined) return null;
  const parent = names.reduce<Json>((node, each) => (node as Record<string, Json>)[each] ?? null, value);
  return { parent: parent as Record<string, Json> | Json[], name };
}

function nodeIn(text: string, pointer: string): Node {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error('The generated text is no JSON');
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: Node | undefined = parsed.root;
  for (const name of names) {
    if (node?.type === 'array') node = node.children?.[Number(name)];
    else node = node?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
  }
  if (!node) throw new Error(`Nothing at ${pointer}`);
  return node;
}

/** RFC 6902 on a value, as the model to compare with. */
function patched(value: Json, edit: PolicyEdit): Json {
  const copy = structuredClone(value);
  const place = at(copy, edit.path);
  if (edit.op === 'move') return copy;
  if (!place) return edit.op === 'remove' ? copy : (edit.value as Json);
  const { parent, name } = place;
  if (Array.isArray(parent)) {
    if (edit.op === 'remove') parent.splice(Number(name), 1);
    else parent.splice(Number(name), edit.op === 'add' ? 0 : 1, edit.value as Json);
  } else if (edit.op === 'remove') Reflect.deleteProperty(parent, name);
  else
    Object.defineProperty(parent, name, {
      value: edit.value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return copy;
}

const editing = fc
  .tuple(document, fc.nat(), fc.constantFrom('add', 'replace', 'remove'), json)
  .map(([{ value, text }, pick, op, fresh]) => {
    const pointers = pointersOf(value);
    const path = pointers[pick % pointers.length] ?? '';
    const edit: PolicyEdit =
      op === 'remove' ? { op, path } : { op: op as 'add' | 'replace', path, value: fresh };
    return { value, text, edit };
  });

describe('editPolicy, whatever the text', () => {
  it('does to the text what RFC 6902 does to the value', () => {
    fc.assert(
      fc.property(editing, ({ value, text, edit }) => {
        expect(JSON.parse(editPolicy(text, edit))).toEqual(JSON.parse(JSON.stringify(patched(value, edit))));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every byte outside the value that is replaced', () => {
    fc.assert(
      fc.property(document, fc.nat(), json, ({ value, text }, pick, fresh) => {
        const pointers = pointersOf(value);
        const path = pointers[pick % pointers.length] ?? '';
        const node = nodeIn(text, path);
        const after = editPolicy(text, { op: 'replace', path, value: fresh });
        const tail = text.slice(node.offset + node.length);
        expect(after.slice(0, node.offset)).toBe(text.slice(0, node.offset));
        expect(after.slice(after.length - tail.length)).toBe(tail);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every byte outside the container, and every sibling, when an entry comes or goes', () => {
    fc.assert(
      fc.property(editing, ({ text, edit }) => {
        if (edit.op === 'replace' || edit.path === '') return;
        const around = edit.path.slice(0, edit.path.lastIndexOf('/'));
        const [before, after] = [nodeIn(text, around), nodeIn(editPolicy(text, edit), around)];
        const changed = editPolicy(text, edit);
        const tail = text.slice(before.offset + before.length);
        expect(changed.slice(0, before.offset + 1)).toBe(text.slice(0, before.offset + 1));
        expect(changed.slice(changed.length - tail.length)).toBe(tail);
        const raws = (whole: string, node: Node): string[] =>
          (node.children ?? []).map(({ offset, length }) => whole.slice(offset, offset + length));
        const [fewer, more] =
          edit.op === 'remove'
            ? [raws(changed, after), raws(text, before)]
            : [raws(text, before), raws(changed, after)];
        if (fewer.length < more.length) expect(more).toEqual(expect.arrayContaining(fewer));
      }),
      { numRuns: 1000 },
    );
  });

  it('returns the very same text when the value is there already', () => {
    fc.assert(
      fc.property(document, fc.nat(), ({ value, text }, pick) => {
        const pointers = pointersOf(value);
        const path = pointers[pick % pointers.length] ?? '';
        const place = at(value, path);
        const same = place ? (place.parent as Record<string, Json>)[place.name] : value;
        expect(editPolicy(text, { op: 'replace', path, value: same })).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes back an appended entry to the byte', () => {
    fc.assert(
      fc.property(
        fc.array(json, { minLength: 1, maxLength: 4 }),
        fc.array(blank, { minLength: 1 }),
        json,
        (list, blanks, fresh) => {
          const text = spelled(list, blanks);
          const longer = editPolicy(text, { op: 'add', path: '/-', value: fresh });
          expect(editPolicy(longer, { op: 'remove', path: `/${list.length}` })).toBe(text);
        },
      ),
    );
  });
});
