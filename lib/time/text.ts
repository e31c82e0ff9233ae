import en from '../i18n/locales/en/time.json' with { type: 'json' };
import { defineText } from '../i18n/text.ts';

export const timeText = defineText(en);
