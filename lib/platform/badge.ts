/** The toolbar icon: text, colours, shape and tooltip. */
import type { Badge, BadgeTone } from '../reminders/badge.ts';
import { browser } from './browser.ts';

/** Background and text with at least 5:1 between them, and the icon whose shape says the same. */
const looks: Record<BadgeTone, { readonly back: string; readonly text: string; readonly icon: string }> = {
  none: { back: '#4B5563', text: '#FFFFFF', icon: 'calm' },
  soon: { back: '#F59E0B', text: '#111827', icon: 'soon' },
  urgent: { back: '#C2410C', text: '#FFFFFF', icon: 'urgent' },
  critical: { back: '#B91C1C', text: '#FFFFFF', icon: 'critical' },
  unsaved: { back: '#1D4ED8', text: '#FFFFFF', icon: 'unsaved' },
  stale: { back: '#4B5563', text: '#FFFFFF', icon: 'stale' },
};

export async function showBadge({ text, tone, title }: Badge): Promise<void> {
  const { back, text: front, icon } = looks[tone];
  const { action } = browser;
  await Promise.all([
    action.setBadgeText({ text }),
    action.setBadgeBackgroundColor({ color: back }),
    action.setBadgeTextColor({ color: front }),
    action.setTitle({ title }),
    action.setIcon({ path: { 16: `/icon/${icon}-16.png`, 32: `/icon/${icon}-32.png` } }),
  ]);
}
