/**
 * The records that expressions of a process read: asked for once within a unit of work, all paths of a record together, and
 * anew after the process itself has written. A record reached over a relation is known by its own name too.
 */
import type { Json } from '#metadata/value.ts';
import { Reference } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { FollowedRecord, RecordAnswer } from '../asks.ts';
import type { Key } from '../instance.ts';
import type { Fiber, Run, Session } from '../run/run.ts';
import { lookUp } from './variables.ts';

/** Makes sure that the records whose paths will be read are at hand. */
export function* fetchRecords(run: Run, key: Key, reads: readonly (readonly string[])[]): Fiber {
  const paths = run.process.context.recordPaths;
  for (const [name] of reads) {
    if (name === undefined || !Object.hasOwn(paths, name)) continue;
    const value = lookUp(run.draft, key, name);
    const record = value === undefined ? null : fromState(value);
    if (!(record instanceof Reference)) continue;
    const id = idOf(record);
    const fetched = `${name} ${id}`;
    if (run.session.fetched.has(fetched)) continue;
    const answer = yield {
      kind: 'record',
      key: `${run.id}/record/${id}/${run.asked++}`,
      entity: record.entity,
      id: record.id,
      paths: paths[name]!,
    };
    keep(run.session, id, answer as RecordAnswer);
    run.session.fetched.add(fetched);
  }
}

/** What was read may have been written since. */
export function forgetRecords({ records, fetched }: Session): void {
  records.clear();
  fetched.clear();
}

// helpers //////////

function idOf({ entity, id }: { readonly entity: string; readonly id: string }): string {
  return `${entity}:${id}`;
}

function keep(session: Session, id: string, answer: RecordAnswer): void {
  if (answer === null) {
    session.records.set(id, null);
    return;
  }
  const fields = Object.entries(answer).map(([name, value]) => {
    return [
      name,
      Array.isArray(value) ? value.map((item) => met(session, item)) : met(session, value),
    ] as const;
  });
  session.records.set(id, { ...session.records.get(id), ...Object.fromEntries(fields) });
}

/** The reference alone; what was read of a followed record is kept under its own name. */
function met(session: Session, value: Json): Json {
  if (!isFollowed(value)) return value;
  keep(session, idOf(value.$record), value.$fields);
  return { $record: value.$record };
}

function isFollowed(value: Json): value is FollowedRecord & Json {
  return typeof value === 'object' && value !== null && '$record' in value && '$fields' in value;
}
