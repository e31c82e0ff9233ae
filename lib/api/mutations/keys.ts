/**
 * The two mutations. Imported by `lib/changes` only: nothing is written without a plan, the account that was shown,
 * and a read-back.
 */
import type { PageAnswer } from '../../messaging/page-contract.ts';
import { bodyOf, readAnswer, type Ask, type Executed } from '../client.ts';
import { decodeCreated, type CreatedKey } from '../decode.ts';
import {
  CreateByInputReadSecretDocument,
  CreateByInputReadTokenDocument,
  CreateByTokenReadSecretDocument,
  CreateByTokenReadTokenDocument,
  RevokeKeyDocument,
} from '../generated/graphql.ts';
import { problemOf, type Problem } from '../problem.ts';

/** `input` carries an expiry; `token` is the documented form, where J1 picks it. */
export type CreateForm = 'input' | 'token';
/** Which field of the answer holds the secret. J1's sources name both. */
export type SecretField = 'secret' | 'token';

export interface NewKey {
  readonly name: string;
  readonly policy: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The JSON text that creates the key, in one of the four forms. */
export function createBody(key: NewKey, form: CreateForm, field: SecretField): string {
  if (form === 'input') {
    const document = field === 'secret' ? CreateByInputReadSecretDocument : CreateByInputReadTokenDocument;
    return bodyOf(document, {
      input: { type: 'ACCOUNT', name: key.name, policy: key.policy, expiresAt: key.expiresAt },
    });
  }
  const document = field === 'secret' ? CreateByTokenReadSecretDocument : CreateByTokenReadTokenDocument;
  // `category: "tags"` is in each of J1's samples, which do not say what it does.
  return bodyOf(document, { token: { name: key.name, category: 'tags', policy: key.policy } });
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly key: CreatedKey }
  /** Nothing ran: J1's API does not know the form. The only case that may be sent again, as `next`. */
  | {
      readonly kind: 'other-form';
      readonly next: { form: CreateForm; field: SecretField };
      readonly problem: Problem;
    }
  /** J1 refused it before anything ran. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** It may or may not have run: only the list can tell. */
  | { readonly kind: 'unknown'; readonly problem: Problem };

/** How deep in the answer such a problem may lie and still mean that no key was made; missing = it never means it. */
const refusedUpTo: Partial<Record<Problem['code'], number>> = {
  // `createToken` itself may say these. Below it (its `secret`, say) the key exists already.
  'signed-out': 1,
  'no-right': 1,
  'bad-input': 1,
  // These are told before anything runs. Out of a running `createToken` they are some other service's.
  'rate-limited': 0,
  'session-unusable': 0,
  schema: 0,
};

/** Judges an answer to {@link createBody}. */
export async function readCreateAnswer(
  answer: PageAnswer,
  sent: { readonly form: CreateForm; readonly field: SecretField },
): Promise<CreateOutcome> {
  let executed: Pick<Executed, 'data' | 'problem' | 'depth'>;
  try {
    executed = await readAnswer(answer);
  } catch (thrown) {
    executed = { data: null, problem: problemOf(thrown), depth: 0 };
  }
  const key = decodeCreated(executed.data?.['createToken']);
  if (key) return { kind: 'created', key };
  const problem = executed.problem ?? { code: 'unexpected-answer' };
  if (executed.depth > (refusedUpTo[problem.code] ?? -1)) return { kind: 'unknown', problem };
  const next = problem.code === 'schema' ? otherForm(sent, problem.detail ?? '') : null;
  return next ? { kind: 'other-form', next, problem } : { kind: 'refused', problem };
}

/**
 * What to try after a validation error, by all that it complains of; `null` where nothing is left to try. Each step
 * goes from `input` to `token` or from `secret` to `token` and never back, so the chain ends.
 */
function otherForm(
  sent: { readonly form: CreateForm; readonly field: SecretField },
  complaint: string,
): { form: CreateForm; field: SecretField } | null {
  const noSecret = /Cannot query field "?secret"?/.test(complaint);
  const noInput = /Unknown argument "?input"?|CreateIamTokenInput|IamTokenType/.test(complaint);
  const next = {
    form: noInput ? 'token' : sent.form,
    field: noSecret ? 'token' : sent.field,
  } as const;
  if (next.form !== sent.form || next.field !== sent.field) return next;
  // A complaint that names neither: the documented form is the next best, with the field that it is documented with.
  return sent.form === 'input' ? { form: 'token', field: 'token' } : null;
}

/** Revokes a key. The answer proves nothing by itself: read the key back. Throws a ProblemError. */
export async function revokeKey(ask: Ask, id: string): Promise<Problem | null> {
  const { problem } = await ask(RevokeKeyDocument, { id });
  return problem;
}
