/** Working hours and days off, by which deadlines, timers and functions of expressions count. */
import { compileCalendar, hasHours, lineOf } from '../calendars/compile-calendar.ts';
import { readSpans } from '../calendars/read-spans.ts';
import {
  type Definition,
  type DefinitionProblem,
  definitionsOf,
  error,
  errorSaid,
  idOf,
  splitReference,
} from '../definition.ts';
import { daysInMonth } from '../expressions/temporal-text.ts';
import { zoneExists } from '../expressions/zones.ts';
import type { Registry } from '../registry/model.ts';
import type { CalendarDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const calendar = defineKind({
  key: 'calendar',
  label: { en: 'Calendar', uk: 'Календар', ru: 'Календарь' },
  folder: 'calendars',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const { extends: other } = json as unknown as CalendarDefinition;
    if (other !== undefined)
      yield { needs: 'definition', kind: 'calendar', reference: other, path: ['extends'] };
  },
  *check(definition, registry): Iterable<DefinitionProblem> {
    const content = definition.content as unknown as CalendarDefinition;
    const id = idOf(definition);
    const { zone, hours = {}, holidays = [], exceptions = {} } = content;
    if (zone !== undefined && !zoneExists(zone))
      yield error(
        'calendar_zone',
        `There is no time zone "${zone}"; write it like Europe/Kyiv.`,
        id,
        ['zone'],
        { zone },
      );
    for (const [day, said] of Object.entries(hours)) {
      const read = readSpans(said);
      if (!read.ok) yield errorSaid('calendar_hours', read.why, id, ['hours', day]);
    }
    for (const [i, holiday] of holidays.entries()) {
      const day = typeof holiday === 'string' ? holiday : holiday.day;
      if (!isDay(day))
        yield error('calendar_day', `"${day}" is no day of the calendar.`, id, ['holidays', i], { day });
    }
    for (const [date, said] of Object.entries(exceptions)) {
      const read = readSpans(said);
      if (!isDay(date))
        yield error('calendar_day', `"${date}" is no day of the calendar.`, id, ['exceptions', date], {
          day: date,
        });
      if (!read.ok) yield errorSaid('calendar_hours', read.why, id, ['exceptions', date]);
    }
    yield* wholeProblems(definition, content, registry);
  },
});

// helpers //////////

/** What follows from it together with others: no hours at all, a circle, a second one for everything. */
function* wholeProblems(
  definition: Definition,
  content: CalendarDefinition,
  registry: Registry,
): Iterable<DefinitionProblem> {
  const { key } = definition;
  const id = idOf(definition);
  const all = definitionsOf(registry.configuration, 'calendar');
  const contents = new Map(all.map((one) => [one.key, one.content as unknown as CalendarDefinition]));
  const line = lineOf(key, contents);
  const last = line.at(-1)?.extends;
  if (last !== undefined && contents.has(splitReference(last).key))
    yield error(
      'calendar_circle',
      'Calendars extend each other in a circle; take one of them out.',
      id,
      ['extends'],
      {},
    );
  else if (!hasHours(compileCalendar(key, line)))
    yield error(
      'calendar_empty',
      'The calendar has no working hours on any day of the week, so that nothing would ever be due; give at least one day its hours.',
      id,
      ['hours'],
      {},
    );
  const others = all.filter((one) => one.key !== key && contents.get(one.key)!.default);
  if (content.default && others.length > 0)
    yield error(
      'calendar_default',
      `The calendar ${others[0]!.key} is the default one already; only one can be.`,
      id,
      ['default'],
      { name: others[0]!.key },
    );
}

function isDay(text: string): boolean {
  const parts = text.split('-').map(Number);
  // A day of every year may be the 29th of February.
  const [year, month, day] = parts.length === 2 ? [2000, ...parts] : parts;
  return month! >= 1 && month! <= 12 && day! >= 1 && day! <= daysInMonth(year!, month!);
}
