import en from '../../lib/i18n/locales/en/app.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const appText = defineText(en);
