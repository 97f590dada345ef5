/** Records as a CSV file: only for roles that may, only what they may, every page of it, and written down for auditors. */
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records, db } = app.services;
const system = systemPrincipal();
const PASSWORD = 'a long enough one';

async function person(name: string, roles: string[]) {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await people.create({ name, email, password: PASSWORD, roles }, system);
  return { id, caller: await app.signIn({ email, password: PASSWORD }) };
}

const director = await person('Roman', ['sales_director']);
const seller = await person('Oksana', ['seller']);
const support = await person('Ivan', ['support']);
const customer = (responsible: string, name: string) =>
  records.create(system, 'customer', { name, responsible });
await customer(seller.id, '=HYPERLINK("http://evil.example")');
await customer(director.id, 'Somebody else’s; with "quotes"\nand a second line');

const rowsOf = (text: string) => parse(text, { columns: true, bom: true }) as Record<string, string>[];
const audited = async () =>
  (
    await db.query<{ deed: string; detail: Record<string, unknown>; person_id: string }>(
      "select deed, detail, person_id from potik.audit where deed like 'export%' order by id",
    )
  ).rows;

test('a file holds what the person may export, harmless to a spreadsheet; auditors see who took what', async () => {
  // when
  const { status, body, headers } = await seller.caller.call('POST', '/api/records/customer/export', {
    fields: ['title', 'responsible'],
    sort: ['name'],
  });

  // then it is only the own customer, though the team's are seen
  expect(status, JSON.stringify(body)).toBe(200);
  expect(headers.get('content-type')).toContain('text/csv');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''Customers%20.*\.csv$/);
  expect(rowsOf(body)).toEqual([{ Customer: '\'=HYPERLINK("http://evil.example")', Responsible: 'Oksana' }]);
  expect(await audited()).toMatchObject([
    {
      deed: 'export_begun',
      person_id: seller.id,
      detail: { entity: 'customer', fields: ['title', 'responsible'], sort: ['name'] },
    },
    { deed: 'exported', person_id: seller.id, detail: { entity: 'customer', rows: 1, whole: true } },
  ]);
});

test('who may not export is refused in words, and nothing leaves', async () => {
  const before = (await audited()).length;
  const refused = await support.caller.call('POST', '/api/records/customer/export', { fields: ['title'] });
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await audited()).toHaveLength(before);
});

test('hidden fields can’t be exported, nor be asked about', async () => {
  for (const input of [
    { fields: ['title', 'cost'] },
    { fields: ['title'], where: { field: 'cost', op: '>', value: '1' } },
  ]) {
    const { status, body } = await seller.caller.call('POST', '/api/records/deal/export', input);
    expect(status, JSON.stringify(body)).toBe(422);
    expect(body.errors[0].code).toBe('unknown_field');
  }
});

test('all pages come, in the order asked for, narrowed by the filter', async () => {
  // given more than two pages
  const values = Array.from({ length: 1100 }, (_, i) => ({
    values: { name: `Bulk ${String(i).padStart(4, '0')}`, responsible: director.id },
  }));
  for (let i = 0; i < values.length; i += 500)
    await records.writeRecords(system, 'customer', values.slice(i, i + 500));

  // when
  const { status, body } = await director.caller.call('POST', '/api/records/customer/export', {
    fields: ['name'],
    where: { field: 'name', op: 'starts_with', value: 'Bulk' },
    sort: ['-name'],
  });

  // then
  expect(status).toBe(200);
  const names = rowsOf(body).map(({ Name }) => Name);
  expect(names).toHaveLength(1100);
  expect(names[0]).toBe('Bulk 1099');
  expect(new Set(names).size).toBe(1100);
});
