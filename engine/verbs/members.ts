/** The instances of the call tree within a session; one that isn't loaded is asked for. */
import type { Env } from '#metadata/expression.ts';
import { fromState } from '#metadata/value-json.ts';
import type { Instance } from '../instance.ts';
import type { Definition, Process } from '../process.ts';
import type { Run, Session } from '../run/run.ts';
import { load } from '../run/stop.ts';
import { draftOf } from '../state/draft.ts';
import { recordKey } from './records.ts';

/** The run of an instance; null if there is no such instance any more. */
export function memberOf(session: Session, id: string): Run | null {
  const run = session.runs.get(id);
  if (run !== undefined) return run;
  const instance = session.world.instance(id);
  if (instance === undefined) return load([{ kind: 'instance', key: `instance/${id}`, id }]);
  return instance === null ? null : join(session, instance, false);
}

/** Makes an instance a member of the session. */
export function join(session: Session, instance: Instance, isNew: boolean): Run {
  const ref = instance.definition;
  const definition = session.world.definition(ref);
  if (definition === undefined) return load([{ kind: 'definition', key: `definition/${ref}`, ref }]);
  if (definition === null)
    throw new Error(`Expected the definition ${ref} of the instance ${instance.id} to exist`);
  const run: Run = {
    session,
    id: instance.id,
    definition,
    process: definition.process,
    draft: draftOf(instance),
    isNew,
    env: expressionEnv(session, definition.process),
    events: [],
    pending: new Map(),
    epochs: new Map(),
    news: [],
    items: new Map(),
    ending: new Set(),
    asked: 0,
  };
  session.runs.set(instance.id, run);
  return run;
}

/** The same instance, going on with another definition. */
export function rerun(run: Run, definition: Definition): Run {
  const { session } = run;
  const { process } = definition;
  const next: Run = { ...run, definition, process, env: expressionEnv(session, process) };
  session.runs.set(run.id, next);
  return next;
}

// helpers //////////

function expressionEnv({ env, records }: Session, process: Process): Env {
  return {
    now: env.now,
    zone: process.context.zone ?? env.zone,
    maxSteps: env.maxSteps,
    functions: env.functions,
    field: (record, name) => {
      const fields = records.get(recordKey(process, record));
      if (fields === undefined) return undefined;
      return fields === null || !Object.hasOwn(fields, name) ? null : fromState(fields[name]!);
    },
  };
}
