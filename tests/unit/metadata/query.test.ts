import { describe, expect, it } from 'vitest';
import { rightsOf } from '#metadata/access.ts';
import { type Asker, groupQuery, listQuery, UNRESTRICTED, viewFilter } from '#metadata/query.ts';
import { registry, SALES } from '../../support/configuration.ts';

const sales = registry(SALES);
const deal = sales.entities.get('deal')!;
const ME = '01934b2e-7c11-7000-8000-000000000001';
const TEAM = '01934b2e-7c11-7000-8000-000000000002';

const viewer = { personId: ME, teamIds: [TEAM], departmentIds: [], language: 'uk' };
const clock = { now: Date.UTC(2026, 10, 22, 22, 30), zone: 'Europe/Kyiv' };
const asker = (roles?: string[]): Asker => ({
  registry: sales,
  viewer,
  clock,
  rights: roles ? rightsOf(sales, { personId: ME, roles, unrestricted: false }) : UNRESTRICTED,
});

/** The statement on one line, or the mistake as `path: message`. */
function sql(input: object, who = asker(), entity = deal): string {
  const checked = listQuery(input, entity, who);
  return checked.ok
    ? checked.value.text.replaceAll(/\s+/g, ' ')
    : `${checked.problem.path}: ${checked.problem.message}`;
}

function where(filter: unknown, who = asker()): string {
  const text = sql({ fields: ['id', 'version'], where: filter }, who);
  return /^select/.test(text)
    ? text.replace(/^.* where t0\.deleted_at is null( and )?/, '').replace(/ order by .*$/, '')
    : text;
}

describe('lists', () => {
  it('deliver the title of looked-up records in the same statement', () => {
    expect(sql({ fields: ['name', 'customer', 'customer.city'], sort: ['-amount'], limit: 20 })).toBe(
      'select t0."id" as c0, t0."version" as c1, t0."name" as c2, t0."customer" as c3, ' +
        `(select (nullif(btrim(coalesce(t1."name", '')), '') collate "und-x-icu") from data."customer" t1 where t1.id = t0."customer") as c4, ` +
        't2."city" as c5, page.s0 as c6, page.s1 as c7 ' +
        'from (select t0."amount" as s0, t0.id as s1 from data."deal" t0 ' +
        'where t0.deleted_at is null order by t0."amount" desc nulls last, t0.id desc limit 21) page ' +
        'join data."deal" t0 on t0.id = page.s1 left join data."customer" t2 on t2.id = t0."customer" ' +
        'order by page.s0 desc nulls last, page.s1 desc',
    );
  });

  it('decode rows to the wire and cursors back to the place in the order', () => {
    // given
    const checked = listQuery({ fields: ['amount', 'customer'], sort: ['-amount'] }, deal, asker());
    if (!checked.ok) throw new Error(checked.problem.message);
    const row = { c0: ME, c1: 3, c2: '12.5', c3: 'UAH', c4: TEAM, c5: 'Lisova', c6: '12.50', c7: ME };
    // when
    const record = checked.value.decode(row);
    const cursor = checked.value.cursorOf(row);
    // then
    expect(record).toEqual({
      id: ME,
      version: 3,
      amount: { amount: '12.50', currency: 'UAH' },
      customer: { id: TEAM, title: 'Lisova' },
    });
    expect(sql({ fields: ['id', 'version'], sort: ['-amount'], cursor })).toContain(
      'where t0.deleted_at is null and (t0."amount" <= $1::numeric or t0."amount" is null) and ' +
        '(((t0."amount" < $1::numeric or t0."amount" is null)) or (t0."amount" = $1::numeric and t0.id < $2::uuid))',
    );
    expect(sql({ sort: ['amount'], cursor })).toBe(
      'cursor: This page marker does not belong to this list; begin again without it.',
    );
    expect(sql({ sort: ['-amount'], cursor: 'x' })).toContain('page marker');
  });

  it('sort choices by their order and references by their title', () => {
    expect(sql({ fields: ['id', 'version'], sort: ['stage', '-customer'] })).toContain(
      `order by array_position(array['new','contract','won','lost']::text[], t0."stage") asc nulls last, (nullif(btrim(coalesce(t1."name", '')), '') collate "und-x-icu") desc nulls last, t0.id asc`,
    );
  });
});

describe('filters as JSON', () => {
  it.each([
    ['comparison', { field: 'amount', op: '>', value: 1000 }, 't0."amount" > $1::numeric(17,2)'],
    ['empty', { field: 'amount', op: 'empty' }, 't0."amount" is null'],
    ['equal to null', { field: 'amount', op: '=', value: null }, 't0."amount" is null'],
    ['not', { not: { field: 'name', op: '=', value: 'x' } }, 'not (t0."name" is not distinct from $1::text)'],
    ['in', { field: 'stage', op: 'in', value: ['new', 'won'] }, 't0."stage" = any($1::text[])'],
    ['in nothing', { field: 'stage', op: 'in', value: [] }, 'false'],
    [
      'between',
      { field: 'close_date', op: 'between', value: ['2026-01-01', '2026-12-31'] },
      '(t0."close_date" >= $1::date and t0."close_date" <= $2::date)',
    ],
    ['contains', { field: 'name', op: 'contains', value: '50%' }, 't0."name" ilike $1::text'],
    ['me', { field: 'responsible', op: '=', value: { $: 'me' } }, 't0."responsible" = $1::uuid'],
    [
      'my teams',
      { field: 'responsible.team', op: 'in', value: { $: 'my_teams' } },
      'coalesce(t1."team" = any($2::uuid[]), false)'.replace('$2', '$1'),
    ],
    [
      'today',
      { field: 'close_date', op: '<', value: { $: 'today', plus: '-P7D' } },
      't0."close_date" < $1::date',
    ],
    [
      'a field',
      { field: 'amount', op: '>', value: { $: 'field', path: 'total' } },
      't0."amount" > t0."total"',
    ],
    ['a part', { field: 'amount_currency', op: '=', value: 'UAH' }, 't0."amount_currency" = $1::text'],
    [
      'a period',
      { field: 'close_date', op: 'within', value: 'this_week' },
      '(t0."close_date" >= $1::date and t0."close_date" < $2::date)',
    ],
    [
      'children',
      { some: 'lines', where: { field: 'quantity', op: '>', value: 5 } },
      'exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null and t1."quantity" > $1::bigint)',
    ],
    [
      'no children',
      { none: 'lines' },
      'not (exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null))',
    ],
    ['all and any', { all: [{ any: [] }, { all: [] }] }, 'false'],
  ])('%s', (_, filter, expected) => {
    expect(where(filter)).toBe(expected);
  });

  it.each([
    [
      'an unknown field',
      { field: 'amout', op: '=', value: 1 },
      'where.field: deal has no field "amout". Did you mean "amount"?',
    ],
    [
      'an operator the type has not',
      { field: 'amount', op: 'contains', value: '1' },
      'where.op: Amount can not be compared by "contains"; it can by =, !=,',
    ],
    ['an unknown operator', { field: 'amount', op: '~', value: '1' }, 'where.op'],
    [
      'a wrong value',
      { field: 'close_date', op: '=', value: 'soon' },
      'where.value: Close date must be a date such as 2026-01-31, not "soon".',
    ],
    [
      'a wrong option',
      { field: 'stage', op: '=', value: 'wonn' },
      'where.value: Stage has no stage "wonn". Did you mean "won"?',
    ],
    [
      'a further key',
      { field: 'name', op: '=', value: 'x', or: 1 },
      'where.or: The query is not well formed at where.or',
    ],
    ['no object', 5, 'where: The query is not well formed at where'],
    [
      'a deep place',
      { all: [{ any: [{ not: { field: 'x', op: '=' } }] }] },
      'where.all[0].any[0].not.field: deal has no field "x".',
    ],
    [
      'a path over no reference',
      { field: 'name.x', op: '=', value: 1 },
      'where.field: deal has no field "name.x"',
    ],
    [
      'SQL in a name',
      { field: 'name"; drop table x; --', op: '=', value: 1 },
      'where.field: deal has no field',
    ],
    ['me beside a text', { field: 'name', op: '=', value: { $: 'me' } }, 'where.value'],
  ])('refuse %s with the place', (_, filter, expected) => {
    expect(where(filter)).toContain(expected);
  });

  it('refuse floods', () => {
    const flood = { any: Array.from({ length: 600 }, () => ({ field: 'name', op: '=', value: 'x' })) };
    expect(where(flood)).toContain('Conditions may be at most 500');
    let deep: object = { all: [] };
    for (let i = 0; i < 30; i++) deep = { not: deep };
    expect(where(deep)).toContain('Conditions may be at most');
    expect(sql({ limit: 501 })).toContain('limit');
    expect(sql({ fields: Array.from({ length: 201 }, () => 'name') })).toContain('at most 200');
  });
});

describe('filters in FEEL', () => {
  it.each([
    ['amount > 1000 and stage = "new"', '(t0."amount" > $1::numeric and t0."stage" = $2::text)'],
    ['amount = null', 't0."amount" is null'],
    ['amount != null', 'not (t0."amount" is null)'],
    ['not(stage = "won")', 'not (t0."stage" is not distinct from $1::text)'],
    ['stage != "won"', 't0."stage" is distinct from $1::text'],
    ['stage in ("won", "lost")', '(t0."stage" = $1::text or t0."stage" = $2::text)'],
    ['amount in [100..200)', '(t0."amount" >= $1::numeric and t0."amount" < $2::numeric)'],
    ['amount between 1 and 2', '(t0."amount" >= $1::numeric and t0."amount" <= $2::numeric)'],
    ['amount * 2 > total', '(t0."amount"::numeric * $1::numeric::numeric) > t0."total"'],
    ['responsible = me', 't0."responsible" = $1::uuid'],
    ['list contains(me.teams, responsible.team)', 'coalesce(t1."team" = any($1::uuid[]), false)'],
    ['customer.segment = "vip"', 't1."segment" = $1::text'],
    ['pipeline(stage).outcome = null', `(t0."stage" is null or t0."stage" not in ('won', 'lost'))`],
    [
      'pipeline(stage).probability >= 50',
      `(case t0."stage" when 'new' then '10'::numeric when 'contract' then '80'::numeric when 'won' then '100'::numeric when 'lost' then '0'::numeric end) >= $1::numeric`,
    ],
    ['close_date < today() - @"P7D"', 't0."close_date" < $1::date'],
    ['created_at > now() - duration("PT1H")', 't0."created_at" > $1::timestamp(3) with time zone'],
    ['contains(name, "x")', 't0."name" ilike $1::text'],
    [
      'count(lines[quantity > 1]) > 0',
      'exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null and t1."quantity" > $1::bigint)',
    ],
    [
      'count(lines) = 0',
      'not (exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null))',
    ],
    [
      'some l in lines satisfies l.product = "x"',
      'exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null and t1."product" = $1::text)',
    ],
    [
      'every l in lines satisfies l.quantity > 1',
      'not (exists (select from data."deal_line" t1 where t1."deal" = t0.id and t1.deleted_at is null and not (t1."quantity" > $1::bigint)))',
    ],
    ['responsible.manager = me.manager', 't1."manager" = t2."manager"'],
    ['within(close_date, "this_quarter")', '(t0."close_date" >= $1::date and t0."close_date" < $2::date)'],
    ['true', ''],
  ])('%s', (feel, expected) => {
    expect(where(feel)).toBe(expected);
  });

  it.each([
    ['substring(name, 1) = "x"', 'A filter can not use the function "substring"'],
    ['count(lines) > 3', 'add a rollup field to compare numbers'],
    ['close_date + @"P1D" < today()', 'move it to the other side'],
    ['within(close_date, "this_quartr")', 'within takes one of today'],
    ['within(name, "today")', 'it takes a field with a date'],
    ['name', 'compare it with a value'],
    ['amout > 1', 'Did you mean "amount"?'],
    ['(', 'where: '],
  ])('%s is refused where it is written', (feel, expected) => {
    expect(where(feel)).toContain(expected);
  });
});

describe('rights', () => {
  const seller = asker(['seller']);

  it('stand in the statement', () => {
    expect(where(undefined, seller)).toBe(
      '(t0."responsible" = any((select array(select id from data."user" where team = any($1::uuid[]) union select "user" from data."user_teams" where team = any($1::uuid[]) and deleted_at is null))::uuid[]) or t0."responsible" = $2::uuid)',
    );
  });

  it('answer for a hidden field as for an unknown one, in every place', () => {
    const unknown = 'deal has no field "margin".';
    expect(where({ field: 'margin', op: '>', value: 1 }, seller)).toBe(`where.field: ${unknown}`);
    expect(sql({ fields: ['margin'] }, seller)).toBe(`fields[0]: ${unknown}`);
    expect(sql({ sort: ['-margin'] }, seller)).toBe(`sort[0]: ${unknown}`);
    expect(where('margin > 1', seller)).toMatch(/^where: /);
    expect(where('margin > 1', seller)).not.toContain('Did you mean "margin"');
    expect(where({ field: 'margn', op: '>', value: 1 }, seller)).toBe(
      'where.field: deal has no field "margn".',
    );
    const grouped = groupQuery({ aggregate: { m: { sum: 'margin' } } }, deal, seller);
    expect(grouped).toMatchObject({ ok: false, problem: { message: unknown } });
    expect(sql({}, seller)).not.toContain('margin');
  });

  it('stand where a looked-up record is read: who may not see it sees neither its title nor its fields', () => {
    const seen = '(t2."segment" is distinct from $1::text or t2."owner_id" = $2::uuid)';
    const text = sql({ fields: ['customer.city', 'customer'] }, seller);
    expect(text).toContain(
      `left join data."customer" t1 on t1.id = t0."customer" and ${seen.replaceAll('t2', 't1')}`,
    );
    expect(text).toContain(`from data."customer" t2 where t2.id = t0."customer" and ${seen})`);
  });

  it('narrow a field to the records of the roles that permit it', () => {
    // given: the director may see everything, the seller's teams see no margin
    const both = asker(['seller', 'director']);
    const narrow = {
      ...both,
      rights: rightsOf(registry({ ...SALES, 'roles/helper.yaml': 'records: {deal: {see: own}}' }), {
        personId: ME,
        roles: ['seller', 'helper'],
        unrestricted: false,
      }),
    };
    // then
    expect(where({ field: 'margin', op: '>', value: 1 }, both)).toBe('t0."margin" > $1::numeric(17,2)');
    expect(where({ field: 'margin', op: '>', value: 1 }, narrow)).toContain(
      '(case when t0."responsible" = $2::uuid then t0."margin" end) > $3::numeric(17,2)',
    );
  });

  it('give nothing to who has no role', () => {
    expect(where(undefined, asker([]))).toBe('fields[0]: deal has no field "id".');
  });
});

describe('groups', () => {
  const text = (input: object, who = asker()) => {
    const checked = groupQuery(input, deal, who);
    return checked.ok
      ? checked.value.text.replaceAll(/\s+/g, ' ')
      : `${checked.problem.path}: ${checked.problem.message}`;
  };

  it('count and sum by fields and parts of dates', () => {
    expect(
      text({
        group: ['stage', { field: 'close_date', by: 'month' }],
        aggregate: { n: 'count', total: { sum: 'amount' } },
        sort: ['-n'],
      }),
    ).toBe(
      `select t0."stage" as c0, (date_trunc('month', t0."close_date"))::date as c1, count(*) as c2, sum(t0."amount") as c3, array_agg(distinct t0."amount_currency") filter (where t0."amount_currency" is not null) as c4 ` +
        `from data."deal" t0 where t0.deleted_at is null group by t0."stage", (date_trunc('month', t0."close_date"))::date order by count(*) desc nulls last limit 500`,
    );
  });

  it('tell currencies apart instead of adding them up', () => {
    const checked = groupQuery({ aggregate: { total: { sum: 'amount' } } }, deal, asker());
    if (!checked.ok) throw new Error(checked.problem.message);
    expect(checked.value.decode({ c0: '12.50', c1: ['UAH'] })).toEqual({
      total: { amount: '12.50', currency: 'UAH' },
    });
    expect(checked.value.decode({ c0: '12.50', c1: ['EUR', 'UAH'] })).toEqual({
      total: { amount: '12.5', currency: null, currencies: ['EUR', 'UAH'] },
    });
  });

  it('refuse what can not be grouped or summed', () => {
    expect(text({ group: ['amount'], aggregate: { n: 'count' } })).toContain('Amount can not be grouped by.');
    expect(text({ aggregate: { n: { sum: 'name' } } })).toContain('Name can not be summed by sum.');
    expect(text({ aggregate: {} })).toContain('between 1 and 20 figures');
    expect(text({ aggregate: { 'a b': 'count' } })).toContain('a name in small letters');
  });
});

it('the filter of a view reads what its designer wrote, whoever looks', () => {
  const hidden = registry({
    ...SALES,
    'views/rich.yaml': 'entity: deal\nwhere: margin > 5\ncolumns: [name]',
  });
  const rights = rightsOf(hidden, { personId: ME, roles: ['seller'], unrestricted: false });
  const checked = listQuery(
    { fields: ['name'] },
    hidden.entities.get('deal')!,
    { ...asker(), registry: hidden, rights },
    viewFilter(hidden.views.get('rich')!, hidden),
  );
  expect(checked.ok && checked.value.text).toContain('t0."margin" > ');
});
