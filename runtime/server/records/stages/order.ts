/** Orders for processes that wait for a change of these records, or begin with one. Written only where somebody listens. */
import type { RowValues } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { writeOrders } from '../../store/outbox.ts';
import { interestIn } from '../../store/record-interest.ts';
import { stateOf } from '../read-paths.ts';
import type { Change, ChangeKind, Unit } from '../unit.ts';

/** Topic of the orders; their payload is a `RecordChange`. */
export const RECORD_CHANGED = 'record-changed';

export interface RecordChange {
  readonly entity: string;
  readonly id: string;
  readonly event: 'create' | 'update' | 'delete';
  /** What the record was before an update, in state form, where processes may begin with it. */
  readonly before: Readonly<Record<string, Json>> | null;
  /** What it became by the change: by the time the order is carried out it may have been changed again. */
  readonly after: Readonly<Record<string, Json>> | null;
  /** Conditions of running instances read it. */
  readonly waiting: boolean;
  /** Start events may begin with it. */
  readonly starting: boolean;
}

const EVENTS: Readonly<Record<ChangeKind, RecordChange['event']>> = {
  created: 'create',
  changed: 'update',
  calculated: 'update',
  restored: 'update',
  deleted: 'delete',
};

export async function order(unit: Unit): Promise<void> {
  const entries = [...unit.changes];
  if (entries.length === 0) return;
  const interest = await interestIn(
    unit.tx,
    entries.map(([, { entity, id }]) => ({ entity: entity.key, id })),
  );
  const waiting = new Set(interest.waiting);
  const starting = new Set(interest.starting);
  const payloads = entries
    .filter(([key, { entity }]) => waiting.has(key) || starting.has(entity.key))
    .map(([key, change]) =>
      payloadOf(change, unit.known.get(key)!, waiting.has(key), starting.has(change.entity.key)),
    );
  if (payloads.length === 0) return;
  await writeOrders(unit.tx, RECORD_CHANGED, payloads as unknown as Json[], new Date(unit.now));
  unit.ordered = true;
}

// helpers //////////

function payloadOf(
  { entity, id, kind, before }: Change,
  now: RowValues,
  waiting: boolean,
  starting: boolean,
): RecordChange {
  const event = EVENTS[kind];
  const was = starting && event === 'update' && before ? stateOf(entity, before) : null;
  const after = starting && event !== 'delete' ? stateOf(entity, now) : null;
  return { entity: entity.key, id, event, before: was, after, waiting, starting };
}
