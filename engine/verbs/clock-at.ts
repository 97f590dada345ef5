/** By which clock the timers and due dates of an element count: now, the zone of the process, the calendar the element names. */
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { type Clock, calendarOf } from '../time/clock.ts';

export function clockAt(run: Run, element: Element): Clock {
  const { now, zone, calendars } = run.session.env;
  const calendar = calendarOf(element, calendars);
  if (calendar === undefined)
    return fail(run, 'calendar.unknown', element.id, { calendar: element.calendar?.key ?? 'default' });
  return { now, zone: run.process.context.zone ?? zone, calendar };
}
