import en from '../../lib/i18n/locales/en/panel.json' with { type: 'json' };
import { defineText } from '../../lib/i18n/text.ts';

export const panelText = defineText(en);
