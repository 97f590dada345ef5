/** Records with random values, written as people write them, into every entity of the solution `test`. */
import type { Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Installation } from './installation.ts';
import type { Dice } from './random-fields.ts';
import { testRecords } from './records.ts';

/** A few more in each; rows that break a uniqueness are left out. */
export async function fillRandomly(potik: Installation, roll: Dice): Promise<void> {
  const { records, system } = testRecords(potik);
  for (const entity of potik.registry().entities.values()) {
    if (potik.registry().configuration.definitions.get(`entity/${entity.key}`)?.solution !== 'test') continue;
    const idsOf = async (key: string) =>
      (await records.query(system, key, { fields: ['id'], limit: 10 })).items.map(({ id }) => id);
    const rows: { values: Record<string, Json> }[] = [];
    for (let n = 0; n < 3; n++) {
      const values: Record<string, Json> = {};
      for (const field of entity.fields.values()) {
        const value =
          field.system || field.formula || field.rollup ? undefined : await valueFor(field, roll, idsOf);
        if (value !== undefined) values[field.key] = value;
      }
      rows.push({ values });
    }
    await records.writeRecords(system, entity.key, rows);
  }
}

// helpers //////////

const TEXTS = ['12', ' Kyiv', 'так', '2026-01-05', 'a; b', '99999999999999', 'x', '1 234,5', 'Lviv'];

async function valueFor(
  field: Field,
  roll: Dice,
  idsOf: (entity: string) => Promise<string[]>,
): Promise<Json | undefined> {
  if (roll(4) === 0 && field.key !== 'name') return undefined;
  const [option, ...options] = field.type.group === 'choice' ? optionsOf(field) : [];
  const made: Record<string, () => Json | undefined> = {
    text: () => roll.one(TEXTS),
    long_text: () => `${roll.one(TEXTS)}\n${roll.one(TEXTS)}`,
    integer: () => roll(5000),
    decimal: () => String(roll(50)),
    money: () => ({ amount: `${roll(5000)}.5`, currency: 'UAH' }),
    percent: () => String(roll(100)),
    boolean: () => roll(2) === 1,
    date: () => `2026-0${1 + roll(9)}-1${roll(9)}`,
    datetime: () => `2026-0${1 + roll(9)}-1${roll(9)}T08:00:00.000Z`,
    choice: () => roll.one([option!, ...options]),
    multi_choice: () => [option!],
    tags: () => [roll.one(['a', 'b']), 'c'],
  };
  if (field.type.key === 'lookup') {
    const ids = await idsOf(field.type.refersTo!(field)!.entities[0]!);
    return ids.length ? roll.one(ids) : undefined;
  }
  return made[field.type.key]?.();
}

function optionsOf({ settings }: Field): string[] {
  return ((settings as { readonly options?: readonly { readonly key: string }[] } | null)?.options ?? []).map(
    ({ key }) => key,
  );
}
