/** A named way to look at the records of an entity. */
import { splitReference } from '../definition.ts';
import type { ViewDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, type FieldUse, SNAKE, type Use } from './kind.ts';

export const view = defineKind({
  key: 'view',
  label: { en: 'View', uk: 'Подання', ru: 'Представление' },
  folder: 'views',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const content = json as unknown as ViewDefinition;
    const entity = splitReference(content.entity).key;
    const use = (field: string, as: FieldUse, ...path: (string | number)[]) =>
      ({ needs: 'field', entity, field, path, as }) as const;
    const reaching = (...of: Parameters<typeof use>) => ({ ...use(...of), reaches: true }) as const;
    yield { needs: 'definition', kind: 'entity', reference: content.entity, path: ['entity'] };
    for (const [i, column] of content.columns.entries()) {
      if (typeof column === 'string') yield reaching(column, 'column', 'columns', i);
      else yield reaching(column.field, 'column', 'columns', i, 'field');
    }
    if (content.group) yield reaching(content.group, 'group', 'group');
    for (const [i, field] of (content.sort ?? []).entries())
      yield reaching(field.replace('-', ''), 'sort', 'sort', i);
    for (const [i, field] of (content.filters ?? []).entries()) yield reaching(field, 'filter', 'filters', i);
    if (content.kanban) {
      const { by, card = [], sum } = content.kanban;
      yield use(by, 'group', 'kanban', 'by');
      for (const [i, field] of card.entries()) yield reaching(field, 'column', 'kanban', 'card', i);
      if (sum) yield use(sum, 'column', 'kanban', 'sum');
    }
    if (content.calendar) {
      yield use(content.calendar.start, 'column', 'calendar', 'start');
      if (content.calendar.end) yield use(content.calendar.end, 'column', 'calendar', 'end');
    }
    if (content.where)
      yield { needs: 'expression', source: content.where, path: ['where'], entity, as: 'filter' };
    for (const [i, reference] of (content.roles ?? []).entries())
      yield { needs: 'definition', kind: 'role', reference, path: ['roles', i] };
  },
});
