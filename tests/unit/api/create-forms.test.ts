import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createBody,
  readCreateAnswer,
  type CreateForm,
  type SecretField,
} from '../../../lib/api/mutations/keys.ts';
import { json, validationError } from '../rig/fake-j1.ts';

const key = { name: ' my key ', policy: '{"permissions":[]}', expiresAt: 1_790_000_000_000 };
const body = (form: CreateForm, field: SecretField) =>
  JSON.parse(createBody(key, form, field)) as { query: string; variables: Record<string, unknown> };

test('the preferred form names an account key, its expiry, and asks for the secret', () => {
  const { query, variables } = body('input', 'secret');
  expect(variables).toEqual({
    input: { type: 'ACCOUNT', name: ' my key ', policy: key.policy, expiresAt: key.expiresAt },
  });
  expect(query).toMatch(/createToken\(input: \$input\)/);
  expect(query).toMatch(/\bsecret\b/);
});

test('the documented form sends the category of J1’s sample, and no expiry that it has no field for', () => {
  const { query, variables } = body('token', 'token');
  expect(variables).toEqual({ token: { name: ' my key ', category: 'tags', policy: key.policy } });
  expect(query).toMatch(/createToken\(token: \$token\)/);
  expect(query).not.toMatch(/\bsecret\b/);
});

const next = async (form: CreateForm, field: SecretField, ...complaints: string[]) => {
  const answer = json(
    { errors: complaints.map((message) => ({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })) },
    400,
  );
  const outcome = await readCreateAnswer(answer, { form, field });
  return outcome.kind === 'other-form' ? outcome.next : outcome.kind;
};

test('a complaint about the field changes the field and keeps the expiry', async () => {
  expect(await next('input', 'secret', 'Cannot query field "secret" on type "IamToken".')).toEqual({
    form: 'input',
    field: 'token',
  });
});

test('a complaint about the argument changes the argument', async () => {
  expect(await next('input', 'secret', 'Unknown argument "input" on field "Mutation.createToken".')).toEqual({
    form: 'token',
    field: 'secret',
  });
});

test('complaints about both change both', async () => {
  const complaints = [
    'Unknown argument "input" on field "Mutation.createToken".',
    'Cannot query field "secret" on type "IamToken".',
  ];
  expect(await next('input', 'secret', ...complaints)).toEqual({ form: 'token', field: 'token' });
});

test('with both documented forms refused there is nothing left to send', async () => {
  expect(await next('token', 'token', 'Cannot query field "createToken" on type "Mutation".')).toBe(
    'refused',
  );
});

test('whatever a validator says, no form is ever tried twice', async () => {
  const complaint = fc.oneof(
    fc.constantFrom(
      'Cannot query field "secret" on type "IamToken".',
      'Cannot query field "token" on type "IamToken".',
      'Unknown argument "input" on field "Mutation.createToken".',
      'Unknown argument "token" on field "Mutation.createToken".',
      'Unknown type "CreateIamTokenInput".',
    ),
    fc.string({ maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(complaint, { minLength: 8, maxLength: 8 }), async (complaints) => {
      let sent: { form: CreateForm; field: SecretField } = { form: 'input', field: 'secret' };
      const tried = new Set<string>();
      for (const message of complaints) {
        const name = `${sent.form}/${sent.field}`;
        expect(tried).not.toContain(name);
        tried.add(name);
        const outcome = await readCreateAnswer(validationError(message), sent);
        if (outcome.kind !== 'other-form') return;
        sent = outcome.next;
      }
      expect.fail('the chain did not end');
    }),
    { numRuns: 200 },
  );
});
