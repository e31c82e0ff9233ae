/** Which file of the repository imports what, read from the source text by the parser that also builds it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Import {
  /** A file, as a path from the root with `/`. */
  readonly from: string;
  /** A file as a path from the root, or a package as it is named in the import. */
  readonly to: string;
  /** Erased by the compiler: nothing of it reaches the bundle. */
  readonly typeOnly: boolean;
}

/** @param folders from the root; all TypeScript files in them are read. */
export function readImports(folders: readonly string[]): Import[] {
  return folders.flatMap(sourceFiles).flatMap(importsOf);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function importsOf(from: string): Import[] {
  const source = readFileSync(join(root, from), 'utf8');
  const { module, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]?.message}`);
  const edge = (to: string, typeOnly: boolean): Import => ({ from, to: resolved(from, to), typeOnly });
  const imported = module.staticImports.map(({ moduleRequest, entries }) =>
    edge(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType)),
  );
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [edge(moduleRequest.value, isType)] : [],
    ),
  );
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    edge(source.slice(start, end).replaceAll(/^['"`]|['"`]$/g, ''), false),
  );
  return [...imported, ...passedOn, ...later];
}

function resolved(from: string, to: string): string {
  return to.startsWith('.') ? posix.join(posix.dirname(from), to.replace(/\?.*$/, '')) : to;
}

/** All that the file brings into its bundle, by whatever path. */
export function bundleOf(entry: string, imports: readonly Import[]): Set<string> {
  const reached = new Set<string>();
  const todo = [entry];
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    todo.push(...imports.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to));
  }
  return reached;
}
