/** Over HTTP: a file brought in, its refused rows fetched, taken back; a workbook out and in again; nobody without the right. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { type Caller, testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records } = app.services;
const system = systemPrincipal();
const PASSWORD = 'a long enough one';
async function person(name: string, roles: string[]) {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await people.create({ name, email, password: PASSWORD, roles }, system);
  return { ...(await app.signIn({ email, password: PASSWORD })), id };
}
const director = await person('Roman', ['sales_director']);
const support = await person('Ivan', ['support']);

async function upload(caller: Caller, name: string, content: string | Buffer): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([content as BlobPart]), name);
  const { status, body } = await caller.call('POST', '/api/files', form);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** What the worker makes of it. */
const ended = (id: string) =>
  expect.poll(async () => (await director.call('GET', `/api/imports/${id}`)).body.import.state);

test('a file is brought in and taken back', async () => {
  // given
  const file = await upload(director, 'customers.csv', 'Name;Phones\nLisova;067 555 01 42\n;067 555 01 43\n');
  const draft = await director.call('POST', '/api/imports', { file, entity: 'customer' });
  expect(draft.status, JSON.stringify(draft.body)).toBe(201);
  const { import: made, proposed } = draft.body;
  const preview = await director.call('POST', `/api/imports/${made.id}/preview`, proposed);
  expect(preview.body.rows.map(({ deed }: { deed: string }) => deed)).toEqual(['create', 'fail']);

  // when
  const started = await director.call('POST', `/api/imports/${made.id}/start`, { settings: proposed });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await ended(made.id).toBe('done');

  // then
  const failures = await director.call('GET', `/api/imports/${made.id}/failures`);
  expect(failures.headers.get('content-type')).toContain('text/csv');
  expect(failures.body).toContain(',067 555 01 43,3,');
  const list = await director.call('GET', '/api/imports');
  expect(list.body.items).toMatchObject([
    { id: made.id, created: 1, failed: 1, mine: true, by: { name: 'Roman' } },
  ]);
  expect((await director.call('POST', `/api/imports/${made.id}/undo`)).status).toBe(202);
  await ended(made.id).toBe('undone');
  const { items } = await records.query(system, 'customer', { fields: ['name'] } as never);
  expect(items).toEqual([]);
});

test('only who may bring files in does, and sees their own', async () => {
  expect((await support.call('GET', '/api/imports')).status).toBe(403);
  const file = await upload(support, 'x.csv', 'Name\nx\n');
  expect((await support.call('POST', '/api/imports', { file, entity: 'customer' })).status).toBe(403);
});

test('a workbook that was exported can be brought in again as it is', async () => {
  // given
  const values = { responsible: director.id, name: '=1+1', phones: ['+380675550142'], emails: ['a@b.ua'] };
  await records.create(system, 'customer', values);
  const exported = await director.bytes('POST', '/api/records/customer/export', {
    fields: ['name', 'phones', 'emails'],
    format: 'xlsx',
  });

  // when
  const file = await upload(director, 'out.xlsx', exported);
  const { body } = await director.call('POST', '/api/imports', { file, entity: 'customer' });

  // then
  expect(body.import.sheet).toMatchObject({
    kind: 'xlsx',
    sheet: 'Customers',
    rows: 1,
    columns: [{ examples: ['=1+1'] }, { examples: ['+380675550142'] }, { examples: ['a@b.ua'] }],
  });
  expect(Object.values(body.proposed.columns)).toEqual(['name', 'phones', 'emails']);
});
