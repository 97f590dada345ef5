/**
 * The names that can stand behind a dot: entries of contexts, fields of records, properties of dates, times, durations
 * and ranges (DMN 1.5 §10.3.2.13, table 65). A list has the fields of its items, and gives the list of them.
 */
import { ANY, BOOLEAN, DAYS_DURATION, listOf, NUMBER, STRING, type Type } from '../types.ts';

type Fields = Readonly<Record<string, Type>>;

/** The part of `Known` that answers for records. */
export interface Entities {
  readonly fieldsOf: (entity: string) => Fields | null | undefined;
}

const DAY: Fields = { year: NUMBER, month: NUMBER, day: NUMBER, weekday: NUMBER };
const CLOCK: Fields = {
  hour: NUMBER,
  minute: NUMBER,
  second: NUMBER,
  'time offset': DAYS_DURATION,
  timezone: STRING,
};

/** Properties by kind; a range's are in `ofRange`, for its ends have its type. */
const PROPERTIES: Readonly<Record<string, Fields>> = {
  date: DAY,
  time: CLOCK,
  'date and time': { ...DAY, ...CLOCK },
  'days and time duration': { days: NUMBER, hours: NUMBER, minutes: NUMBER, seconds: NUMBER },
  'years and months duration': { years: NUMBER, months: NUMBER },
};

const NONE: Fields = {};

/** The type of `name` in a value of `type`; `unknown` where it may be there, `missing` where it certainly is not. */
export function fieldOf(type: Type, name: string, entities: Entities): Type | 'unknown' | 'missing' {
  const element = type.kind === 'list' ? type.of : type;
  const fields = fieldNames(element, entities);
  if (fields === null) return 'unknown';
  if (!Object.hasOwn(fields, name)) return 'missing';
  return type.kind === 'list' ? listOf(fields[name]!) : fields[name]!;
}

/** All fields of a type; null where they are not known. */
export function fieldNames(type: Type, entities: Entities): Fields | null {
  switch (type.kind) {
    case 'any':
    case 'null':
      return null;
    case 'context':
      return type.fields;
    case 'record':
      return entities.fieldsOf(type.entity) ?? null;
    case 'list':
      return fieldNames(type.of, entities);
    case 'range':
      return ofRange(type.of);
    default:
      return PROPERTIES[type.kind] ?? NONE;
  }
}

// helpers //////////

const ranges = new WeakMap<Type, Fields>();

function ofRange(end: Type): Fields {
  let fields = ranges.get(end);
  if (!fields) {
    fields = {
      start: end ?? ANY,
      end: end ?? ANY,
      'start included': BOOLEAN,
      'end included': BOOLEAN,
    };
    ranges.set(end, fields);
  }
  return fields;
}
