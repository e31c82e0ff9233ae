/** The words of the policy room, and the function every text of it is rendered with. */
import en from '../i18n/locales/en/policy.json' with { type: 'json' };
import { defineText, type Locale, type Params } from '../i18n/text.ts';

const policyText = defineText(en);

export type PolicyTextKey = Parameters<typeof policyText>[0];

/** Renders a text of this room in the language it was made for. */
export type Say = (key: PolicyTextKey, params?: Params) => string;

export function sayIn(locale: Locale): Say {
  return (key, params) => policyText(key, params, locale);
}

/** Narrows a built key (`does.` + an action) to one that the catalogue holds. */
export function isTextKey(key: string): key is PolicyTextKey {
  return Object.hasOwn(en, key);
}
