/**
 * Random changes of definition, each fitting the configuration it is made for, by a seed: entities and fields come, go, get other
 * names, types, settings and orders; views and roles that name them come and go. The entity `anchor` and its `name` stay.
 */
import { applyChange, type Change } from '#metadata/change.ts';
import { type Configuration, hasErrors } from '#metadata/definition.ts';
import { buildRegistry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import {
  type Content,
  type Dice,
  fieldContent,
  fieldKey,
  fieldsOf,
  freeKey,
  lookupsIn,
  someChoice,
  someField,
} from './random-fields.ts';

export const ANCHOR = 'anchor';

/** The next change that leaves the configuration without errors, with what it leads to. */
export function nextChange(
  configuration: Configuration,
  roll: Dice,
): { readonly change: Change; readonly configuration: Configuration } {
  for (;;) {
    const change = roll.one(MAKERS)(contentOf(configuration), roll);
    if (!change) continue;
    const applied = applyChange(configuration, change);
    if (!applied.ok || hasErrors(buildRegistry(applied.configuration).problems)) continue;
    return { change, configuration: applied.configuration };
  }
}

// helpers //////////

type Maker = (content: Content, roll: Dice) => Change | null;

function contentOf(configuration: Configuration): Content {
  const own = [...configuration.definitions.values()].filter(({ solution }) => solution === 'test');
  return {
    entities: own.filter(({ kind }) => kind === 'entity'),
    views: own.filter(({ kind }) => kind === 'view'),
    taken: new Set(own.map(({ key }) => key)),
  };
}

const MAKERS: readonly Maker[] = [
  (content, roll) => ({
    change: 'add_entity',
    entity: freeKey(content, roll),
    solution: 'test',
    content: {
      title: '{name}',
      fields: { name: { type: 'text' }, [fieldKey(roll)]: fieldContent(content, roll) },
    },
  }),
  ({ entities }, roll) => {
    const { key } = roll.one(entities);
    return key === ANCHOR || roll(3) > 0 ? null : { change: 'drop_entity', entity: key };
  },
  (content, roll) => {
    const { key } = roll.one(content.entities);
    return key === ANCHOR ? null : { change: 'rename_entity', entity: key, to: freeKey(content, roll) };
  },
  (content, roll) => {
    const entity = roll.one(content.entities);
    const { fields: _, ...rest } = entity.content as Record<string, Json>;
    const set = {
      ...rest,
      label: roll.one(['Thing', 'Object', 'Matter']),
      sort: [roll.one(['name', '-created_at'])],
    };
    return { change: 'set_entity', entity: entity.key, content: set };
  },
  ...Array.from(
    { length: 4 },
    (): Maker => (content, roll) => {
      const entity = roll.one(content.entities);
      const behind = roll(2) === 1 ? { before: roll.one(Object.keys(fieldsOf(entity))) } : {};
      const definition = `entity/${entity.key}`;
      return {
        change: 'add_field',
        definition,
        field: fieldKey(roll),
        content: fieldContent(content, roll),
        ...behind,
      };
    },
  ),
  ...Array.from(
    { length: 2 },
    (): Maker => (content, roll) => {
      const { definition, field } = someField(content, roll) ?? {};
      return definition === undefined ? null : { change: 'drop_field', definition, field: field! };
    },
  ),
  ...Array.from(
    { length: 3 },
    (): Maker => (content, roll) => {
      const { definition, field } = someField(content, roll) ?? {};
      return definition === undefined
        ? null
        : { change: 'rename_field', definition, field: field!, to: fieldKey(roll) };
    },
  ),
  ...Array.from(
    { length: 4 },
    (): Maker => (content, roll) => {
      const found = someField(content, roll);
      if (!found) return null;
      const to = fieldContent(content, roll);
      const values = to.type === 'choice' && roll(2) === 1 ? { values: { '12': 'odesa', no: null } } : {};
      const change = to.type === found.content.type ? 'set_field' : 'retype_field';
      return { ...found, change, content: to, ...(change === 'retype_field' && values) };
    },
  ),
  ...Array.from(
    { length: 3 },
    (): Maker => (content, roll) => {
      // Along a lookup, up to what it names or down from there.
      const found = lookupsIn(content);
      const [from, along] = found.length > 0 ? roll.one(found) : [];
      const to = content.entities.find(({ key }) => key === from?.lookups[along!]);
      if (!from || !along || !to) return null;
      const [source, target] = roll(2) === 1 ? [from.entity, to] : [to, from.entity];
      const fields = Object.keys(fieldsOf(source)).filter((key) => key !== 'name' && key !== along);
      if (fields.length === 0) return null;
      const ids = { definition: `entity/${source.key}`, to: `entity/${target.key}` };
      return { change: 'move_field', ...ids, field: roll.one(fields), along, as: fieldKey(roll) };
    },
  ),
  ...Array.from(
    { length: 2 },
    (): Maker => (content, roll) => {
      const found = someChoice(content, roll);
      const second = fieldKey(roll);
      if (!found || second === found.field) return null;
      const values = Object.fromEntries(
        (found.content.options as string[]).map((option) => [
          option,
          [roll.one(['big', 'small', null]), roll.one(['near', 'far', null])],
        ]),
      );
      const [own, other] = [
        ['big', 'small'],
        ['near', 'far'],
      ].map((options) => ({ type: 'choice', options }));
      return { change: 'split_choice', ...found, content: own, second, secondContent: other, values };
    },
  ),
  ...Array.from(
    { length: 4 },
    (): Maker => (content, roll) => {
      const [found, other] = [someChoice(content, roll), someChoice(content, roll)];
      if (!found || !other || found.definition !== other.definition || found.field === other.field)
        return null;
      const values = Object.fromEntries(
        (other.content.options as string[]).map((option) => [option, roll.one(['kyiv', 'other', null])]),
      );
      const options = [...new Set([...(found.content.options as string[]), 'kyiv', 'other'])];
      return {
        change: 'join_choices',
        ...found,
        content: { type: 'choice', options },
        second: other.field,
        values,
      };
    },
  ),
  // Lists of children, and sums over them.
  (content, roll) => {
    const found = lookupsIn(content);
    if (found.length === 0) return null;
    const [{ entity, lookups }, by] = roll.one(found);
    const list = { type: 'children', of: entity.key, by };
    return { change: 'add_field', definition: `entity/${lookups[by]}`, field: fieldKey(roll), content: list };
  },
  ...Array.from(
    { length: 3 },
    (): Maker => (content, roll) => {
      const lists = content.entities.flatMap((entity) =>
        Object.entries(fieldsOf(entity)).flatMap(([key, { type }]) =>
          type === 'children' ? [[entity, key] as const] : [],
        ),
      );
      if (lists.length === 0) return null;
      const [entity, list] = roll.one(lists);
      const sum = roll.one([
        `count(${list})`,
        `sum(${list}.${fieldKey(roll)})`,
        `max(${list}.${fieldKey(roll)})`,
      ]);
      const own = { type: roll.one(['integer', 'decimal']), rollup: sum };
      return { change: 'add_field', definition: `entity/${entity.key}`, field: fieldKey(roll), content: own };
    },
  ),
  (content, roll) => {
    const found = someField(content, roll);
    const setting = roll.one<Record<string, Json>>([
      { label: 'Other' },
      { required: true },
      { unique: true },
      { index: true },
    ]);
    return found && { ...found, change: 'set_field', content: { ...found.content, ...setting } };
  },
  (content, roll) => {
    const entity = roll.one(content.entities);
    const order = Object.keys(fieldsOf(entity)).reverse();
    return order.length < 2 ? null : { change: 'order_fields', definition: `entity/${entity.key}`, order };
  },
  (content, roll) => {
    const entity = roll.one(content.entities);
    const keys = Object.keys(fieldsOf(entity));
    const view = {
      entity: entity.key,
      columns: [roll.one(keys)],
      sort: [`${roll.one(['', '-'])}${roll.one(keys)}`],
    };
    return { change: 'put', kind: 'view', key: `view${roll(3)}`, solution: 'test', content: view };
  },
  ({ views }, roll) => (views.length ? { change: 'drop', kind: 'view', key: roll.one(views).key } : null),
  (content, roll) => {
    const entity = roll.one(content.entities);
    const fields = { [entity.key]: { [roll.one(Object.keys(fieldsOf(entity)))]: 'read' } };
    const records = { [entity.key]: { see: '= name != "x"', edit: 'own' } };
    return { change: 'put', kind: 'role', key: 'clerk', solution: 'test', content: { records, fields } };
  },
];
