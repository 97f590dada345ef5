/** Records and queries of somebody who tries what comes to mind: each is refused by a sentence with its place, and nothing changes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../../../runtime/server/auth/principal.ts';
import type { Caller } from '../../../support/app.ts';
import { SALES } from '../../../support/configuration.ts';
import { hostileApp } from '../../../support/hostile-app.ts';

const SOLUTION = 'key: sales\ntitle: Sales\nversion: 1.0.0\nlanguages: [en]\ncurrency: UAH\n';
const LIMITED = `
label: Limited
records: {deal: {see: all, create: all, edit: all}, customer: {see: all}}
fields: {deal: {margin: hidden}}
`;
const { app, admin, refused } = await hostileApp({
  ...SALES,
  'solution.yaml': SOLUTION,
  'roles/limited.yaml': LIMITED,
});
const { people, records } = app.services;
const system = systemPrincipal();
const INJECTION = 'name"; drop table data.deal; --';
const NOWHERE = '01934b2e-7c11-7000-8000-000000000009';
const of = (values: unknown) => ({ values });
let limited: Caller;
let customer: string;
let deal: string;

beforeAll(async () => {
  const account = { email: 'limited@example.com', password: 'a long enough one' };
  await people.create({ name: 'Limited', roles: ['limited'], ...account }, system);
  limited = await app.signIn(account);
  customer = (await records.create(system, 'customer', { name: 'Lisova' })).id;
  deal = (await records.create(system, 'deal', { name: 'Deal', customer, margin: 7 })).id;
});

/** Places of what is wrong, in order. */
const paths = (body: { errors?: { path: string }[] }) => body.errors?.map(({ path }) => path);

describe('values', () => {
  test.each<[string, unknown, RegExp, string[]]>([
    ['a text that is a number', { name: 5 }, /Name must be text/, ['name']],
    ['a number that is none', { amount: 'abc' }, /Amount must be a number, not "abc"/, ['amount']],
    ['a number without end', { margin: '1e999999' }, /Margin must be a number/, ['margin']],
    ['a day there is not', { close_date: '2026-02-30' }, /Close date must be a date/, ['close_date']],
    ['a stage there is not', { stage: 'x' }, /no stage "x"/, ['stage']],
    ['a record that is none', { customer: "' or 1=1" }, /Customer must name a record/, ['customer']],
    ['a list that is none', { contacts: 'x' }, /Contacts must be a list/, ['contacts']],
    [
      'more lines than are possible',
      { lines: Array(2000).fill({ product: 'x' }) },
      /at most 1000 entries/,
      ['lines'],
    ],
    ['an unknown field', { nothing: 1 }, /no field "nothing"/, ['nothing']],
    ['a field that is SQL', { [INJECTION]: 1 }, /no field/, [INJECTION]],
    [
      'what JavaScript knows',
      JSON.parse('{"__proto__": 1, "constructor": 1}'),
      /no field "__proto__"/,
      ['__proto__', 'constructor'],
    ],
    ['what the platform keeps', { version: 7 }, /kept by the platform/, ['version']],
    [
      'a text that is too long',
      { name: 'x'.repeat(900_000) },
      /at most 255 characters; it has 900000/,
      ['name'],
    ],
    ['a character that can’t be stored', { name: 'a\u0000b' }, /can not be stored/, ['name']],
    ['half a character', { name: 'a\ud800b' }, /can not be stored/, ['name']],
    ['no object', [], /must be object/, ['values']],
  ])('%s', async (_, values, says, at) => {
    const posted = await refused(() => admin.call('POST', '/api/records/deal', of(values)), 422, says);
    expect(paths(posted.body)).toEqual(expect.arrayContaining(at));
    const patch = () => admin.call('PATCH', `/api/records/deal/${deal}`, { version: 1, ...of(values) });
    expect(paths((await refused(patch, 422, says)).body)).toEqual(expect.arrayContaining(at));
  });

  const line = { product: 'x' };
  test.each<[string, unknown, RegExp, string[]]>([
    [
      'wrong values',
      [line, { product: 5, quantity: 'many' }],
      /Product must be text/,
      ['lines[1].product', 'lines[1].quantity'],
    ],
    ['no object', [line, 'x'], /must be an object/, ['lines[1]']],
    ['an unknown field', [{ [INJECTION]: 1 }], /no field/, [`lines[0].${INJECTION}`]],
    ['a line of nowhere', { update: [{ ...line, id: NOWHERE }] }, /no such record/, ['lines[0]']],
  ])('of a line: %s', async (_, lines, says, at) => {
    const whole = { name: 'x', customer, lines };
    const posted = await refused(() => admin.call('POST', '/api/records/deal', of(whole)), 422, says);
    expect(paths(posted.body)).toEqual(expect.arrayContaining(at));
    const patch = () => admin.call('PATCH', `/api/records/deal/${deal}`, { version: 1, ...of({ lines }) });
    expect(paths((await refused(patch, 422, says)).body)).toEqual(expect.arrayContaining(at));
  });

  test('of 10 MB', async () => {
    const values = { name: 'x'.repeat(10_000_000) };
    await refused(() => admin.call('POST', '/api/records/deal', of(values)), 413, /larger than 1 MB/);
  });

  test('one bad row: the others of the same deed are not written either', async () => {
    const calls = [
      { deed: 'create', entity: 'customer', values: { name: 'fine' } },
      { deed: 'create', entity: 'deal', values: { name: 'x', nothing: 1 } },
    ];
    const reply = await refused(() => admin.call('POST', '/api/batch', { calls }), 422, /no field "nothing"/);
    expect(JSON.stringify(reply.body.errors)).toContain('nothing');
  });
});

describe('names of entities', () => {
  test.each([`deal${INJECTION}`, '__proto__', 'constructor', 'pg_class', 'potik.session'])(
    '%s',
    async (name) => {
      const path = `/api/records/${encodeURIComponent(name)}`;
      await refused(() => admin.call('POST', path, of({})), 404, /no entity/);
      await refused(() => admin.call('POST', `${path}/query`, {}), 404, /no entity/);
    },
  );
});

describe('queries', () => {
  const condition = { field: 'name', op: '=', value: 'x' };
  const nots = (deep: number) =>
    Array(deep)
      .fill(0)
      .reduce((node) => ({ not: node }), condition);
  test.each<[string, unknown, RegExp, string]>([
    ['a field that is SQL', { where: { field: INJECTION, op: '=', value: 1 } }, /no field/, 'where.field'],
    [
      'an operator that is SQL',
      { where: { field: 'name', op: '= 1 or 1 =', value: 1 } },
      /an operator/,
      'where.op',
    ],
    ['a filter in SQL', { where: "name = 'x'; drop table x" }, /double quotes/, 'where'],
    ['an order that is SQL', { sort: ['name; drop'] }, /no field/, 'sort[0]'],
    ['a figure that is SQL', { aggregate: { n: { sum: INJECTION } } }, /no field/, 'aggregate.n'],
    ['a group that is SQL', { group: [INJECTION], aggregate: { n: 'count' } }, /no field/, 'group[0]'],
    ['more than a page', { limit: 501 }, /from 1 to 500/, 'limit'],
    ['a page marker of somewhere', { cursor: 'garbage' }, /page marker/, 'cursor'],
    [
      'a value of another type',
      { where: { field: 'close_date', op: '=', value: 'soon' } },
      /must be a date/,
      'where.value',
    ],
    [
      'thousands of conditions',
      { where: { all: Array(5000).fill(condition) } },
      /at most 500/,
      'where.all[499]',
    ],
    [
      'a path without end',
      { where: { ...condition, field: `${'customer.'.repeat(300)}name` } },
      /at most 5/,
      'where.field',
    ],
    [
      'thousands of brackets',
      { where: `name = ${'('.repeat(3000)}"x"${')'.repeat(3000)}` },
      /longer than 5,000/,
      'where',
    ],
    ['a search without end', { search: 'x'.repeat(100_000) }, /at most 200 characters/, 'search'],
  ])('%s', async (_, query, says, at) => {
    const reply = await refused(() => admin.call('POST', '/api/records/deal/query', query), 422, says);
    expect(paths(reply.body)).toEqual([at]);
  });

  test('nested 60 deep', async () => {
    const query = { where: nots(60) };
    await refused(
      () => admin.call('POST', '/api/records/deal/query', query),
      400,
      /nested more than 50 deep/,
    );
  });

  test.each<[string, (field: string) => unknown]>([
    ['filter', (field) => ({ where: { field, op: '=', value: 1 } })],
    ['expression', (field) => ({ where: `${field} = 1` })],
    ['order', (field) => ({ sort: [field] })],
    ['column', (field) => ({ fields: [field] })],
    ['group', (field) => ({ group: [field], aggregate: { n: 'count' } })],
    ['figure', (field) => ({ aggregate: { n: { sum: field } } })],
  ])('a hidden field in a %s is as unknown as one there is not', async (_, query) => {
    const ask = (field: string) => () => limited.call('POST', '/api/records/deal/query', query(field));
    const [hidden, unknown] = [
      await refused(ask('margin'), 422, /margin/),
      await refused(ask('marvin'), 422, /marvin/),
    ];
    expect(JSON.stringify(hidden.body.errors)).toBe(
      JSON.stringify(unknown.body.errors).replaceAll('marvin', 'margin'),
    );
  });
});

describe('deeds on many', () => {
  test('an export of what is not there', async () => {
    const ask = () => admin.call('POST', '/api/records/deal/export', { fields: ['name', INJECTION] });
    expect(paths((await refused(ask, 422, /no field/)).body)).toEqual(['fields[1]']);
  });

  test('records told apart by SQL', async () => {
    const rows = [of({ name: 'x' })];
    const ask = () =>
      admin.call('POST', '/api/records/customer/upsert', { match: { by: [INJECTION] }, rows });
    expect(paths((await refused(ask, 422, /can’t be told apart/)).body)).toEqual(['match.by']);
  });

  test('more than are possible', async () => {
    const ask = () =>
      admin.call('POST', '/api/records/deal/bulk', {
        deed: 'update',
        ids: Array(20_000).fill(deal),
        values: {},
      });
    await refused(ask, 422, /more than 10000/);
  });
});
