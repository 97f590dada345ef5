/**
 * Every field type through the store, the same questions to each: is a value written and read back, does every operator find
 * what it should (held against an oracle over random records), do default, required, unique and the history hold, does a cell
 * of an exported file bring the value back, and does a change of type to any other leave good values only.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Definition, idOf } from '#metadata/definition.ts';
import {
  CHOOSABLE_TYPES,
  columnValues,
  type Field,
  hasValue,
  mainColumn,
  parseText,
  parseValue,
  textOfValue,
} from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { sourceOf } from '../../../../metadata/field-parts/conversion.ts';
import { publishConfiguration } from '../../../../runtime/server/publish/publish.ts';
import { ORACLES } from '../../../conformance/fields/operator-oracle.ts';
import { sampleConfiguration } from '../../../conformance/fields/sample-configuration.ts';
import { SAMPLES } from '../../../conformance/fields/samples.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation();
const solution = 'sampler';
const define = (key: string, content: object): Definition => ({
  kind: 'entity',
  key,
  solution,
  content: content as Json,
});
const definitionOf = (key: string) => ({
  ...SAMPLES[key]!.definition,
  ...(key === 'children' && { of: 'sample', by: 'f_lookup' }),
});
const kept = ['autonumber', 'children', 'links'];
const single = CHOOSABLE_TYPES.filter(({ key }) => !kept.includes(key) && key !== 'stage');
const extra = [
  define('strict', {
    label: 'Strict',
    title: '{name}',
    fields: {
      name: { type: 'text' },
      ...Object.fromEntries(single.map(({ key }) => [`f_${key}`, { ...definitionOf(key), required: true }])),
    },
  }),
  define('lone', {
    label: 'Lone',
    title: '{name}',
    fields: {
      name: { type: 'text' },
      ...Object.fromEntries(
        single
          .filter(({ key }) => indexable(key))
          .map(({ key }) => [`f_${key}`, { ...definitionOf(key), unique: true }]),
      ),
    },
  }),
];
function indexable(key: string): boolean {
  return CHOOSABLE_TYPES.find((type) => type.key === key)!.indexes.includes('btree');
}

await publishConfiguration(
  potik.ground,
  (live) => ({
    definitions: new Map([
      ...live.definitions,
      ...sampleConfiguration().definitions,
      ...extra.map((one) => [idOf(one), one] as const),
    ]),
  }),
  { personId: null, note: 'test' },
);
const { db } = potik;
const { records, system } = testRecords(potik);
const sample = potik.registry().entities.get('sample')!;
const fieldOf = (key: string): Field => sample.fields.get(`f_${key}`)!;
const conventions = { language: 'uk', zone: 'Europe/Kyiv', decimalMark: ',', dateOrder: 'dmy' } as const;

const someone = (await records.create(system, 'user', { name: 'Olena', email: 'olena@example.com' })).id;
const other = (await records.create(system, 'sample', { f_text: 'the other' })).id;
const file = '01934b2e-7c11-7000-8000-00000000f11e';
await db.query(
  "insert into potik.file (id, name, type, size, hash, created_at) values ($1, 'a.png', 'image/png', 1, '\\x00', now())",
  [file],
);

/** Values of a type that can stand in this database: the samples, with references to what is there. */
function liveValues(key: string): Json[] {
  const by: Record<string, Json[]> = {
    lookup: [other],
    parent: [other],
    user: [someone],
    any_lookup: [
      { entity: 'sample', id: other },
      { entity: 'user', id: someone },
    ],
    file: [file],
    image: [file],
    stage: ['new'],
  };
  return by[key] ?? SAMPLES[key]!.good.map(([, normal]) => normal).filter((value) => value !== null);
}

const plain = (value: unknown): unknown => {
  const named = value as { id?: string; entity?: string; title?: string } | null;
  if (typeof named !== 'object' || named === null || named.id === undefined) return value;
  return named.entity === undefined ? named.id : { entity: named.entity, id: named.id };
};

describe.each(CHOOSABLE_TYPES.filter(({ key }) => !kept.includes(key)).map(({ key }) => [key]))(
  '%s',
  (key) => {
    const field = fieldOf(key);
    const name = field.key;
    const { type } = field;

    it('is written, read back, emptied, and told in the history', async () => {
      for (const value of liveValues(key)) {
        // when
        const { id, version } = await records.create(system, 'sample', { [name]: value });
        const read = await records.get(system, 'sample', id);

        // then
        expect(plain(read[name])).toEqual(type.sealed ? { set: true } : value);
        if (key === 'stage') continue;
        const empty = await records.update(system, 'sample', id, { version, values: { [name]: null } });
        expect(empty[name]).toBeNull();
        const { items } = await records.timeline(system, 'sample', id, {});
        expect(items.map(({ kind }) => kind)).toEqual(['changed', 'created']);
        const told = JSON.stringify(items);
        expect(told).toContain(name);
        if (type.sealed) expect(told).not.toContain(value);
      }
    });

    it('is refused with its path', async () => {
      for (const [value, code] of SAMPLES[key]!.bad) {
        const refused = await refusal(records.create(system, 'sample', { [name]: value }));
        expect(refused.errors?.[0]?.path.startsWith(name), JSON.stringify(value)).toBe(true);
        expect(refused.errors?.[0]?.code).toBe(code);
      }
    });

    it('comes back from a cell of an exported file', () => {
      if (type.refersTo?.(field) || type.holdsFile || type.sealed || key === 'signature') return;
      for (const value of liveValues(key)) {
        const cell = textOfValue(field, value, conventions);
        expect(parseText(field, cell, conventions), cell).toEqual({
          ok: true,
          value: key === 'rich_text' ? expect.any(String) : value,
        });
      }
    });
  },
);

describe('filters', async () => {
  // given records with a random value of every type, some empty
  const random = (at: number) => fc.sample(fc.nat(1000), { seed: 42 + at, numRuns: CHOOSABLE_TYPES.length });
  const rows = Array.from({ length: 40 }, (_, at) => {
    const dice = random(at);
    return Object.fromEntries(
      CHOOSABLE_TYPES.filter(({ key }) => !kept.includes(key) && key !== 'stage').map(({ key }, i) => {
        const values = [null, ...liveValues(key)];
        return [`f_${key}`, values[dice[i]! % values.length]!] as const;
      }),
    );
  });
  const { ids, refused } = await records.writeRecords(
    system,
    'sample',
    rows.map((values) => ({ values })),
  );
  expect(refused).toEqual([]);

  const types = single.filter(({ key }) => fieldOf(key).columns.length > 0);
  it.each(types.map(({ key }) => [key]))('find what they should: %s', async (key) => {
    const field = fieldOf(key);
    const { type } = field;
    const values = liveValues(key);
    const at = type.searchColumn ? field.columns.findIndex(({ suffix }) => suffix === type.searchColumn) : 0;
    const cellOf = (value: Json | undefined): Json => columnValues(field, value ?? null)[at]!;
    const reads =
      mainColumn(field)!.sql === 'jsonb' && type.search !== 'digits' ? 'json' : (type.search ?? 'text');
    for (const operator of type.operators) {
      const oracle = ORACLES[operator];
      if (!oracle) {
        expect(['within', 'under']).toContain(operator);
        continue;
      }
      for (const operand of values) {
        const { wire, cells } = operandsOf(operator, operand, values, cellOf);

        // when
        const found = await records.query(system, 'sample', {
          where: { field: field.key, op: operator, ...(wire !== undefined && { value: wire }) },
          fields: ['id'],
          limit: 500,
        } as never);

        // then
        const mine = new Set(found.items.map(({ id }) => id as string));
        const expected = rows.map((row) => oracle(cellOf(row[field.key]), cells, reads));
        expect(
          ids.map((id) => mine.has(id!)),
          `${key} ${operator} ${JSON.stringify(wire)}`,
        ).toEqual(expected);
      }
    }
  });
});

/** Operands of an operator, made of one value: on the wire, and as the cells they are compared by. */
function operandsOf(operator: string, value: Json, all: readonly Json[], cellOf: (value: Json) => Json) {
  if (['empty', 'not_empty'].includes(operator)) return { wire: undefined, cells: [] };
  if (['in', 'not_in'].includes(operator))
    return { wire: [value, all[0]!], cells: [value, all[0]!].map(cellOf) };
  if (operator === 'between') return { wire: [value, all[0]!], cells: [value, all[0]!].map(cellOf) };
  if (operator.startsWith('has_')) return { wire: value, cells: value as Json[] };
  if (!/contains|starts|ends/.test(operator)) return { wire: value, cells: [cellOf(value)] };
  const cell = cellOf(value);
  const text =
    typeof cell === 'string' ? cell : Object.values((cell as Record<string, string>[])[0]!)[0]!.toString();
  const part = operator === 'ends_with' ? text.slice(-3) : text.slice(0, 4);
  return { wire: part, cells: [part] };
}

it('what is required is asked for, all at once', async () => {
  const refused = await refusal(records.create(system, 'strict', {}));
  expect(refused.errors?.map(({ path, code }) => `${path} ${code}`).sort()).toEqual(
    single.map(({ key }) => `f_${key} required`).sort(),
  );
});

it.each(single.filter(({ key }) => indexable(key) && key !== 'parent').map(({ key }) => [key]))(
  'what must be unique is refused the second time: %s',
  async (key) => {
    const values = { [`f_${key}`]: liveValues(key)[0]! };
    await records.create(system, 'lone', values);
    const refused = await refusal(records.create(system, 'lone', values));
    expect(refused.errors).toMatchObject([{ path: `f_${key}`, code: 'not_unique' }]);
  },
);

it('a change of type to any other converts to good values or to none, and never breaks', async () => {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  let tried = 0;
  for (const from of types())
    for (const to of types()) {
      const column = mainColumn(fieldOf(from))!;
      const target = fieldOf(to);
      const converted = target.type.convert?.(sourceOf(`"${column.name}"`, column.sql), target, {}, literal);
      if (!converted) continue;
      tried++;

      // when
      const { rows: made } = await db.query<Record<string, Json>>(
        `select ${converted.map((sql, i) => `${sql} as c${i}`).join(', ')} from data.sample`,
      );

      // then
      for (const row of made) {
        const value = target.type.fromColumns(
          converted.map((_, i) => row[`c${i}`] ?? null),
          target,
        );
        if (!hasValue(value)) continue;
        expect(parseValue(target, value), `${from} → ${to}: ${JSON.stringify(value)}`).toMatchObject({
          ok: true,
        });
      }
    }
  expect(tried).toBeGreaterThan(150);
});

function types(): string[] {
  return CHOOSABLE_TYPES.map(({ key }) => key).filter((key) => fieldOf(key).columns.length > 0);
}

describe('a tree', () => {
  it('has branches to be found by, and no circles', async () => {
    // given
    const make = async (f_text: string, f_parent: string | null) =>
      (await records.create(system, 'sample', { f_text, f_parent })).id;
    const root = await make('root', null);
    const branch = await make('branch', root);
    const leaf = await make('leaf', branch);

    // when
    const under = await records.query(system, 'sample', {
      where: { field: 'f_parent', op: 'under', value: root },
      fields: ['f_text'],
      sort: ['f_text'],
    } as never);
    const circle = await refusal(
      records.update(system, 'sample', root, { version: null, values: { f_parent: leaf } }),
    );

    // then
    expect(under.items.map(({ f_text }) => f_text)).toEqual(['branch', 'leaf']);
    expect(circle.errors).toMatchObject([
      { path: 'f_parent', code: expect.stringMatching(/circle|cycle|tree|ancestor/) },
    ]);
  });
});
