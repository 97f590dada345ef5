/**
 * A field that belongs to another entity: it goes there along a lookup between the two, its values with it, and what names it
 * follows over the lookup.
 */
import { type Change, type Consequence, defineChange, type Moved, refused, words } from './change-kind.ts';
import { entityIn, entityOf, fieldsOf, inserted, keyBehind, nameOf, withFields, without } from './content.ts';
import { moveReferences } from './move-references.ts';
import { movedValues } from './moved-values.ts';

interface MoveField extends Change {
  readonly definition: string;
  readonly field: string;
  /** The definition it goes to. */
  readonly to: string;
  /** Lookup of one of the two that names the other. */
  readonly along: string;
  /** Key it has there; its own when not given. */
  readonly as?: string;
  /** Key of the field it is put in front of there. */
  readonly before?: string;
}

export const moveField = defineChange<MoveField>({
  key: 'move_field',
  parts: { definition: 'text', field: 'text', to: 'text', along: 'text', as: 'text?', before: 'text?' },
  apply(configuration, { definition, field, to, along, as = field, before }) {
    const [source, target] = [configuration.definitions.get(definition), configuration.definitions.get(to)];
    const content = fieldsOf(source)[field];
    if (content === undefined) return refused(`There is no field "${field}".`);
    if (!target) return refused(`There is no definition ${to}.`);
    if (Object.hasOwn(fieldsOf(target), as)) return refused(`There is already a field "${as}".`);
    const points = (from: typeof source, at: string) =>
      (fieldsOf(from)[along] as { readonly to?: string } | undefined)?.to?.split('/').at(-1) === at;
    if (!points(source, to.split('/')[1]!) && !points(target, definition.split('/')[1]!))
      return refused(`"${along}" is no lookup between ${definition} and ${to}.`);
    const taken = withFields(configuration, definition, (fields) => without(fields, field));
    if (!taken.ok) return taken;
    const moved = withFields(taken.configuration, to, (fields) =>
      inserted(fields, as, content, before ?? null),
    );
    if (!moved.ok) return moved;
    const move = { from: entityIn(source!), to: entityIn(target), field, as, along };
    return { ok: true, configuration: moveReferences(configuration, moved.configuration, move) };
  },
  invert(before, { definition, field, to, along, as = field }) {
    const behind = keyBehind(fieldsOf(before.definitions.get(definition)), field);
    return {
      change: 'move_field',
      definition: to,
      field: as,
      to: definition,
      along,
      as: field,
      ...(behind !== null && { before: behind }),
    };
  },
  about: ({ to }) => to,
  field: ({ field, as = field }) => as,
  words({ definition, field, to, as = field }, { before, after }) {
    return words('field_moved', '{entity}: field "{field}" moved to {target}', {
      entity: nameOf(entityOf(definition, before, after), null, before),
      field: nameOf(entityOf(to, after, before), as, after),
      target: nameOf(entityOf(to, after, before), null, after),
    });
  },
  hints({ definition, field, to, along, as = field }, hints, { before, after }) {
    const entity = entityOf(definition, before, after);
    hints.moves.set(`${entityOf(to, after, before)}.${as}`, { entity, field, along, values: null });
  },
  consequences({ to, field, as = field }, { before, after, facts }) {
    const moved = facts.moved(entityOf(to, after, before), as);
    return moved ? moveConsequences(moved) : [];
  },
});

// helpers //////////

function moveConsequences({ values, conflicts, homeless }: Moved): Consequence[] {
  return movedValues(
    values,
    [
      'warning',
      'values_differ',
      '{count} records would get different values; the one changed last counts',
      conflicts,
    ],
    [
      'danger',
      'values_homeless',
      '{count} values have no record to go to; they are kept aside for 30 days',
      homeless,
    ],
  );
}
