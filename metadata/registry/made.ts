/** Forms and views for entities that define none, so that a new entity can be worked with at once. */
import type { FormDefinition, FormItem, ViewDefinition } from '../schemas/generated/definitions.ts';
import type { Entity, Field, Form, View } from './model.ts';

const COLUMNS = 7;

/** Fields side by side two by two, long ones and lists on a row of their own. */
export function madeForm(entity: Entity): Form {
  const rows: (FormItem | FormItem[])[] = [];
  let half: string | null = null;
  const flush = () => {
    if (half !== null) rows.push(half);
    half = null;
  };
  for (const field of shownFields(entity)) {
    if (wide(field)) {
      flush();
      rows.push(field.key);
    } else if (half === null) half = field.key;
    else {
      rows.push([half, field.key]);
      half = null;
    }
  }
  flush();
  const definition: FormDefinition = {
    entity: entity.key,
    default: true,
    sections: [{ fields: rows.length ? rows : ['id'] }],
  };
  return {
    key: entity.key,
    solution: entity.solution,
    definition,
    entity: entity.key,
    variables: new Map(),
    made: true,
  };
}

/** The first fields as columns; a board by the stage, a calendar by the first date. */
export function madeView(entity: Entity): View {
  const fields = shownFields(entity).filter((field) => !wide(field) && !field.type.sealed);
  const columns = fields.slice(0, COLUMNS).map((field) => field.key);
  const stage = fields.find((field) => field.type.stages);
  const date = fields.find((field) => field.type.group === 'time' && field.type.operators.includes('within'));
  const ways: ViewDefinition['as'] = ['table'];
  if (stage) ways.push('kanban');
  if (date) ways.push('calendar');
  const definition: ViewDefinition = {
    label: { en: 'All', uk: 'Усі', ru: 'Все' },
    entity: entity.key,
    columns: columns.length ? columns : ['id'],
    as: ways,
    default: true,
    ...(stage && { kanban: { by: stage.key, card: columns.filter((key) => key !== stage.key).slice(0, 4) } }),
    ...(date && { calendar: { start: date.key } }),
  };
  return {
    key: entity.key,
    solution: entity.solution,
    definition,
    entity: entity.key,
    where: null,
    made: true,
  };
}

// helpers //////////

function shownFields(entity: Entity): Field[] {
  return [...entity.fields.values()].filter((field) => !field.system);
}

function wide({ type }: Field): boolean {
  return (
    type.holders !== undefined ||
    type.control === 'long_text' ||
    type.control === 'rich_text' ||
    type.control === 'json'
  );
}
