/** The door to this room. The background imports `badge.ts` and `plan.ts` themselves, to be free of the calendar. */
export { badge, type Badge, type BadgeInput, type BadgeTone } from './badge.ts';
export { toCalendar, type CalendarOptions } from './calendar.ts';
export {
  defaultReminderSettings,
  type KeyExpiry,
  type Reminder,
  type ReminderSettings,
  type SentReminder,
  type Snooze,
} from './model.ts';
export { dueReminders, type RemindersInput } from './plan.ts';
