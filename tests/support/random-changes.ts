/**
 * Random changes of definition, each fitting the configuration it is made for, by a seed: entities and fields come, go, get other
 * names, types, settings and orders; views and roles that name them come and go. The entity `anchor` and its `name` stay.
 */
import fc from 'fast-check';
import { applyChange, type Change } from '#metadata/change.ts';
import { type Configuration, type Definition, hasErrors } from '#metadata/definition.ts';
import { buildRegistry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';

export const ANCHOR = 'anchor';

export interface Dice {
  /** A whole number from 0 to below. */
  (below: number): number;
  one<T>(list: readonly T[]): T;
}

export function dice(seed: number): Dice {
  const numbers = fc.sample(fc.nat(1_000_003), { seed, numRuns: 4_000 });
  let at = 0;
  const roll = (below: number) => numbers[at++ % numbers.length]! % below;
  return Object.assign(roll, { one: <T>(list: readonly T[]) => list[roll(list.length)]! });
}

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

type Fields = Record<string, Record<string, Json>>;
type Maker = (content: Content, roll: Dice) => Change | null;

/** What of a configuration may be changed here. */
interface Content {
  readonly entities: readonly Definition[];
  readonly views: readonly Definition[];
  readonly taken: ReadonlySet<string>;
}

function contentOf(configuration: Configuration): Content {
  const own = [...configuration.definitions.values()].filter(({ solution }) => solution === 'test');
  return {
    entities: own.filter(({ kind }) => kind === 'entity'),
    views: own.filter(({ kind }) => kind === 'view'),
    taken: new Set(own.map(({ key }) => key)),
  };
}

function fieldsOf(entity: Definition): Fields {
  return (entity.content as { fields: Fields }).fields;
}

/** A field that may go or change. */
function someField({ entities }: Content, roll: Dice) {
  const entity = roll.one(entities);
  const keys = Object.keys(fieldsOf(entity)).filter((key) => key !== 'name');
  if (keys.length === 0) return null;
  const field = roll.one(keys);
  return { definition: `entity/${entity.key}`, field, content: fieldsOf(entity)[field]! };
}

function freeKey(content: Content, roll: Dice, prefix = 'thing'): string {
  const key = `${prefix}${roll(12)}`;
  return content.taken.has(key) ? freeKey(content, roll, `${prefix}x`) : key;
}

const FIELD_KEYS = ['a', 'b', 'c', 'd', 'price', 'city'];

/** Few names, so that what goes and what comes meet. */
const fieldKey = (roll: Dice) => roll.one(FIELD_KEYS);

function fieldContent({ entities }: Content, roll: Dice): Record<string, Json> {
  const to = () => roll.one(entities).key;
  const made: readonly (() => Record<string, Json>)[] = [
    () => ({ type: 'text' }),
    () => ({ type: 'text', search: true }),
    () => ({ type: 'long_text' }),
    () => ({ type: 'integer', index: roll(2) === 1 }),
    () => ({ type: 'decimal', scale: roll(4) }),
    () => ({ type: 'money', currency: 'UAH' }),
    () => ({ type: 'percent' }),
    () => ({ type: 'boolean' }),
    () => ({ type: 'date' }),
    () => ({ type: 'datetime' }),
    () => ({ type: 'choice', options: ['kyiv', 'lviv', 'odesa'].slice(roll(3)) }),
    () => ({ type: 'multi_choice', options: ['kyiv', 'lviv'] }),
    () => ({ type: 'tags' }),
    () => ({ type: 'lookup', to: to(), on_delete: roll.one(['restrict', 'clear']) }),
    () => ({ type: 'links', to: to() }),
    () => ({ type: 'user' }),
    () => ({ type: 'text', formula: 'name + "!"' }),
    () => ({ type: 'integer', formula: 'string length(name)' }),
    () => ({ type: 'text', formula: `if ${fieldKey(roll)} = null then name else "set"` }),
  ];
  return roll.one(made)();
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
  (content, roll) => {
    const found = someField(content, roll);
    const setting = roll.one<Record<string, Json>>([
      { label: 'Other' },
      { required: true },
      { unique: true },
      { index: true },
    ]);
    // What a formula gives is only known afterwards; that two are the same fails a step of finishing, which is told there.
    if (found?.content.formula && setting.unique) return null;
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
