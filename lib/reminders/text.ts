import en from '../i18n/locales/en/reminders.json' with { type: 'json' };
import { defineText } from '../i18n/text.ts';

export const remindersText = defineText(en);
