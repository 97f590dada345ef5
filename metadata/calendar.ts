/**
 * Business calendars: counting in working hours and working days. The engine's timers and due dates count by them; expressions
 * do so by functions of `functions.ts`. Calendars are definitions of kind `calendar`; the registry holds them compiled.
 */
export { readDuration, type WorkingDuration } from './calendars/read-duration.ts';
export {
  type Calendars,
  USUAL_CALENDAR,
  USUAL_CALENDARS,
  type WorkingCalendar,
} from './calendars/working-calendar.ts';
export { addWorkingTime, isWorkingTime } from './calendars/working-time.ts';
