/** "in 5 days", with the exact instant, local and UTC, on hover and focus. */
import { currentLocale } from '../../lib/i18n/text.ts';
import { exactInstant, relativeTime } from '../../lib/time/format.ts';
import { isInstant } from '../../lib/time/units.ts';
import { Hint } from './hint.tsx';
import { uiText } from './text.ts';
import { useNow } from './use-now.ts';

export interface TimeTextProps {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly focusable?: boolean;
}

/** "24 Nov 2026, 18:30 CET (24 Nov 2026, 17:30 UTC)", said once where local time is UTC. */
export function exactText(at: number): string {
  const { local, utc } = exactInstant(at, { locale: currentLocale() });
  return local === utc ? utc : uiText('exactTime', { local, utc });
}

export function TimeText({ at, focusable = true }: TimeTextProps) {
  const now = useNow();
  return (
    <Hint text={exactText(at)} focusable={focusable}>
      <time dateTime={isInstant(at) ? new Date(at).toISOString() : undefined}>
        {relativeTime(at, now, currentLocale())}
      </time>
    </Hint>
  );
}
