/** The calendar (DMN 1.5 §10.3.4.6, §10.3.4.7): today, weekdays, months between dates. */
import { FeelDate, FeelDateTime, numberOf, type Value } from '../../../value.ts';
import {
  epochDay,
  midnightOf,
  monthsBetween,
  monthsDuration,
  now as present,
  weekday,
} from '../../temporal.ts';
import { DATE, DATE_TIME, MONTHS_DURATION, NUMBER, STRING, type Type } from '../../types.ts';
import { type BuiltIn, defineBuiltIn, overload, parameter } from './define.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Whole months between two dates, with or without times. */
export const yearsAndMonthsDuration = defineBuiltIn(
  'years and months duration',
  ...[DATE, DATE_TIME].flatMap((from) =>
    [DATE, DATE_TIME].map((to) =>
      overload<readonly [FeelDate | FeelDateTime, FeelDate | FeelDateTime]>(
        [parameter('from', from), parameter('to', to)],
        MONTHS_DURATION,
        ([start, end]) => monthsDuration(monthsBetween(momentOf(start), momentOf(end))),
      ),
    ),
  ),
);

export const now = defineBuiltIn(
  'now',
  overload([], DATE_TIME, (_args, run) => present(run.env)),
);

export const today = defineBuiltIn(
  'today',
  overload([], DATE, (_args, run) => present(run.env).date),
);

export const dayOfWeek = ofDate('day of week', STRING, (day) => WEEKDAYS[weekday(day) - 1]!);
export const monthOfYear = ofDate('month of year', STRING, (day) => MONTHS[day.month - 1]!);
export const dayOfYear = ofDate('day of year', NUMBER, (day) => numberOf(dayNumber(day)));

/** ISO 8601: week 1 is the one with the year's first Thursday. */
export const weekOfYear = ofDate('week of year', NUMBER, (day) => {
  const thursday = epochDay(day) + 4 - weekday(day);
  const year = yearOfEpochDay(thursday, day.year);
  return numberOf(Math.floor((thursday - epochDay(new FeelDate(year, 1, 1))) / 7) + 1);
});

// helpers //////////

function ofDate(name: string, result: Type, of: (day: FeelDate) => Value): BuiltIn {
  return defineBuiltIn(
    name,
    overload<readonly [FeelDate]>([parameter('date', DATE)], result, ([day]) => of(day)),
    overload<readonly [FeelDateTime]>([parameter('date', DATE_TIME)], result, ([moment]) => of(moment.date)),
  );
}

function momentOf(value: FeelDate | FeelDateTime): FeelDateTime {
  return value instanceof FeelDateTime ? value : midnightOf(value);
}

function dayNumber(day: FeelDate): number {
  return epochDay(day) - epochDay(new FeelDate(day.year, 1, 1)) + 1;
}

/** The year a day near `year` falls into. */
function yearOfEpochDay(day: number, year: number): number {
  if (day < epochDay(new FeelDate(year, 1, 1))) return year - 1;
  return day >= epochDay(new FeelDate(year + 1, 1, 1)) ? year + 1 : year;
}
