import en from '../../lib/i18n/locales/en/popup.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const popupText = defineText(en);
