/**
 * Every record that Latchkey stores: key, area, what is in it and what clears it. No record holds a secret but
 * `secrets`, which lives in memory-only session storage.
 */
import * as z from 'zod/mini';
import type { BudgetState } from '../api/limits.ts';
import { problemSchema } from '../api/problem.ts';
import { defineRecord, defineRecordFamily } from './define-record.ts';

const regionSchema = z.enum(['us', 'eu', 'dev', 'fedramp']);
const addressSchema = z.enum(['path', 'graphql']);
const gradeSchema = z.nullable(z.enum(['A', 'B', 'C', 'D', 'F']));

export const pageSchema = z.object({
  kind: z.enum([
    'account-tokens',
    'user-tokens',
    'all-user-tokens',
    'account-management',
    'users',
    'user-groups',
    'user-group',
    'integrations',
    'integration',
    'integration-instance',
    'settings',
    'other',
  ]),
  groupId: z.optional(z.string()),
  definitionId: z.optional(z.string()),
  instanceId: z.optional(z.string()),
  evidence: z.readonly(z.array(z.string())),
});

// ---------------------------------------------------------------------------------------------- accounts

export const accountSchema = z.object({
  /** `us/<accountId>`. Names every other record of the account. */
  key: z.string(),
  region: regionSchema,
  /** The console host it was seen on, `acme.apps.us.jupiterone.io`. */
  host: z.string(),
  accountId: z.string(),
  name: z.string(),
  subdomain: z.nullable(z.string()),
  viewer: z.nullable(z.object({ id: z.string(), email: z.string() })),
  /** Which address takes the session; `null` = not yet found. */
  address: z.nullable(addressSchema),
  /** Epoch milliseconds of the last answer from it. */
  seenAt: z.number(),
  /** Why the last attempt failed; `null` = it did not. */
  problem: z.nullable(problemSchema),
});
export type Account = z.infer<typeof accountSchema>;

/** Cleared by "Forget account" in the options. */
export const accountsRecord = defineRecord({
  key: 'accounts',
  area: 'local',
  version: 1,
  schema: z.array(accountSchema),
  fallback: [],
});

// ---------------------------------------------------------------------------------------------- keys

export const keySummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  level: z.enum(['account', 'user', 'integration']),
  createdAt: z.number(),
  expiresAt: z.nullable(z.number()),
  revoked: z.boolean(),
  grade: gradeSchema,
});

/**
 * What popup and badge need, small enough to paint at once: the keys that expire soonest (or did within 30 days)
 * and a few counts, as of `checkedAt`. `null` = never checked.
 */
export const digestSchema = z.object({
  /** Epoch milliseconds of the last complete or partial answer. */
  checkedAt: z.number(),
  /** `false` = paging is not through, or a page failed: counts are of what is known. */
  complete: z.boolean(),
  /** At most 120 unrevoked keys, soonest first, none that expired over 30 days ago. */
  soon: z.array(keySummarySchema),
  active: z.number(),
  adminGrade: z.number(),
  total: z.number(),
  /** Rows that could not be read. */
  unreadable: z.number(),
});
export type Digest = z.infer<typeof digestSchema>;

export const digestRecord = defineRecordFamily<Digest | null>({
  prefix: 'digest',
  area: 'local',
  version: 1,
  schema: z.nullable(digestSchema),
  fallback: null,
});

/** All rows of the account's keys; the panel's list. `null` = never checked. */
export const inventorySchema = z.object({
  checkedAt: z.number(),
  complete: z.boolean(),
  rows: z.array(keySummarySchema),
  unreadable: z.number(),
  /** Why the last refresh stopped early; the rows are still the last ones known. */
  problem: z.nullable(problemSchema),
});
export type Inventory = z.infer<typeof inventorySchema>;

export const inventoryRecord = defineRecordFamily<Inventory | null>({
  prefix: 'inventory',
  area: 'local',
  version: 1,
  schema: z.nullable(inventorySchema),
  fallback: null,
});

/** Policy texts by key id, apart from the rows because only the detail view reads them. */
export const policiesRecord = defineRecordFamily<Record<string, string>>({
  prefix: 'policies',
  area: 'local',
  version: 1,
  schema: z.record(z.string(), z.string()),
  fallback: {},
});

/** A refresh under way, for the progress line. Cleared when it ends and at browser exit. */
export const refreshRecord = defineRecordFamily<Refresh | null>({
  prefix: 'refresh',
  area: 'session',
  version: 1,
  schema: z.nullable(
    z.object({ id: z.string(), startedAt: z.number(), loaded: z.number(), cancelled: z.boolean() }),
  ),
  fallback: null,
});
export interface Refresh {
  id: string;
  startedAt: number;
  loaded: number;
  cancelled: boolean;
}

// ---------------------------------------------------------------------------------------------- changes

/**
 * The journal of created keys. Written before the request leaves, so that whatever dies, the next start knows
 * what may have happened. Finished rows go after a day.
 */
export const creationSchema = z.object({
  id: z.string(),
  account: z.string(),
  /** As shown to the user when it was confirmed. */
  accountName: z.string(),
  region: regionSchema,
  /** Who was signed in when it was confirmed; must still be the same when it is sent. `null` = J1 did not say. */
  viewerId: z.nullable(z.string()),
  keyName: z.string(),
  policy: z.string(),
  days: z.number(),
  /** Epoch milliseconds that were asked for. */
  wantedExpiresAt: z.number(),
  startedAt: z.number(),
  state: z.enum([
    /** A console tab is being opened, or the identity checked. Nothing was sent. */
    'preparing',
    /** Waits for the user to sign in to that account; goes on by itself. Nothing was sent. */
    'signed-out',
    /** The request left; an answer is due. */
    'sent',
    /** The answer was lost; the list is being searched. */
    'reconciling',
    'created',
    /** The list, read twice, does not have it: it is safe to try again. */
    'not-created',
    /** Nobody knows: the list could not be read. */
    'unknown',
    /** Refused; nothing was created. */
    'failed',
  ]),
  problem: z.nullable(problemSchema),
  /** Id of the key once known. */
  keyId: z.nullable(z.string()),
  /** What the server says; compared with `wantedExpiresAt`. */
  expiresAt: z.nullable(z.number()),
  /** `true` once a list read after the creation has shown the key. */
  readBack: z.boolean(),
  /** `shown` = kept in memory until saved or five minutes; `lost` = created, but its secret never arrived. */
  secret: z.enum(['none', 'shown', 'saved', 'expired', 'lost']),
  /** Further new keys of this name (a browser may send one request twice): offered for revocation. */
  extraKeyIds: z.array(z.string()),
  /** How it is being sent; the machinery's own. */
  sending: z.object({
    form: z.enum(['input', 'token']),
    field: z.enum(['secret', 'token']),
    requestId: z.nullable(z.string()),
    tabId: z.nullable(z.number()),
    instance: z.nullable(z.string()),
    /** A tab that we opened for it and close again. */
    openedTabId: z.nullable(z.number()),
    sentAt: z.nullable(z.number()),
    /** Server time no later than the sending, epoch milliseconds; `null` = not known. */
    serverTime: z.nullable(z.number()),
    /** Ids of keys of this name that were known before. */
    knownIds: z.array(z.string()),
  }),
});
export type Creation = z.infer<typeof creationSchema>;

export const creationsRecord = defineRecord({
  key: 'creations',
  area: 'local',
  version: 1,
  schema: z.array(creationSchema),
  fallback: [],
});

export const revocationSchema = z.object({
  id: z.string(),
  account: z.string(),
  accountName: z.string(),
  region: regionSchema,
  viewerId: z.nullable(z.string()),
  keyId: z.string(),
  keyName: z.string(),
  startedAt: z.number(),
  /** When it is sent unless undone, epoch milliseconds. */
  dueAt: z.number(),
  state: z.enum([
    'waiting',
    /** Waits for the user to sign in to that account; then its ten seconds start anew. Nothing was sent. */
    'signed-out',
    'sending',
    /** A list read after it shows the key revoked or gone. */
    'revoked',
    'undone',
    /** Sent, but the list could not confirm it. Safe to try again. */
    'unconfirmed',
    /** The browser or the background stopped before it was sent. Nothing was sent. */
    'not-sent',
    'failed',
  ]),
  problem: z.nullable(problemSchema),
});
export type Revocation = z.infer<typeof revocationSchema>;

export const revocationsRecord = defineRecord({
  key: 'revocations',
  area: 'local',
  version: 1,
  schema: z.array(revocationSchema),
  fallback: [],
});

/**
 * What the user was shown and is about to confirm. Single use, ten minutes.
 */
export const planSchema = z.object({
  id: z.string(),
  madeAt: z.number(),
  account: z.object({
    key: z.string(),
    accountId: z.string(),
    name: z.string(),
    region: regionSchema,
    viewer: z.nullable(z.object({ id: z.string(), email: z.string() })),
  }),
  /** The account of the console tab in front, where it is another one: the confirmation names both. */
  otherInFront: z.nullable(z.object({ name: z.string(), region: regionSchema })),
  change: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('create'),
      name: z.string(),
      policy: z.string(),
      days: z.number(),
      expiresAt: z.number(),
    }),
    z.object({ kind: z.literal('revoke'), key: keySummarySchema }),
  ]),
  /** Ids of security findings that want a tick each. */
  mustAccept: z.array(z.string()),
  /** The key's name has to be typed (grades D–F). */
  mustTypeName: z.boolean(),
  /** Id of the creation or revocation that used it. */
  usedBy: z.nullable(z.string()),
});
export type Plan = z.infer<typeof planSchema>;

export const plansRecord = defineRecord({
  key: 'plans',
  area: 'session',
  version: 1,
  schema: z.array(planSchema),
  fallback: [],
});

/** Created secrets that are not yet saved: memory only, five minutes, gone at browser exit. */
export const secretsRecord = defineRecord({
  key: 'secrets',
  area: 'session',
  version: 1,
  schema: z.array(
    z.object({ creationId: z.string(), account: z.string(), secret: z.string(), until: z.number() }),
  ),
  fallback: [],
});

/** What Latchkey did, append-only, newest last, without secrets or policy texts. The newest 2,000 are kept. */
export const activitySchema = z.object({
  at: z.number(),
  account: z.string(),
  accountName: z.string(),
  viewer: z.nullable(z.string()),
  action: z.enum(['create', 'revoke', 'undo-revoke']),
  outcome: z.enum(['done', 'failed', 'unknown', 'not-sent']),
  keyId: z.nullable(z.string()),
  keyName: z.string(),
  policyHash: z.nullable(z.string()),
  problem: z.nullable(z.string()),
});
export type ActivityEntry = z.infer<typeof activitySchema>;

export const activityRecord = defineRecord({
  key: 'activity',
  area: 'local',
  version: 1,
  schema: z.array(activitySchema),
  fallback: [],
});

// ---------------------------------------------------------------------------------------------- tabs and pages

/** Console tabs as they last reported, by tab id. */
export const tabSchema = z.object({
  tabId: z.number(),
  windowId: z.number(),
  host: z.string(),
  instance: z.string(),
  page: pageSchema,
  looksSignedOut: z.boolean(),
  /** Account that answered through it, and who; `null` = not asked yet. */
  account: z.nullable(z.string()),
  viewerId: z.nullable(z.string()),
});
export type ConsoleTab = z.infer<typeof tabSchema>;

export const tabsRecord = defineRecord({
  key: 'tabs',
  area: 'session',
  version: 1,
  schema: z.array(tabSchema),
  fallback: [],
});

/**
 * When something was last read without anybody waiting for it, by account or tab and the page's instance, epoch
 * milliseconds: a console that cannot be read is not asked again at each of its page changes.
 */
export const attemptsRecord = defineRecord<Record<string, number>>({
  key: 'attempts',
  area: 'session',
  version: 1,
  schema: z.record(z.string(), z.number()),
  fallback: {},
});

/** How many units J1 still grants the session of a console host, and when we last asked. Named by the host. */
export const budgetRecord = defineRecordFamily<BudgetState | null>({
  prefix: 'budget',
  area: 'session',
  version: 1,
  schema: z.nullable(
    z.object({ remaining: z.nullable(z.number()), blockedUntil: z.number(), spent: z.array(z.number()) }),
  ),
  fallback: null,
});

// ---------------------------------------------------------------------------------------------- people's choices

/** A half-filled form, without any secret, so that a closed popup loses nothing. Ten minutes. */
export const draftRecord = defineRecordFamily<Draft | null>({
  prefix: 'draft',
  area: 'session',
  version: 1,
  schema: z.nullable(
    z.object({
      at: z.number(),
      name: z.string(),
      templateId: z.nullable(z.string()),
      policy: z.string(),
      days: z.number(),
    }),
  ),
  fallback: null,
});
export interface Draft {
  at: number;
  name: string;
  templateId: string | null;
  policy: string;
  days: number;
}

export const settingsSchema = z.object({
  /** Days a new key lives unless the form says otherwise, 1–365. */
  defaultDays: z.number(),
  defaultTemplateId: z.string(),
  appearance: z.enum(['system', 'light', 'dark']),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsRecord = defineRecord({
  key: 'settings',
  area: 'local',
  version: 1,
  schema: settingsSchema,
  fallback: {
    defaultDays: 90,
    defaultTemplateId: 'read-only-query',
    appearance: 'system',
  } satisfies Settings as Settings,
});

/** The view that a press on "Open Latchkey" asks the panel of a window to show. */
export const panelRequestRecord = defineRecord({
  key: 'panel-request',
  area: 'session',
  version: 1,
  schema: z.nullable(z.object({ windowId: z.number(), page: pageSchema, at: z.number() })),
  fallback: null,
});

/** Records with one fixed key; the background repairs them at its start. */
export const singleRecords = [
  accountsRecord,
  creationsRecord,
  revocationsRecord,
  plansRecord,
  secretsRecord,
  activityRecord,
  tabsRecord,
  attemptsRecord,
  settingsRecord,
  panelRequestRecord,
] as const;

/** Records that exist once for each account. */
export const accountRecords = [
  digestRecord,
  inventoryRecord,
  policiesRecord,
  refreshRecord,
  draftRecord,
] as const;
