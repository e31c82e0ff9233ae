/** The words of this room: statuses, levels, and what is wrong with a name or an expiry. */
import en from '../i18n/locales/en/keys.json' with { type: 'json' };
import { defineText, type Locale } from '../i18n/text.ts';
import type { ExpiryProblem } from './expiry.ts';
import type { KeyLevel, KeyStatus } from './model.ts';
import type { NameFinding } from './name.ts';
import { shownName } from './shown-name.ts';

export const keysText = defineText(en);

const statusKeys = {
  active: 'statusActive',
  expiring: 'statusExpiring',
  expired: 'statusExpired',
  revoked: 'statusRevoked',
  odd: 'statusOdd',
} as const;

const levelKeys = { account: 'levelAccount', user: 'levelUser', integration: 'levelIntegration' } as const;

const expiryKeys = {
  'days-missing': 'daysMissing',
  'days-unreadable': 'daysUnreadable',
  'days-not-whole': 'daysNotWhole',
  'date-missing': 'dateMissing',
  'date-unreadable': 'dateUnreadable',
  'zone-unknown': 'zoneUnknown',
  'too-soon': 'tooSoon',
  'too-late': 'tooLate',
  'in-past': 'inPast',
} as const;

const nameKeys = {
  empty: 'nameEmpty',
  'too-long': 'nameTooLong',
  'control-character': 'nameControl',
  'broken-character': 'nameBroken',
  'like-secret': 'nameLikeSecret',
  taken: 'nameTaken',
} as const;

export function statusText(status: KeyStatus, locale?: Locale): string {
  return keysText(statusKeys[status], {}, locale);
}

export function levelText(level: KeyLevel, locale?: Locale): string {
  return keysText(levelKeys[level], {}, locale);
}

export function expiryProblemText(problem: ExpiryProblem, locale?: Locale): string {
  switch (problem.code) {
    case 'zone-unknown':
      return keysText('zoneUnknown', { zone: problem.zone }, locale);
    case 'too-soon':
    case 'too-late':
      return keysText(expiryKeys[problem.code], { count: problem.days }, locale);
    default:
      return keysText(expiryKeys[problem.code], {}, locale);
  }
}

export function nameFindingText(finding: NameFinding, locale?: Locale): string {
  const { code, severity: _, ...params } = finding;
  const shown = 'name' in params ? { name: shownName(params.name) } : params;
  return keysText(nameKeys[code], shown, locale);
}
