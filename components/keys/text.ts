import en from '../../lib/i18n/locales/en/changes.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const changesText = defineText(en);
