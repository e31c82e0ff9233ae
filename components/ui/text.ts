import en from '../../lib/i18n/locales/en/ui.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const uiText = defineText(en);
