export type { Clock } from './clock.ts';
export { age, dayName, duration, exactInstant, localZone, relativeTime, type InZone } from './format.ts';
export { dayMs, hourMs, isInstant, minuteMs } from './units.ts';
export { calendarDay, endOfDay, isCalendarDay, isTimeZone } from './zone.ts';
