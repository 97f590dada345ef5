/**
 * The records that expressions of a process read: asked for once within a unit of work, all paths of a record together, and
 * anew after the process itself has written. A record reached over a relation is known by its own name too.
 */
import type { Json } from '#metadata/value.ts';
import { Reference } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { FollowedRecord, RecordAnswer } from '../asks.ts';
import type { Key } from '../instance.ts';
import type { Process } from '../process.ts';
import type { Fiber, Run, Session } from '../run/run.ts';
import { lookUp } from './variables.ts';

/** Makes sure that the records whose paths will be read are at hand. */
export function* fetchRecords(run: Run, key: Key, reads: readonly (readonly string[])[]): Fiber {
  const { recordPaths: paths, runAs } = run.process.context;
  for (const [name] of reads) {
    if (name === undefined || !Object.hasOwn(paths, name)) continue;
    const value = lookUp(run.draft, key, name);
    const record = value === undefined ? null : fromState(value);
    if (!(record instanceof Reference)) continue;
    const id = `${record.entity}:${record.id}`;
    const fetched = `${run.id} ${name} ${id}`;
    if (run.session.fetched.has(fetched)) continue;
    const answer = yield {
      kind: 'record',
      key: `${run.id}/record/${id}/${run.asked++}`,
      entity: record.entity,
      id: record.id,
      paths: paths[name]!,
      runAs,
    };
    keep(run.session, run.process, record, answer as RecordAnswer);
    run.session.fetched.add(fetched);
  }
}

/** What was read may have been written since. */
export function forgetRecords({ records, fetched }: Session): void {
  records.clear();
  fetched.clear();
}

/** Under what the fields of a record are known in a session: processes of different roles may not see the same of it. */
export function recordKey({ context }: Process, { entity, id }: RecordRef): string {
  return `${context.runAs ?? ''} ${entity}:${id}`;
}

// helpers //////////

interface RecordRef {
  readonly entity: string;
  readonly id: string;
}

function keep(session: Session, process: Process, record: RecordRef, answer: RecordAnswer): void {
  const id = recordKey(process, record);
  if (answer === null) {
    session.records.set(id, null);
    return;
  }
  const fields = Object.entries(answer).map(([name, value]) => {
    return [
      name,
      Array.isArray(value) ? value.map((item) => met(session, process, item)) : met(session, process, value),
    ] as const;
  });
  session.records.set(id, { ...session.records.get(id), ...Object.fromEntries(fields) });
}

/** The reference alone; what was read of a followed record is kept under its own name. */
function met(session: Session, process: Process, value: Json): Json {
  if (!isFollowed(value)) return value;
  keep(session, process, value.$record, value.$fields);
  return { $record: value.$record };
}

function isFollowed(value: Json): value is FollowedRecord & Json {
  return typeof value === 'object' && value !== null && '$record' in value && '$fields' in value;
}
