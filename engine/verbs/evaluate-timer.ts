/** When a timer is due: an ISO date, a duration from now, or the first run of a cycle. */
import type { TimerTrigger } from '../process/trigger.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { type Due, timerDue } from '../time/due.ts';
import { clockAt } from './clock-at.ts';
import { evaluate, type Place } from './evaluate.ts';

export function* evaluateTimer(run: Run, place: Place, trigger: TimerTrigger): Fiber<Due> {
  const value = yield* evaluate(run, place, trigger.value, 'timer');
  const clock = clockAt(run, place.element);
  const due = timerDue(trigger.form, value, clock);
  if (due !== null) return due;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (clock.calendar && timerDue(trigger.form, value, { ...clock, calendar: null }) !== null)
    return fail(run, 'timer.far', place.element.id, { text });
  return fail(run, 'timer.text', place.element.id, { text, ...FORMS[trigger.form] });
}

const FORMS = {
  date: { form: 'date and time', hint: ', such as 2026-01-05T09:00:00Z' },
  duration: { form: 'duration', hint: ', such as PT1H or P2D' },
  cycle: { form: 'repeating interval', hint: ', such as R3/PT10H, and no cron text' },
} as const;
