/** What random changes choose among: entities, fields and keys that are there, free ones, and new fields of many types. */
import fc from 'fast-check';
import type { Definition } from '#metadata/definition.ts';
import type { Json } from '#metadata/value.ts';

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

type Fields = Record<string, Record<string, Json>>;
/** What of a configuration may be changed here. */
export interface Content {
  readonly entities: readonly Definition[];
  readonly views: readonly Definition[];
  readonly taken: ReadonlySet<string>;
}

export function fieldsOf(entity: Definition): Fields {
  return (entity.content as { fields: Fields }).fields;
}

/** A field that may go or change. */
export function someField({ entities }: Content, roll: Dice) {
  const entity = roll.one(entities);
  const keys = Object.keys(fieldsOf(entity)).filter((key) => key !== 'name');
  if (keys.length === 0) return null;
  const field = roll.one(keys);
  return { definition: `entity/${entity.key}`, field, content: fieldsOf(entity)[field]! };
}

export function someChoice({ entities }: Content, roll: Dice) {
  const choices = entities.flatMap((entity) =>
    Object.entries(fieldsOf(entity)).flatMap(([field, content]) =>
      content.type === 'choice' ? [{ definition: `entity/${entity.key}`, field, content }] : [],
    ),
  );
  return choices.length > 0 ? roll.one(choices) : null;
}

/** Entities with the lookups they have, by key the entity it names. */
export function lookupsIn({ entities }: Content) {
  return entities.flatMap((entity) => {
    const named = Object.entries(fieldsOf(entity)).flatMap(([key, { type, to }]) =>
      type === 'lookup' ? [[key, to as string] as const] : [],
    );
    const lookups = Object.fromEntries(named);
    return named.map(([key]) => [{ entity, lookups }, key] as const);
  });
}

export function freeKey(content: Content, roll: Dice, prefix = 'thing'): string {
  const key = `${prefix}${roll(12)}`;
  return content.taken.has(key) ? freeKey(content, roll, `${prefix}x`) : key;
}

const FIELD_KEYS = ['a', 'b', 'c', 'd', 'price', 'city'];

/** Few names, so that what goes and what comes meet. */
export const fieldKey = (roll: Dice) => roll.one(FIELD_KEYS);

export function fieldContent({ entities }: Content, roll: Dice): Record<string, Json> {
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
    () => ({ type: 'choice', options: ['near', 'far'] }),
    () => ({ type: 'text', formula: 'name + "!"' }),
    () => ({ type: 'integer', formula: 'string length(name)' }),
    () => ({ type: 'text', formula: `if ${fieldKey(roll)} = null then name else "set"` }),
  ];
  return roll.one(made)();
}
