import { describe, expect, it } from 'vitest';
import type { Change } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import { EMPTY } from '#metadata/definition.ts';
import {
  type Facts,
  makePlan,
  type Plan,
  propose,
  stepSql,
  type Tombstone,
  wantedFacts,
} from '#metadata/plan.ts';
import { configuration, SALES } from '../../support/configuration.ts';

const sales = configuration(SALES);

function facts(rows = 0, tombstones: readonly Tombstone[] = []): Facts {
  return {
    rows: () => rows,
    values: () => rows,
    lost: () => 2,
    moved: () => null,
    examples: () => ['x'],
    tombstones,
  };
}

function plan(changes: readonly Change[], known = facts(), from = sales): Plan {
  const proposed = propose(from, changes);
  if (!proposed.ok) throw new Error(proposed.message);
  return makePlan(proposed.proposal, known, 28);
}

const sql = (made: Plan, phase = 'switch') =>
  made.steps.filter((step) => step.phase === phase).flatMap((step) => stepSql(step) ?? []);

it('makes tables with typed columns, keys and indexes for a whole configuration', () => {
  // when
  const made = plan(compareConfigurations(EMPTY, sales), facts(), EMPTY);
  const statements = sql(made);
  // then
  expect(made.problems).toEqual([]);
  expect(made.steps.every((step) => step.phase === 'switch')).toBe(true);
  expect(
    statements.find((text) => text.startsWith('create table data."deal" ')),
  ).toBe(`create table data."deal" (
  "id" uuid not null,
  "created_at" timestamp(3) with time zone not null default now(),
  "created_by" uuid,
  "updated_at" timestamp(3) with time zone not null default now(),
  "updated_by" uuid,
  "owner_id" uuid,
  "version" bigint not null default 1,
  "deleted_at" timestamp(3) with time zone,
  "name" text collate "und-x-icu",
  "number" text collate "und-x-icu",
  "customer" uuid,
  "responsible" uuid,
  "stage" text collate "C",
  "stage_since" timestamp(3) with time zone,
  "stage_checks" text[] collate "C",
  "amount" numeric(17,2),
  "amount_currency" text collate "C",
  "margin" numeric(17,2),
  "close_date" date,
  "loss_reason" text collate "und-x-icu",
  "total" numeric(17,2),
  "total_currency" text collate "C",
  "big_lines" bigint,
  "weighted" numeric(17,2),
  "weighted_currency" text collate "C",
  constraint "deal__pk" primary key (id)
) with (fillfactor = 90)`);
  expect(statements).toContain(
    'alter table data."deal" add constraint "deal__customer__fk" foreign key ("customer") references data."customer" (id)',
  );
  expect(statements).toContain(
    'alter table data."deal_line" add constraint "deal_line__deal__fk" foreign key ("deal") references data."deal" (id) on delete cascade',
  );
  expect(statements).toContain(
    'create unique index if not exists "deal__number__key" on data."deal" using btree ("number") where deleted_at is null',
  );
  expect(statements).toContain(
    'create index if not exists "deal__amount__sort_desc" on data."deal" using btree ("amount" desc nulls last, id desc) where deleted_at is null',
  );
  expect(statements).toContain(
    'create index if not exists "deal__name__trgm" on data."deal" using gin ("name" gin_trgm_ops)',
  );
  expect(statements.findIndex((text) => text.includes('foreign key'))).toBeGreaterThan(
    statements.findLastIndex((text) => text.startsWith('create table')),
  );
});

describe('a field', () => {
  it('added: a column, nothing else', () => {
    const made = plan(
      [
        {
          change: 'add_field',
          definition: 'entity/deal',
          field: 'source',
          content: { type: 'text', label: 'Source' },
        },
      ],
      facts(1000),
    );
    expect(sql(made)).toEqual(['alter table data."deal" add column "source" text collate "und-x-icu"']);
    expect(made.changes[0]!.words.text).toBe('Deal: field "Source" added');
    expect(made.changes[0]!.steps).toEqual(made.steps);
    expect(made.changes[0]!.consequences.map((consequence) => consequence.text)).toEqual([
      'Adds the column source; no lock, no record is touched',
    ]);
  });

  it('removed: its column is put aside under the release, its keys and indexes go', () => {
    const made = plan(
      [{ change: 'drop_field', definition: 'entity/department', field: 'head' }],
      facts(1000),
    );
    expect(sql(made)).toEqual([
      'alter table data."department" drop constraint if exists "department__head__fk"',
      'drop index if exists data."department__head__idx"',
      'alter table data."department" rename column "head" to "head__28"',
    ]);
    const tombstone = {
      entity: 'department',
      field: 'head',
      release: 28,
      columns: [{ now: 'head__28', was: 'head', sql: 'uuid' }],
    };
    expect(made.steps.find((step) => step.kind === 'tombstone')).toMatchObject({ tombstone });
    expect(made.changes[0]!.consequences[0]).toMatchObject({
      severity: 'danger',
      text: '1000 values are kept for 30 days, then erased',
    });
  });

  it('removed while others name it: refused by each of them', () => {
    const made = plan([{ change: 'drop_field', definition: 'entity/deal', field: 'responsible' }]);
    const said = made.problems.map((problem) => `${problem.definition} ${problem.message}`);
    expect(said).toContain('entity/deal deal has no field "responsible".');
    expect(said.some((line) => line.startsWith('view/open_deals'))).toBe(true);
    expect(made.steps).toEqual([]);
  });

  it('brought back: the column put aside gets its name again', () => {
    const tombstone: Tombstone = {
      entity: 'deal',
      field: 'source',
      release: 20,
      table: 'deal',
      columns: [{ now: 'source__20', was: 'source', sql: 'text collate und-x-icu' }],
      definition: { type: 'text' },
      became: null,
    };
    const made = plan(
      [{ change: 'add_field', definition: 'entity/deal', field: 'source', content: { type: 'text' } }],
      facts(10, [tombstone]),
    );
    expect(sql(made)).toEqual(['alter table data."deal" rename column "source__20" to "source"']);
    expect(made.changes[0]!.consequences[0]!.text).toBe('Brings back the values that release 20 put aside');
    const other = plan(
      [{ change: 'add_field', definition: 'entity/deal', field: 'source', content: { type: 'integer' } }],
      facts(10, [tombstone]),
    );
    expect(sql(other)).toEqual(['alter table data."deal" add column "source" bigint']);
  });

  it('renamed: the column is renamed and what is built on it made anew', () => {
    const made = plan([{ change: 'rename_field', definition: 'entity/deal', field: 'amount', to: 'price' }]);
    expect(sql(made)).toEqual([
      'drop index if exists data."deal__amount__sort_desc"',
      'alter table data."deal" rename column "amount" to "price"',
      'alter table data."deal" rename column "amount_currency" to "price_currency"',
      'create index if not exists "deal__price__sort_desc" on data."deal" using btree ("price" desc nulls last, id desc) where deleted_at is null',
    ]);
  });

  it('two names swapped go over a third', () => {
    const swap: Change[] = [
      { change: 'rename_field', definition: 'entity/deal', field: 'margin', to: 'third' },
      { change: 'rename_field', definition: 'entity/deal', field: 'loss_reason', to: 'margin' },
      { change: 'rename_field', definition: 'entity/deal', field: 'third', to: 'loss_reason' },
    ];
    expect(sql(plan(swap)).filter((text) => text.includes('rename column'))).toEqual([
      'alter table data."deal" rename column "margin" to "margin__swap"',
      'alter table data."deal" rename column "loss_reason" to "margin"',
      'alter table data."deal" rename column "margin__swap" to "loss_reason"',
    ]);
  });

  it('retyped in a small table: converted within the switch', () => {
    const content = { type: 'choice', options: { price: 'Price', other: 'Other' } };
    const made = plan(
      [
        {
          change: 'retype_field',
          definition: 'entity/deal',
          field: 'loss_reason',
          content,
          values: { дорого: 'price' },
        },
      ],
      facts(100),
    );
    expect(sql(made)).toEqual([
      'alter table data."deal" add column "loss_reason__next" text collate "C"',
      `update data."deal" set "loss_reason__next" = (case lower(btrim("loss_reason"::text)) when 'price' then 'price' when 'other' then 'other' when 'дорого' then 'price' end) where "loss_reason" is not null`,
      'alter table data."deal" rename column "loss_reason" to "loss_reason__28"',
      'alter table data."deal" rename column "loss_reason__next" to "loss_reason"',
    ]);
    expect(made.changes[0]!.consequences.map((consequence) => consequence.code)).toEqual([
      'rewritten',
      'values_lost',
    ]);
  });

  it('retyped in a large table: filled before, kept up by a trigger, switched in a moment', () => {
    const made = plan(
      [
        {
          change: 'retype_field',
          definition: 'entity/deal',
          field: 'loss_reason',
          content: { type: 'integer' },
        },
      ],
      facts(1_000_000),
    );
    expect(made.steps.map((step) => `${step.phase} ${step.kind}`)).toEqual([
      'prepare statement',
      'prepare statement',
      'prepare statement',
      'prepare backfill',
      'switch statement',
      'switch statement',
      'switch statement',
      'switch tombstone',
      'switch statement',
    ]);
    expect(sql(made).every((text) => !text.startsWith('update'))).toBe(true);
  });

  it('with more decimals keeps its currency', () => {
    const made = plan(
      [
        {
          change: 'retype_field',
          definition: 'entity/deal',
          field: 'amount',
          content: { type: 'money', scale: 4 },
        },
      ],
      facts(5),
    );
    expect(sql(made).find((text) => text.startsWith('update'))).toBe(
      'update data."deal" set "amount__next" = (case when abs("amount") < 1e15::numeric then "amount"::numeric(19,4) end), "amount_currency__next" = "amount_currency" where "amount" is not null',
    );
  });

  it('with a new formula is calculated after publishing, and what depends on it', () => {
    const made = plan(
      [
        {
          change: 'set_field',
          definition: 'entity/deal_line',
          field: 'total',
          content: { type: 'money', formula: 'quantity * price * 2' },
        },
      ],
      facts(50),
    );
    expect(made.steps.map((step) => step.kind === 'recalculate' && `${step.entity}.${step.field}`)).toEqual([
      'deal_line.total',
      'deal.total',
      'deal.big_lines',
      'customer.revenue',
      'customer.biggest',
      'customer.rank',
    ]);
  });

  it('calculated anew may be no key of records that are there: two could become equal behind the switch', () => {
    const code = (formula: string, unique: boolean) => ({ type: 'text', formula, ...(unique && { unique }) });
    const add = (content: object) =>
      ({ change: 'add_field', definition: 'entity/customer', field: 'code', content }) as Change;
    const set = (content: object) => ({ ...add(content), change: 'set_field' }) as Change;
    const problems = (change: Change, rows: number, from = sales) =>
      plan([change], facts(rows), from).problems.map(({ code: problem, path }) => [problem, path?.join('.')]);
    const refused = [['key_recalculated', 'fields.code.unique']];
    const loose = configuration({
      ...SALES,
      'entities/customer.yaml': `${SALES['entities/customer.yaml']}  code: {type: text, formula: upper case(name)}\n`,
    });
    const key = configuration({
      ...SALES,
      'entities/customer.yaml': `${SALES['entities/customer.yaml']}  code: {type: text, unique: true, formula: upper case(name)}\n`,
    });
    expect(problems(add(code('upper case(name)', true)), 50)).toEqual(refused);
    expect(problems(add(code('upper case(name)', true)), 0)).toEqual([]);
    expect(problems(add(code('upper case(name)', false)), 50)).toEqual([]);
    expect(problems(set(code('upper case(name)', true)), 50, loose)).toEqual([]);
    expect(problems(set(code('lower case(name)', true)), 50, loose)).toEqual(refused);
    expect(problems(set(code('lower case(name)', true)), 50, key)).toEqual(refused);
    expect(problems(set(code('lower case(name)', false)), 50, key)).toEqual([]);
  });

  it('made unique in a large table: its index is built before the switch', () => {
    const made = plan(
      [
        {
          change: 'set_field',
          definition: 'entity/customer',
          field: 'city',
          content: { type: 'text', unique: true },
        },
      ],
      facts(100_000),
    );
    expect(made.steps).toMatchObject([
      {
        phase: 'prepare',
        kind: 'index',
        name: 'customer__city__key__next',
        unique: { entity: 'customer', fields: ['city'] },
      },
      { phase: 'switch', kind: 'statement' },
    ]);
    expect(sql(made)).toEqual([
      'alter index data."customer__city__key__next" rename to "customer__city__key"',
    ]);
  });
});

describe('an entity', () => {
  it('removed: its table is put aside and what points to it loses its key', () => {
    const files = { ...SALES };
    const made = plan(
      [
        { change: 'drop_field', definition: 'entity/deal', field: 'lines' },
        { change: 'drop_field', definition: 'entity/deal', field: 'total' },
        { change: 'drop_field', definition: 'entity/deal', field: 'big_lines' },
        { change: 'drop_entity', entity: 'deal_line' },
      ],
      facts(10),
      configuration({
        ...files,
        'entities/customer.yaml': SALES['entities/customer.yaml']!.replace(/.*rollup.*\n/g, '').replace(
          /.*rank.*\n/,
          '',
        ),
        'roles/director.yaml': 'records: {deal: all}',
      }),
    );
    expect(made.problems).toEqual([]);
    expect(sql(made)).toContain('alter table data."deal_line" rename to "deal_line__28"');
    expect(sql(made)).toContain(
      'alter table data."deal_line" drop constraint if exists "deal_line__deal__fk"',
    );
  });

  it('renamed takes the tables of its links along', () => {
    const made = plan([{ change: 'rename_entity', entity: 'deal', to: 'offer' }]);
    const statements = sql(made);
    expect(statements).toContain('alter table data."deal" rename to "offer"');
    expect(statements).toContain('alter table data."deal_contacts" rename to "offer_contacts"');
    expect(statements).toContain('alter table data."offer_contacts" rename column "deal" to "offer"');
    expect(statements.some((text) => text.startsWith('create table'))).toBe(false);
    expect(made.steps.some((step) => step.kind === 'tombstone')).toBe(false);
  });
});

it('shows problems and no steps while the configuration has errors', () => {
  const made = plan([
    {
      change: 'add_field',
      definition: 'entity/deal',
      field: 'x',
      content: { type: 'lookup', to: 'nothing' },
    },
  ]);
  expect(made.problems[0]!.message).toBe('There is no entity "nothing".');
  expect(made.steps).toEqual([]);
});

it('asks the database only for what it needs', () => {
  const proposed = propose(sales, [
    { change: 'drop_field', definition: 'entity/deal', field: 'margin' },
    { change: 'retype_field', definition: 'entity/deal', field: 'loss_reason', content: { type: 'integer' } },
  ]);
  if (!proposed.ok) throw new Error(proposed.message);
  const wanted = wantedFacts(proposed.proposal);
  expect(wanted.values).toEqual([
    { entity: 'deal', field: 'loss_reason', table: 'deal', column: 'loss_reason' },
    { entity: 'deal', field: 'margin', table: 'deal', column: 'margin' },
  ]);
  expect(wanted.lost).toHaveLength(1);
});
