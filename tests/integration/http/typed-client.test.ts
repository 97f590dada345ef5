/** The client that `potik types --client` writes, used against a server as a program would. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { clientOf } from '#metadata/typegen-client.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const admin = await app.signIn();
const key = await admin.call('POST', '/api/me/keys', { name: 'Shop', scopes: ['read', 'write'], days: null });
const folder = await mkdtemp(join(tmpdir(), 'potik-client-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'potik.mjs');
await writeFile(file, transformSync(clientOf(app.services.model.live().registry), { loader: 'ts' }).code);
// biome-ignore lint/suspicious/noExplicitAny: its types are those of the solution, looked at by a test of their own
const { potik, Refusal }: any = await import(pathToFileURL(file).href);
const client = potik(app.url, key.body.token);

test('records are made, found, changed, upserted and gone', async () => {
  const customers = client.records('customer');
  const made = await customers.create({ name: 'Lisova', city: 'Kyiv' }, 'once-1');
  expect(await customers.create({ name: 'Lisova', city: 'Kyiv' }, 'once-1')).toEqual(made);
  const { items } = await customers.list({
    where: { field: 'city', op: '=', value: 'Kyiv' },
    fields: ['name'],
  });
  expect(items).toMatchObject([{ id: made.id, name: 'Lisova' }]);
  expect(items[0]).not.toHaveProperty('city');
  expect(await customers.update(made.id, made.version, { city: 'Lviv' })).toMatchObject({ city: 'Lviv' });
  const late = await customers
    .update(made.id, made.version, { city: 'Odesa' })
    .catch((error: unknown) => error);
  expect(late).toBeInstanceOf(Refusal);
  expect(late).toMatchObject({ status: 409, code: 'version_conflict' });
  const rows = ['a', 'b', 'c'].map((name) => ({ external: `shop/${name}`, values: { name } }));
  expect((await customers.upsert({}, rows)).map(({ deed }: { deed: string }) => deed)).toEqual([
    'created',
    'created',
    'created',
  ]);
  const names: string[] = [];
  for await (const { name } of customers.each({ sort: ['name'], limit: 2 })) names.push(name);
  expect(names).toEqual(['a', 'b', 'c', 'Lisova']);
  await customers.delete(made.id);
  expect(await customers.get(made.id).catch((error: { status: number }) => error.status)).not.toBe(200);
  expect((await customers.restore(made.id)).name).toBe('Lisova');
});

test('calls that refer to each other go together or not at all', async () => {
  const create = (values: object) => ({ deed: 'create', entity: 'deal', values });
  const customer = { deed: 'create', name: 'customer', entity: 'customer', values: { name: 'Of a batch' } };
  const told = await client.batch([customer, create({ name: 'First', customer: { $ref: 'customer.id' } })]);
  expect(told[1].reply).toMatchObject({ name: 'First', customer: { title: 'Of a batch' } });
  const refused = await client
    .batch([customer, create({ name: 'No customer' })])
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect((await client.records('customer').list({ where: 'name = "Of a batch"' })).items).toHaveLength(1);
});
