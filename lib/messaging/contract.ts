/**
 * What Latchkey's own pages may ask of the background: a closed list of verbs with the shape of each request and
 * reply. Everything else that a page shows it reads from the records itself, so that it paints with the background
 * asleep. (What the content script says is in `page-contract.ts`.)
 */
import * as z from 'zod/mini';
import { problemSchema } from '../api/problem.ts';
import { planSchema } from '../storage/records.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));

export const contract = {
  /**
   * Reads the account keys through a console tab. `account` names a known account; `null` means whichever account
   * the console tab `tabId` is signed in to. A `popup` asks for the first page only and not again within 60 s,
   * `panel` and `user` for all pages. Replies when the first page is in (or why not); the rest streams into the
   * records.
   */
  'keys.refresh': {
    request: z.object({
      account: z.nullable(id),
      tabId: z.nullable(z.number()),
      reason: z.enum(['popup', 'panel', 'user']),
    }),
    reply: z.object({ account: z.nullable(id), problem: z.nullable(problemSchema) }),
  },
  'keys.cancelRefresh': { request: z.object({ account: id }), reply: z.object({}) },

  /** Checks a change and says what must be confirmed. Sends nothing. */
  'changes.plan': {
    request: z.object({
      account: id,
      /** The window the surface is in, to name another account that is in front there. */
      windowId: z.nullable(z.number()),
      change: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('create'),
          name: z.string().check(z.maxLength(10_000)),
          policy: z.string().check(z.maxLength(2_000_000)),
          /** Whole days, 1–365, as J1's own dialog asks. */
          days: z.number(),
          /** The end of a chosen date instead, epoch milliseconds, at most 365 days ahead. */
          expiresAt: z.optional(z.number()),
        }),
        z.object({ kind: z.literal('revoke'), keyId: id }),
      ]),
    }),
    reply: planSchema,
  },
  /** Carries out a plan, once. Replies with the id of its row in `creations` or `revocations`. */
  'changes.apply': {
    request: z.object({
      planId: id,
      /** Ids of the security findings that were ticked. */
      accepted: z.array(z.string()),
      typedName: z.nullable(z.string()),
      /** The user saw that another account is in front. */
      otherInFrontSeen: z.boolean(),
    }),
    reply: z.object({ id }),
  },
  /** Takes back a revocation that was not sent yet; `undone: false` = too late. */
  'revocations.undo': { request: z.object({ id }), reply: z.object({ undone: z.boolean() }) },
  /** Removes a finished row from `creations` or `revocations`. */
  'changes.dismiss': { request: z.object({ id }), reply: z.object({}) },
  /** Looks again for a creation or revocation whose outcome is unknown. */
  'changes.check': { request: z.object({ id }), reply: z.object({}) },

  /** The secret of a key just created; `null` = saved, or its five minutes are over. */
  'secrets.reveal': {
    request: z.object({ creationId: id }),
    reply: z.nullable(z.object({ secret: z.string(), until: z.number() })),
  },
  'secrets.saved': { request: z.object({ creationId: id }), reply: z.object({}) },

  /** Brings a console tab of the account to the front, or opens one. */
  'accounts.open': { request: z.object({ account: id }), reply: z.object({}) },
  /** Drops everything stored about an account. */
  'accounts.forget': { request: z.object({ account: id }), reply: z.object({}) },
} as const;

export type Verb = keyof typeof contract;
export type RequestOf<V extends Verb> = z.infer<(typeof contract)[V]['request']>;
export type ReplyOf<V extends Verb> = z.infer<(typeof contract)[V]['reply']>;

/** The wire form of a request. */
export const requestEnvelope = z.object({ type: z.literal('ui'), verb: z.string(), request: z.unknown() });

/** The wire form of a reply: every request gets one. */
export const replyEnvelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), reply: z.unknown() }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
]);
