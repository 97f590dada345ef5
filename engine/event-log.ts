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
  moved: ['key', 'scope'],
  scattered: ['key', 'scope'],
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
  const places = PLACES.get(event.type)!;
  const written: [EventType, ...Json[]] = [event.type];
  for (let place = 1; place <= places.size; place++) written.push(null);
  let used = 0;
  let rest: Record<string, Json> | undefined;
  const properties = event as unknown as Readonly<Record<string, Json | undefined>>;
  for (const name in properties) {
    const value = properties[name];
    if (name === 'type' || value === undefined) continue;
    const place = places.get(name);
    if (place === undefined || value === null) {
      rest ??= {};
      rest[name] = value;
    } else {
      written[place] = value;
      used = Math.max(used, place);
    }
  }
  if (rest) written.push(rest);
  else written.length = used + 1;
  return written;
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

/** Where each property stands in the written form; its type is at 0. */
const PLACES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(POSITIONS).map(([type, names]) => [type, new Map(names.map((name, at) => [name, at + 1]))]),
);

function isWritten(written: WrittenEvent | Event): written is WrittenEvent {
  return Array.isArray(written);
}
