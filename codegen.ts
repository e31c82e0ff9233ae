import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for `lib/api`: `npm run codegen` after each change to the schema or an operation. */
const config: CodegenConfig = {
  schema: 'lib/api/schema.graphql',
  documents: 'lib/api/operations/*.graphql',
  generates: {
    'lib/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsConst: true,
        importExtension: '.ts',
        scalars: { Long: { input: 'number', output: 'unknown' }, ID: { input: 'string', output: 'string' } },
      },
    },
  },
};

export default config;
