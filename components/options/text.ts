import en from '../../lib/i18n/locales/en/options.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const optionsText = defineText(en);
