/**
 * The form in which events are written to history: `["activated","2","approve",null,"f1"]` instead of an object that
 * repeats its property names in every row. History is most of what a commit writes, so its size is the commit's price.
 * The server's store encodes and decodes at its border; nobody else sees this form.
 */
import type { Json } from '#metadata/value.ts';
import type { Event, EventType } from './events.ts';

/**
 * Properties by position, the ones most often there first. They never hold null (null stands for "absent"); what may, and
 * whatever is rare, follows in one object at the end. **Append only**: old rows are read by the same table.
 */
const POSITIONS: { readonly [T in EventType]: readonly (keyof Extract<Event, { type: T }>)[] } = {
  started: ['id', 'definition', 'process', 'at', 'variables', 'root'],
  ended: ['status', 'at'],
  suspended: [],
  resumed: [],
  migrated: ['definition', 'elements'],
  activated: ['key', 'element', 'flow', 'scope', 'index'],
  passed: ['element', 'flow', 'scope'],
  arrived: ['key', 'element', 'flow', 'scope'],
  joined: ['element', 'keys'],
  parked: ['key', 'element', 'phase', 'flow', 'scope'],
  unparked: ['key'],
  completed: ['key', 'element'],
  cancelled: ['key', 'element'],
  looped: ['key', 'loop'],
  loopMoved: ['key', 'index'],
  opened: ['key', 'wait'],
  changed: ['key', 'kind', 'set'],
  closed: ['key', 'kind', 'done', 'outcome'],
  variables: ['set', 'scope'],
  decided: ['element', 'decision'],
  thrown: ['trigger', 'element', 'code', 'caughtBy'],
  compensating: ['key'],
  queued: ['key', 'elements'],
  compensated: ['keys', 'scope'],
  compensable: ['scope', 'entry'],
  incident: ['key', 'incident'],
  resolved: ['key'],
};

/** An event as it is written: its type, the properties of `POSITIONS`, then an object with the others if there are any. */
export type WrittenEvent = readonly [EventType, ...Json[]];

export function writeEvent(event: Event): WrittenEvent {
  const positions = POSITIONS[event.type] as readonly string[];
  const rest: Record<string, Json> = {};
  const values: Json[] = positions.map(() => null);
  for (const [name, value] of Object.entries(event) as [string, Json | undefined][]) {
    if (name === 'type' || value === undefined) continue;
    const position = positions.indexOf(name);
    if (position < 0 || value === null) rest[name] = value;
    else values[position] = value;
  }
  if (Object.keys(rest).length > 0) return [event.type, ...values, rest];
  while (values.length > 0 && values[values.length - 1] === null) values.pop();
  return [event.type, ...values];
}

/** The event that `writeEvent` wrote, or as it stands where it was written as an object (before migration 0032). */
export function readEvent(written: WrittenEvent | Event): Event {
  if (!isWritten(written)) return written;
  const [type, ...values] = written;
  const positions = POSITIONS[type] as readonly string[];
  const event: Record<string, Json> = { type };
  positions.forEach((name, position) => {
    const value = values[position];
    if (value !== null && value !== undefined) event[name] = value;
  });
  return Object.assign(event, values[positions.length] ?? {}) as unknown as Event;
}

// helpers //////////

function isWritten(written: WrittenEvent | Event): written is WrittenEvent {
  return Array.isArray(written);
}
