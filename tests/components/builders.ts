/** Accounts, keys and changes with everything filled in, for tests that care about one part of them. */
import type { KeySummary } from '../../lib/keys/index.ts';
import type { Account, Creation, Digest, Plan, Revocation } from '../../lib/storage/records.ts';
import { dayMs } from '../../lib/time/index.ts';

export function makeAccount(part: Partial<Account> = {}): Account {
  return {
    key: 'us/acme',
    region: 'us',
    host: 'acme.apps.us.jupiterone.io',
    accountId: 'j1-acme',
    name: 'Acme Security',
    subdomain: 'acme',
    viewer: { id: 'user-1', email: 'ada@acme.example' },
    address: 'path',
    seenAt: Date.now(),
    problem: null,
    ...part,
  };
}

/** A key that expires `days` from now, after `life` days. */
export function makeKey(name: string, days: number | null, part: Partial<KeySummary> = {}): KeySummary {
  const now = Date.now();
  return {
    id: `id-of-${name}`,
    name,
    level: 'account',
    createdAt: now - 30 * dayMs,
    expiresAt: days === null ? null : now + days * dayMs,
    revoked: false,
    grade: 'A',
    ...part,
  };
}

export function makeDigest(soon: readonly KeySummary[], part: Partial<Digest> = {}): Digest {
  return {
    checkedAt: Date.now() - 4 * 60_000,
    complete: true,
    soon: [...soon],
    active: soon.length,
    adminGrade: 0,
    total: soon.length,
    unreadable: 0,
    ...part,
  };
}

export function makeCreation(part: Partial<Creation> = {}): Creation {
  const now = Date.now();
  return {
    id: 'creation-1',
    account: 'us/acme',
    accountName: 'Acme Security',
    region: 'us',
    viewerId: 'user-1',
    keyName: 'splunk-prod',
    policy: '{"permissions":[]}',
    days: 90,
    wantedExpiresAt: now + 90 * dayMs,
    startedAt: now,
    state: 'created',
    problem: null,
    keyId: 'key-1',
    expiresAt: now + 90 * dayMs,
    readBack: true,
    secret: 'shown',
    extraKeyIds: [],
    sending: {
      form: 'input',
      field: 'secret',
      requestId: null,
      tabId: null,
      instance: null,
      openedTabId: null,
      sentAt: null,
      serverTime: null,
      knownIds: [],
    },
    ...part,
  };
}

export function makeRevocation(part: Partial<Revocation> = {}): Revocation {
  const now = Date.now();
  return {
    id: 'revocation-1',
    account: 'us/acme',
    accountName: 'Acme Security',
    region: 'us',
    viewerId: 'user-1',
    keyId: 'id-of-splunk-prod',
    keyName: 'splunk-prod',
    startedAt: now,
    dueAt: now + 10_000,
    state: 'waiting',
    problem: null,
    ...part,
  };
}

export function makePlan(change: Plan['change'], part: Partial<Plan> = {}): Plan {
  const { key, accountId, name, region, viewer } = makeAccount();
  return {
    id: 'plan-1',
    madeAt: Date.now(),
    account: { key, accountId, name, region, viewer },
    otherInFront: null,
    change,
    mustAccept: [],
    mustTypeName: false,
    usedBy: null,
    ...part,
  };
}
