/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Probe {\n  __typename\n}\n\nquery Identity {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n}\n\nquery IdentityOfUser {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n}": typeof types.ProbeDocument,
    "query FirstAccountKeys($limit: Int!) {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n  tokens(search: {type: ACCOUNT}, limit: $limit) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery MoreAccountKeys($limit: Int!, $cursor: String) {\n  tokens(search: {type: ACCOUNT}, limit: $limit, cursor: $cursor) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery OneKey($id: ID!) {\n  token(id: $id) {\n    id\n    revoked\n    expiresAt\n  }\n}\n\nmutation CreateByInputReadSecret($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByInputReadToken($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation CreateByTokenReadSecret($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByTokenReadToken($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation RevokeKey($id: String!) {\n  revokeToken(id: $id) {\n    id\n    revoked\n  }\n}": typeof types.FirstAccountKeysDocument,
};
const documents: Documents = {
    "query Probe {\n  __typename\n}\n\nquery Identity {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n}\n\nquery IdentityOfUser {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n}": types.ProbeDocument,
    "query FirstAccountKeys($limit: Int!) {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n  tokens(search: {type: ACCOUNT}, limit: $limit) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery MoreAccountKeys($limit: Int!, $cursor: String) {\n  tokens(search: {type: ACCOUNT}, limit: $limit, cursor: $cursor) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery OneKey($id: ID!) {\n  token(id: $id) {\n    id\n    revoked\n    expiresAt\n  }\n}\n\nmutation CreateByInputReadSecret($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByInputReadToken($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation CreateByTokenReadSecret($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByTokenReadToken($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation RevokeKey($id: String!) {\n  revokeToken(id: $id) {\n    id\n    revoked\n  }\n}": types.FirstAccountKeysDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Probe {\n  __typename\n}\n\nquery Identity {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n}\n\nquery IdentityOfUser {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n}"): typeof import('./graphql.ts').ProbeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FirstAccountKeys($limit: Int!) {\n  iamGetCurrentUser {\n    userId\n    email\n    accountId\n  }\n  iamGetAccount {\n    accountId\n    accountName\n    accountSubdomain\n  }\n  tokens(search: {type: ACCOUNT}, limit: $limit) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery MoreAccountKeys($limit: Int!, $cursor: String) {\n  tokens(search: {type: ACCOUNT}, limit: $limit, cursor: $cursor) {\n    items {\n      id\n      name\n      policy\n      revoked\n      createdAt\n      expiresAt\n      accountId\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nquery OneKey($id: ID!) {\n  token(id: $id) {\n    id\n    revoked\n    expiresAt\n  }\n}\n\nmutation CreateByInputReadSecret($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByInputReadToken($input: CreateIamTokenInput!) {\n  createToken(input: $input) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation CreateByTokenReadSecret($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    secret\n  }\n}\n\nmutation CreateByTokenReadToken($token: TokenInput!) {\n  createToken(token: $token) {\n    id\n    expiresAt\n    createdAt\n    token\n  }\n}\n\nmutation RevokeKey($id: String!) {\n  revokeToken(id: $id) {\n    id\n    revoked\n  }\n}"): typeof import('./graphql.ts').FirstAccountKeysDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
