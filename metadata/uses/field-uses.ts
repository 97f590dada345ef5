/** What field definitions need of others: shared by entities, extensions and the variables of forms. */
import type { Path } from '../definition.ts';
import type { Type } from '../expression.ts';
import type { JsonSchema } from '../fields/field-type.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import { expressionOf, type Use } from '../kinds/kind.ts';
import type { FieldDefinition } from '../schemas/generated/definitions.ts';

/** @param entity the entity the fields belong to; undefined for variables of a form */
export function* fieldUses(
  fields: Readonly<Record<string, FieldDefinition>>,
  at: Path,
  entity: string | undefined,
): Iterable<Use> {
  for (const [key, field] of Object.entries(fields)) {
    const path = [...at, key];
    const type = FIELD_TYPES.get(field.type);
    if (!type) continue;
    const settings = field as Readonly<Record<string, unknown>>;
    for (const [name, schema] of Object.entries(type.schema))
      if (settings[name] !== undefined) yield* settingUses(settings[name], schema, [...path, name]);
    yield* expressionUses(field, path, entity);
    if (typeof settings.by === 'string' && typeof settings.of === 'string')
      yield {
        needs: 'field',
        entity: settings.of,
        field: settings.by,
        path: [...path, 'by'],
        as: 'calculation',
      };
    if (typeof settings.with === 'object' && settings.with !== null)
      yield* fieldUses(settings.with as Record<string, FieldDefinition>, [...path, 'with'], undefined);
  }
}

// helpers //////////

/** References the schema marks with `x-ref`, alone or in a list. */
function* settingUses(value: unknown, schema: JsonSchema, path: Path): Iterable<Use> {
  const kind = schema['x-ref'] as string | undefined;
  if (kind !== undefined) yield { needs: 'definition', kind, reference: String(value), path };
  const items = schema.items as JsonSchema | undefined;
  if (Array.isArray(value) && items)
    for (const [i, item] of value.entries()) yield* settingUses(item, items, [...path, i]);
}

function* expressionUses(field: FieldDefinition, path: Path, entity: string | undefined): Iterable<Use> {
  const value = expressionOf(field.default);
  if (value !== null)
    yield { needs: 'expression', source: value, path: [...path, 'default'], entity, as: 'value' };
  if (field.formula !== undefined)
    yield { needs: 'expression', source: field.formula, path: [...path, 'formula'], entity, as: 'formula' };
  if (field.rollup !== undefined)
    yield { needs: 'expression', source: field.rollup, path: [...path, 'rollup'], entity, as: 'rollup' };
  const { to, where } = field as { to?: unknown; where?: unknown };
  const target = typeof to === 'string' ? to : field.type === 'user' ? 'user' : undefined;
  if (typeof where === 'string' && target !== undefined) {
    const names: Record<string, Type> = entity === undefined ? {} : { record: { kind: 'record', entity } };
    yield {
      needs: 'expression',
      source: where,
      path: [...path, 'where'],
      entity: target,
      names,
      as: 'filter',
    };
  }
}
