/**
 * Business calendars: counting in working hours and working days. The engine's timers and due dates count by them; expressions
 * do so by functions of `functions.ts`. Calendars are definitions of kind `calendar`; the registry holds them compiled, the
 * designer compiles the one it draws.
 */
export { calendarLine, compiledCalendar } from './calendars/compile-calendar.ts';
export { readDuration, type WorkingDuration } from './calendars/read-duration.ts';
export { readSpans, type Spans } from './calendars/read-spans.ts';
export {
  type Calendars,
  type Span,
  spansOf,
  USUAL_CALENDAR,
  USUAL_CALENDARS,
  type WorkingCalendar,
} from './calendars/working-calendar.ts';
export { addWorkingTime, isWorkingTime } from './calendars/working-time.ts';
