/**
 * Where a field's value comes from: the change that set it, what made that change (a person, a key, a row of a file, a process), and
 * for a process what began it, up the calls, to whoever set it all going. Processes the person may not see end the chain.
 */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { CauseStep, ValueWhy } from '../../api/audit.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import { invalid, notFound } from '../rejection.ts';
import { begunBy, importBy, lastChangeOf } from '../store/causes.ts';
import { namesOf } from '../store/people.ts';
import type { FullAsker } from './asker.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { readRecord, recordTitles } from './read.ts';
import { readableFields } from './readable-fields.ts';

/** Calls within calls that are followed. */
const DEEP = 20;

export async function explainValue(
  ground: Ground,
  principal: Principal,
  entityKey: string,
  id: string,
  fieldKey: string,
  version: number | null,
): Promise<ValueWhy> {
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const entity = visibleEntity(live.registry, who.rights, entityKey);
    const record = await readRecord(db, who, entity, id, { children: [], deleted: true });
    if (!record) throw notFound(`record ${id} of ${entityKey}`);
    const field = (await readableFields(db, who, entity, record.id)).get(fieldKey);
    if (!field)
      throw invalid([
        { path: 'field', code: 'unknown_field', message: `${entityKey} has no field “${fieldKey}”.` },
      ]);
    const change = await lastChangeOf(db, entityKey, record.id, fieldKey, version);
    if (!change) return { field: fieldKey, logged: field.logged, change: null, steps: [] };
    const { at, kind, from, to } = change;
    return {
      field: fieldKey,
      logged: field.logged,
      change: {
        at,
        version: change.version,
        deed: kind as NonNullable<ValueWhy['change']>['deed'],
        from: (await titled(db, who, field, from)) as never,
        to: (await titled(db, who, field, to)) as never,
      },
      steps: await stepsOf(db, who, entity, change.cause, change.personId),
    };
  });
}

// helpers //////////

async function titled(db: Queryable, who: FullAsker, field: Field, value: unknown): Promise<unknown> {
  const targets = field.type.refersTo?.(field)?.entities;
  if (!targets || value === null) return value;
  const ref =
    typeof value === 'string'
      ? { entity: targets[0]!, id: value }
      : (value as { entity: string; id: string });
  const titles = await recordTitles(db, who, [ref]);
  return { id: ref.id, title: titles.get(`${ref.entity}:${ref.id}`) ?? null };
}

async function stepsOf(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  first: Cause,
  personId: string | null,
): Promise<CauseStep[]> {
  const steps: CauseStep[] = [];
  let cause: Cause | null = first;
  for (let depth = 0; cause !== null && depth < DEEP; depth++) {
    const step: Walked = await walk(db, who, cause);
    if (step.told) steps.push(step.told);
    cause = step.next;
  }
  // A rule of a record's own: who wrote the record it belongs to.
  const last = steps.at(-1);
  if (personId !== null && last?.kind !== 'person' && first.kind !== 'process')
    steps.push({ kind: 'person', who: await person(db, personId) });
  return steps.length > 0 ? steps : [{ kind: 'system', what: entity.key }];
}

interface Walked {
  readonly told: CauseStep | null;
  readonly next: Cause | null;
}

async function person(db: Queryable, id: string): Promise<{ id: string; name: string }> {
  return { id, name: (await namesOf(db, [id])).get(id)?.name ?? '' };
}

async function walk(db: Queryable, who: FullAsker, cause: Cause): Promise<Walked> {
  switch (cause.kind) {
    case 'person':
      return {
        told: { kind: 'person', who: await person(db, cause.id), ...(cause.key && { key: cause.key }) },
        next: null,
      };
    case 'process':
      return walkProcess(db, who, cause);
    case 'import': {
      const by = isId(cause.id) ? await importBy(db, cause.id) : null;
      const { file, row } = cause;
      return {
        told: { kind: 'import', file, ...(row !== undefined && { row }), ...(by && { at: by.at }) },
        next: by?.personId ? { kind: 'person', id: by.personId } : null,
      };
    }
    case 'record': {
      const titles = await recordTitles(db, who, [cause]);
      const title = titles.get(`${cause.entity}:${cause.id}`);
      return title === undefined
        ? { told: null, next: null }
        : { told: { kind: 'record', entity: cause.entity, id: cause.id, title }, next: null };
    }
    case 'merge':
      return { told: { kind: 'merge', entity: cause.entity, id: cause.into }, next: null };
    case 'undo':
      return { told: { kind: 'undo', what: cause.of }, next: null };
    case 'retention':
      return { told: { kind: 'retention', what: cause.rule }, next: null };
    case 'automation':
    case 'script':
      return { told: { kind: cause.kind, what: cause.key }, next: null };
    case 'job':
      return { told: { kind: 'system', what: cause.job }, next: null };
    case 'system':
      return { told: { kind: 'system', what: cause.what }, next: null };
  }
}

async function walkProcess(
  db: Queryable,
  who: FullAsker,
  { process, instance, element, name, step }: Extract<Cause, { kind: 'process' }>,
): Promise<Walked> {
  if (!who.rights.deeds.has('operate') && who.rights.process(process) === 'none')
    return { told: { kind: 'hidden' }, next: null };
  const begun = isId(instance) ? await begunBy(db, instance) : null;
  const told: CauseStep = {
    kind: 'process',
    process,
    instance,
    element,
    name: name ?? begun?.name ?? process,
    ...(step && { step }),
    ...(begun && { at: begun.startedAt }),
  };
  if (!begun) return { told, next: null };
  if (begun.caller === null) return { told, next: begun.cause };
  const caller = await begunBy(db, begun.caller);
  const next: Cause | null = caller && {
    kind: 'process',
    process: caller.process,
    instance: caller.instance,
    element: '',
    name: caller.name,
  };
  return { told, next };
}
