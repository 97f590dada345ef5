/** Places as SQL: the column at the end of a way of lookups, whose joins are added to the frame; and titles, which are made of places. */
import { FIELD_TYPES } from '../fields/table.ts';
import type { Column, Entity, Field } from '../registry/model.ts';
import { literal, name, table } from '../sql.ts';
import { familyOf } from './family.ts';
import { type EmitContext, type Frame, frameOf, fromSql } from './frame.ts';
import type { Place } from './nodes.ts';
import { placeOf, UNRESTRICTED } from './place.ts';
import { guarded, seeSql } from './rights-sql.ts';

/** The column (or title) of a place, guarded by field rights; joins are added to the frame. */
export function placeSql(place: Place, frame: Frame, context: EmitContext): string {
  if (place.root === 'edited') return editedSql(place, context);
  const alias = place.root === 'me' ? meAlias(place, frame, context) : aliasOf(place.steps, frame, context);
  if (place.field === null) return titleSql(place.entity, alias, frame, context);
  if (!place.column) throw new Error(`${place.entity.key}.${place.field.key} has no column`);
  return guarded(`${alias}.${name(place.column.name)}`, place.entity, place.field, alias, context);
}

/** A record's title at an alias, in the person's language; parts that may not be read stay empty. */
export function titleSql(entity: Entity, alias: string, frame: Frame, context: EmitContext): string {
  const parts = entity.title.map((part) => {
    if ('text' in part) return literal(part.text);
    const sql = titlePartSql(part.path, entity, alias, frame, context);
    return sql === null ? literal('') : `coalesce(${sql}, '')`;
  });
  // Parts may have different collations; the whole is text that people sort.
  return `(nullif(btrim(${parts.length ? parts.join(' || ') : "''"}), '') collate "und-x-icu")`;
}

/** Adds the joins of a way of lookups; the alias at its end. A record that may not be seen joins as if there were none. */
export function aliasOf(steps: readonly Field[], frame: Frame, context: EmitContext): string {
  let alias = frame.alias;
  let entity = frame.entity;
  let key = `${context.rights === UNRESTRICTED ? 'free' : 'seen'} ${alias}`;
  for (const step of steps) {
    key += `.${step.key}`;
    const target = context.registry.entities.get(step.type.refersTo!(step)!.entities[0]!)!;
    let next = frame.joined.get(key);
    if (!next) {
      next = context.writer.alias();
      const reference = guarded(`${alias}.${name(step.columns[0]!.name)}`, entity, step, alias, context);
      const see = seeSql(target, next, context);
      frame.joins.push(
        `left join ${table(target.table)} ${next} on ${next}.id = ${reference}${see ? ` and ${see}` : ''}`,
      );
      frame.joined.set(key, next);
    }
    alias = next;
    entity = target;
  }
  return alias;
}

// helpers //////////

/** The person's own record, for `me.department`; a person always reads the own record. */
function meAlias(place: Place, frame: Frame, context: EmitContext): string {
  let alias = frame.joined.get('me');
  if (!alias) {
    alias = context.writer.alias();
    frame.joins.push(
      `left join data."user" ${alias} on ${alias}.id = ${context.writer.bind(context.viewer.personId, 'uuid')}`,
    );
    frame.joined.set('me', alias);
  }
  if (place.steps.length === 0) return alias;
  return aliasOf(place.steps, { ...frame, entity: place.from, alias }, { ...context, rights: UNRESTRICTED });
}

function editedSql(place: Place, context: EmitContext): string {
  const { edited } = context;
  if (!edited || !place.column) throw new Error('a filter reads "record" where no record is edited');
  const [first, ...rest] = [...place.steps, place.field!];
  const value = edited.value(first!) as string | null;
  if (rest.length === 0) return context.writer.bind(value, place.column.sql);
  const start = context.registry.entities.get(first!.type.refersTo!(first!)!.entities[0]!)!;
  const inner = frameOf(start, context);
  const free = { ...context, rights: UNRESTRICTED };
  const column = placeSql(
    { ...place, root: 'record', from: start, steps: place.steps.slice(1) },
    inner,
    free,
  );
  return `(select ${column} from ${fromSql(inner)} where ${inner.alias}.id = ${context.writer.bind(value, 'uuid')})`;
}

function titlePartSql(
  path: readonly string[],
  entity: Entity,
  alias: string,
  frame: Frame,
  context: EmitContext,
): string | null {
  // The part may be hidden from this person; then the title does without it.
  let place: Place;
  try {
    place = placeOf(path, entity, context.registry, context.rights);
  } catch {
    return null;
  }
  const own: Frame = { ...frame, entity, alias };
  const target = place.field?.type.refersTo?.(place.field)?.entities ?? [];
  if (target.length === 1 && place.field) {
    const steps = [...place.steps, place.field];
    place = {
      ...place,
      steps,
      entity: context.registry.entities.get(target[0]!)!,
      field: null,
      column: null,
    };
    if (place.entity === entity) return null; // a tree would spell out all its ancestors
  }
  const sql = placeSql(place, own, context);
  if (place.field === null) return sql;
  return textSql(sql, place.field, place.column!, context.viewer.language);
}

function textSql(column: string, field: Field, part: Column, language: string): string {
  const type = part.suffix === '' ? field.type : FIELD_TYPES.get(part.as ?? 'text')!;
  if (type.labelSql && part.suffix === '') return type.labelSql(column, field, language, literal);
  const family = familyOf(part.sql);
  if (family === 'text') return column;
  return part.sql.startsWith('numeric') ? `trim_scale(${column})::text` : `${column}::text`;
}
