/** What a person fills in: fields of an entity, or variables of a process. */
import { type Path, splitReference } from '../definition.ts';
import type { Type } from '../expression.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import type { FormDefinition, FormItem } from '../schemas/generated/definitions.ts';
import { fieldUses } from '../uses/field-uses.ts';
import { defineKind, expressionOf, SNAKE, type Use } from './kind.ts';

export const form = defineKind({
  key: 'form',
  label: { en: 'Form', uk: 'Форма', ru: 'Форма' },
  folder: 'forms',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const content = json as unknown as FormDefinition;
    const entity = content.entity === undefined ? undefined : splitReference(content.entity).key;
    if (content.entity !== undefined)
      yield { needs: 'definition', kind: 'entity', reference: content.entity, path: ['entity'] };
    const variables = content.variables ?? {};
    yield* fieldUses(variables, ['variables'], undefined);
    const names = variableTypes(content);
    for (const [i, section] of content.sections.entries()) {
      const at = ['sections', i];
      if (section.show)
        yield {
          needs: 'expression',
          source: section.show,
          path: [...at, 'show'],
          entity,
          names,
          as: 'condition',
        };
      for (const [item, path] of itemsOf(section.fields, [...at, 'fields']))
        yield* itemUses(item, path, entity, names, variables);
    }
  },
});

/** Types of a form's variables, for its expressions. */
export function variableTypes({ variables = {} }: FormDefinition): Record<string, Type> {
  return Object.fromEntries(
    Object.entries(variables).map(([key, field]) => [key, variableType(key, field as never)] as const),
  );
}

/** Items of rows, with their paths. */
export function* itemsOf(rows: readonly (FormItem | FormItem[])[], at: Path): Iterable<[FormItem, Path]> {
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row)) yield [row, [...at, i]];
    else for (const [j, item] of row.entries()) yield [item, [...at, i, j]];
  }
}

// helpers //////////

function variableType(key: string, definition: Readonly<Record<string, never>>): Type {
  const type = FIELD_TYPES.get(definition.type as unknown as string);
  if (!type) return { kind: 'any' };
  const around = {
    self: '',
    field: key,
    currency: 'EUR',
    reference: (written: string) => splitReference(written).key,
    pipeline: () => undefined,
  };
  return type.feelType({ key, entity: '', name: key, settings: type.settings(definition, around) });
}

function* itemUses(
  item: FormItem,
  path: Path,
  entity: string | undefined,
  names: Readonly<Record<string, Type>>,
  variables: Readonly<Record<string, unknown>>,
): Iterable<Use> {
  if (typeof item === 'object' && 'text' in item) return;
  const settings = typeof item === 'string' ? { field: item } : item;
  const [first] = settings.field.split('.');
  const where = typeof item === 'string' ? path : [...path, 'field'];
  if (entity !== undefined && !Object.hasOwn(variables, first!))
    yield { needs: 'field', entity, field: settings.field, path: where, as: 'form', reaches: true };
  else if (!Object.hasOwn(variables, first!))
    yield { needs: 'variable', name: first!, among: Object.keys(variables), path: where };
  for (const key of ['show', 'required', 'read_only'] as const) {
    const source = settings[key];
    if (typeof source === 'string')
      yield { needs: 'expression', source, path: [...path, key], entity, names, as: 'condition' };
  }
  const value = expressionOf(settings.default);
  if (value !== null)
    yield { needs: 'expression', source: value, path: [...path, 'default'], entity, names, as: 'value' };
}
