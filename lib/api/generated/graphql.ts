/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** 2023: the only form with an expiry. */
export type CreateIamTokenInput = {
  expiresAt?: number | null | undefined;
  name?: string | null | undefined;
  policy: string;
  subject?: string | null | undefined;
  type: IamTokenType;
};

/** 2023 */
export type IamTokenType =
  | 'ACCOUNT'
  | 'RESOURCE'
  | 'USER_API';

/** docs: the documented form of createToken; it has no expiry. */
export type TokenInput = {
  category?: string | null | undefined;
  name?: string | null | undefined;
  policy?: string | null | undefined;
};

export type ProbeQueryVariables = Exact<{ [key: string]: never; }>;


export type ProbeQuery = { __typename: 'Query' };

export type IdentityQueryVariables = Exact<{ [key: string]: never; }>;


export type IdentityQuery = { iamGetCurrentUser: { userId: string | null, email: string | null, accountId: string | null } | null, iamGetAccount: { accountId: string | null, accountName: string | null, accountSubdomain: string | null } | null };

export type IdentityOfUserQueryVariables = Exact<{ [key: string]: never; }>;


export type IdentityOfUserQuery = { iamGetCurrentUser: { userId: string | null, email: string | null, accountId: string | null } | null };

export type FirstAccountKeysQueryVariables = Exact<{
  limit: number;
}>;


export type FirstAccountKeysQuery = { iamGetCurrentUser: { userId: string | null, email: string | null, accountId: string | null } | null, iamGetAccount: { accountId: string | null, accountName: string | null, accountSubdomain: string | null } | null, tokens: { items: Array<{ id: string, name: string | null, policy: string | null, revoked: boolean | null, createdAt: unknown, expiresAt: unknown, accountId: string | null } | null> | null, pageInfo: { endCursor: string | null, hasNextPage: boolean | null } | null } | null };

export type MoreAccountKeysQueryVariables = Exact<{
  limit: number;
  cursor?: string | null | undefined;
}>;


export type MoreAccountKeysQuery = { tokens: { items: Array<{ id: string, name: string | null, policy: string | null, revoked: boolean | null, createdAt: unknown, expiresAt: unknown, accountId: string | null } | null> | null, pageInfo: { endCursor: string | null, hasNextPage: boolean | null } | null } | null };

export type OneKeyQueryVariables = Exact<{
  id: string;
}>;


export type OneKeyQuery = { token: { id: string, revoked: boolean | null, expiresAt: unknown } | null };

export type CreateByInputReadSecretMutationVariables = Exact<{
  input: CreateIamTokenInput;
}>;


export type CreateByInputReadSecretMutation = { createToken: { id: string, expiresAt: unknown, createdAt: unknown, secret: string | null } | null };

export type CreateByInputReadTokenMutationVariables = Exact<{
  input: CreateIamTokenInput;
}>;


export type CreateByInputReadTokenMutation = { createToken: { id: string, expiresAt: unknown, createdAt: unknown, token: string | null } | null };

export type CreateByTokenReadSecretMutationVariables = Exact<{
  token: TokenInput;
}>;


export type CreateByTokenReadSecretMutation = { createToken: { id: string, expiresAt: unknown, createdAt: unknown, secret: string | null } | null };

export type CreateByTokenReadTokenMutationVariables = Exact<{
  token: TokenInput;
}>;


export type CreateByTokenReadTokenMutation = { createToken: { id: string, expiresAt: unknown, createdAt: unknown, token: string | null } | null };

export type RevokeKeyMutationVariables = Exact<{
  id: string;
}>;


export type RevokeKeyMutation = { revokeToken: { id: string, revoked: boolean | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ProbeDocument = new TypedDocumentString(`
    query Probe {
  __typename
}
    `) as unknown as TypedDocumentString<ProbeQuery, ProbeQueryVariables>;
export const IdentityDocument = new TypedDocumentString(`
    query Identity {
  iamGetCurrentUser {
    userId
    email
    accountId
  }
  iamGetAccount {
    accountId
    accountName
    accountSubdomain
  }
}
    `) as unknown as TypedDocumentString<IdentityQuery, IdentityQueryVariables>;
export const IdentityOfUserDocument = new TypedDocumentString(`
    query IdentityOfUser {
  iamGetCurrentUser {
    userId
    email
    accountId
  }
}
    `) as unknown as TypedDocumentString<IdentityOfUserQuery, IdentityOfUserQueryVariables>;
export const FirstAccountKeysDocument = new TypedDocumentString(`
    query FirstAccountKeys($limit: Int!) {
  iamGetCurrentUser {
    userId
    email
    accountId
  }
  iamGetAccount {
    accountId
    accountName
    accountSubdomain
  }
  tokens(search: {type: ACCOUNT}, limit: $limit) {
    items {
      id
      name
      policy
      revoked
      createdAt
      expiresAt
      accountId
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<FirstAccountKeysQuery, FirstAccountKeysQueryVariables>;
export const MoreAccountKeysDocument = new TypedDocumentString(`
    query MoreAccountKeys($limit: Int!, $cursor: String) {
  tokens(search: {type: ACCOUNT}, limit: $limit, cursor: $cursor) {
    items {
      id
      name
      policy
      revoked
      createdAt
      expiresAt
      accountId
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MoreAccountKeysQuery, MoreAccountKeysQueryVariables>;
export const OneKeyDocument = new TypedDocumentString(`
    query OneKey($id: ID!) {
  token(id: $id) {
    id
    revoked
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<OneKeyQuery, OneKeyQueryVariables>;
export const CreateByInputReadSecretDocument = new TypedDocumentString(`
    mutation CreateByInputReadSecret($input: CreateIamTokenInput!) {
  createToken(input: $input) {
    id
    expiresAt
    createdAt
    secret
  }
}
    `) as unknown as TypedDocumentString<CreateByInputReadSecretMutation, CreateByInputReadSecretMutationVariables>;
export const CreateByInputReadTokenDocument = new TypedDocumentString(`
    mutation CreateByInputReadToken($input: CreateIamTokenInput!) {
  createToken(input: $input) {
    id
    expiresAt
    createdAt
    token
  }
}
    `) as unknown as TypedDocumentString<CreateByInputReadTokenMutation, CreateByInputReadTokenMutationVariables>;
export const CreateByTokenReadSecretDocument = new TypedDocumentString(`
    mutation CreateByTokenReadSecret($token: TokenInput!) {
  createToken(token: $token) {
    id
    expiresAt
    createdAt
    secret
  }
}
    `) as unknown as TypedDocumentString<CreateByTokenReadSecretMutation, CreateByTokenReadSecretMutationVariables>;
export const CreateByTokenReadTokenDocument = new TypedDocumentString(`
    mutation CreateByTokenReadToken($token: TokenInput!) {
  createToken(token: $token) {
    id
    expiresAt
    createdAt
    token
  }
}
    `) as unknown as TypedDocumentString<CreateByTokenReadTokenMutation, CreateByTokenReadTokenMutationVariables>;
export const RevokeKeyDocument = new TypedDocumentString(`
    mutation RevokeKey($id: String!) {
  revokeToken(id: $id) {
    id
    revoked
  }
}
    `) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;