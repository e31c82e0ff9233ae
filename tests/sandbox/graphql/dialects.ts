/**
 * The four generations of J1's API that a client may meet. `schema2023` is written out in full; the others
 * are the differences that public sources show, applied to its syntax tree.
 */
import { readFileSync } from 'node:fs';
import { concatAST, Kind, parse, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

export const dialects = ['schema2023', 'docsG1', 'docsG2', 'current'] as const;
export type Dialect = (typeof dialects)[number];

/** The type definitions of one dialect. */
export function typeDefsOf(dialect: Dialect): DocumentNode {
  const base = readSchema('schema2023');
  switch (dialect) {
    case 'schema2023':
      return base;
    case 'docsG1':
      // The first documents read the new key from `token` and know one form of createToken only.
      return withoutArgument(withoutField(base, 'IamToken', 'secret'), 'createToken', 'input');
    case 'docsG2':
      // The documents of May 2023 read it from `secret`.
      return withoutField(base, 'IamToken', 'token');
    case 'current':
      return concatAST([
        renamed(base, {
          IamGroupNode: 'IamGroup',
          IamAccountNode: 'IamAccount',
          IamAccountUserNode: 'IamAccountUser',
        }),
        readSchema('current'),
      ]);
  }
}

function readSchema(name: string): DocumentNode {
  return parse(readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8'), { noLocation: true });
}

function withoutField(schema: DocumentNode, type: string, field: string): DocumentNode {
  return visit(schema, {
    ObjectTypeDefinition: (node) =>
      node.name.value === type
        ? { ...node, fields: node.fields?.filter(({ name }) => name.value !== field) ?? [] }
        : false,
  });
}

function withoutArgument(schema: DocumentNode, field: string, argument: string): DocumentNode {
  return visit(schema, {
    FieldDefinition: (node) =>
      node.name.value === field
        ? { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== argument) ?? [] }
        : false,
  });
}

function renamed(schema: DocumentNode, names: Readonly<Record<string, string>>): DocumentNode {
  const rename = (name: string): string => names[name] ?? name;
  return visit(schema, {
    ObjectTypeDefinition: (node) => ({
      ...node,
      name: { kind: Kind.NAME, value: rename(node.name.value) },
    }),
    NamedType: (node) => ({ ...node, name: { kind: Kind.NAME, value: rename(node.name.value) } }),
  });
}
