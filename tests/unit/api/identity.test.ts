import { expect, test } from 'vitest';
import { decodeIdentity, decodeRevoked } from '../../../lib/api/decode.ts';

const user = { userId: 'u', email: 'ada@acme.example', accountId: 'acme' };
const account = { accountId: 'acme', accountName: 'Acme', accountSubdomain: 'acme' };

test('person and account come together', () => {
  expect(decodeIdentity({ iamGetCurrentUser: user, iamGetAccount: account })).toEqual({
    accountId: 'acme',
    name: 'Acme',
    subdomain: 'acme',
    viewer: { id: 'u', email: 'ada@acme.example' },
  });
});

test('without the account field the person tells the account, which has no name then', () => {
  expect(decodeIdentity({ iamGetCurrentUser: user, iamGetAccount: null })).toMatchObject({
    accountId: 'acme',
    name: null,
    subdomain: null,
  });
});

test('without a person the account is known and the viewer is not', () => {
  expect(decodeIdentity({ iamGetAccount: account })).toMatchObject({ accountId: 'acme', viewer: null });
});

test('a person without an id is told by the address', () => {
  expect(decodeIdentity({ iamGetCurrentUser: { ...user, userId: null } })?.viewer).toEqual({
    id: 'ada@acme.example',
    email: 'ada@acme.example',
  });
});

test.each([
  [{}],
  [{ iamGetCurrentUser: null }],
  [{ iamGetCurrentUser: 'x', iamGetAccount: [] }],
  [{ iamGetAccount: {} }],
])('nobody is made up from %o', (data) => {
  expect(decodeIdentity(data)).toBeNull();
});

test.each([
  [{ id: 'k', revoked: true }, true],
  [{ id: 'k', revoked: false }, false],
  [{ id: 'k' }, null],
  [{ id: 'k', revoked: 'yes' }, null],
  [{ revoked: true }, null],
  [null, null],
])('of %o it is known whether it is revoked: %o', (value, revoked) => {
  expect(decodeRevoked(value)).toBe(revoked);
});
