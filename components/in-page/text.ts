import en from '../../lib/i18n/locales/en/console.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const consoleText = defineText(en);
