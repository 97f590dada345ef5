/**
 * Northwind: the solution folder applied, the CSV files imported as they are, sums to the cent; a new order begins its process,
 * which confirms it or asks a sales manager, and writes back.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { type Imported, importFile } from '../../../runtime/server/imports/import-file.ts';
import { readImportPlan } from '../../../runtime/server/imports/read-import-plan.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { type Caller, testApp } from '../../support/app.ts';
import { sharedFolder } from '../../support/conformance/scenario.ts';

const shared = sharedFolder();
const TEMPLATE = fileURLToPath(new URL('../../../templates/northwind', import.meta.url));
const PASSWORD = 'a password for tests';
const system = systemPrincipal();

describe.skipIf(shared === null)('Northwind', async () => {
  if (shared === null) return;
  const folder = join(shared, 'data/northwind');
  const app = await testApp();
  const { db } = app.services;
  const plan = readImportPlan(readFileSync(join(TEMPLATE, 'data/import.yaml'), 'utf8'), 'import.yaml');
  const imported = new Map<string, Imported>();
  let seller: Caller;
  let manager: Caller;

  async function bring(file: string): Promise<Imported> {
    const planned = plan.find((one) => one.file === file)!;
    const content = createReadStream(join(folder, file));
    return importFile({ ...app.ground, records: app.services.records }, system, { ...planned, content });
  }

  const rowsOf = (file: string) =>
    parse(readFileSync(join(folder, file)), { columns: true, bom: true, relax_column_count: true }) as Record<
      string,
      string
    >[];

  /** Total of a line in cents, rounded as invoices are: each line to the cent, half away from zero. */
  function cents({ unitPrice, quantity, discount }: Record<string, string>): number {
    const [price, share] = [Math.round(Number(unitPrice) * 100), Math.round(Number(discount) * 100)];
    return Math.round((price * Number(quantity) * (100 - share)) / 100);
  }

  async function sums(sql: string): Promise<Map<string, number>> {
    const { rows } = await db.query<{ key: string; total: string | null }>(sql);
    return new Map(rows.map(({ key, total }) => [key, Math.round(Number(total ?? 0) * 100)]));
  }

  beforeAll(async () => {
    const published = await applyFolder(app.ground, TEMPLATE, { personId: null });
    expect(published).toMatchObject({ changed: true, warnings: [] });
    for (const { file } of plan) imported.set(file, await bring(file));
    const admin = await app.signIn();
    const person = async (name: string, role: string) => {
      const email = `${name}@example.com`;
      await admin.call('POST', '/api/people', { name, email, password: PASSWORD, roles: [role] });
      return app.signIn({ email, password: PASSWORD });
    };
    seller = await person('nancy', 'seller');
    manager = await person('andrew', 'sales_manager');
  }, 180_000);

  test('brings in every row and refuses none', () => {
    for (const { file } of plan) {
      const { rows, created, failures } = imported.get(file)!;
      expect({ file, rows, created, failures }).toEqual({
        file,
        rows: rowsOf(file).length,
        created: rowsOf(file).length,
        failures: [],
      });
    }
  });

  test('sums of orders and customers agree with the files to the cent', async () => {
    const orders = new Map(rowsOf('orders.csv').map((row) => [row.orderID!, row.customerID!]));
    const byOrder = new Map<string, number>();
    const byCustomer = new Map<string, number>();
    for (const line of rowsOf('order-details.csv')) {
      const customer = orders.get(line.orderID!)!;
      byOrder.set(line.orderID!, (byOrder.get(line.orderID!) ?? 0) + cents(line));
      byCustomer.set(customer, (byCustomer.get(customer) ?? 0) + cents(line));
    }
    const columns = await db.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = 'data' and table_name = 'order' and column_name like 'total%'`,
    );
    const amount = columns.rows.map(({ column_name }) => column_name).sort()[0]!;
    const revenue = amount.replace('total', 'revenue');
    expect(
      await sums(
        `select e.external as key, o."${amount}" as total from data."order" o
           join potik.external_id e on e.entity = 'order' and e.record_id = o.id`,
      ),
    ).toEqual(byOrder);
    const found = await sums(
      `select e.external as key, c."${revenue}" as total from data.customer c
         join potik.external_id e on e.entity = 'customer' and e.record_id = c.id where c."${revenue}" is not null and c."${revenue}" <> 0`,
    );
    expect(found).toEqual(byCustomer);
  });

  test('keeps relations, dates and what was NULL', async () => {
    const { rows } = await db.query<Record<string, string | null>>(
      `select e.last_name as name, m.last_name as manager, e.born_on::text as born from data.employee e
         left join data.employee m on m.id = e.reports_to order by e.last_name limit 3`,
    );
    expect(rows).toEqual([
      { name: 'Buchanan', manager: 'Fuller', born: '1955-03-04' },
      { name: 'Callahan', manager: 'Fuller', born: '1958-01-09' },
      { name: 'Davolio', manager: 'Fuller', born: '1948-12-08' },
    ]);
    const { rows: regions } = await db.query<{ n: number }>(
      `select count(*) as n from data.customer where region = 'NULL'`,
    );
    expect(regions[0]!.n).toBe(0);
  });

  test('the same file again changes what it made and makes nothing twice', async () => {
    expect(await bring('categories.csv')).toMatchObject({ rows: 8, created: 0, updated: 8, failures: [] });
  });

  test('tells rows that are refused with line and column, and writes the others', async () => {
    const content = Readable.from([
      'id;Name;Category;Price\n901;Good;Beverages;1.50\n902;Bad;Nothing;2\n903;Worse;Beverages;many\n904;;Beverages;1\n905;Much;Beverages;1;2\n',
    ]);
    const result = await importFile({ ...app.ground, records: app.services.records }, system, {
      file: 'more.csv',
      entity: 'product',
      id: 'id',
      content,
    });
    expect(result).toMatchObject({ rows: 5, created: 1, updated: 0 });
    expect(result.failures).toMatchObject([
      { line: 3, column: 'Category', message: 'There is no category “Nothing”.' },
      { line: 4, column: 'Price' },
      { line: 5 },
      { line: 6, column: null, message: expect.stringContaining('5 cells, the header 4') },
    ]);
    await expect(
      importFile({ ...app.ground, records: app.services.records }, system, {
        file: 'broken.csv',
        entity: 'product',
        columns: { nam: 'Name' },
        content: Readable.from(['Name\nx\n']),
      }),
    ).rejects.toMatchObject({
      detail: { errors: [{ message: expect.stringContaining('Did you mean "name"?') }] },
    });
  });

  async function order(quantity: number): Promise<string> {
    const customer = await idOf('customer', 'ALFKI');
    const product = await idOf('product', '1');
    const reply = await seller.call('POST', '/api/records/order', {
      values: { customer, lines: [{ product, quantity }] },
    });
    expect(reply.status).toBe(201);
    return reply.body.id ?? reply.body.values.id;
  }

  async function idOf(entity: string, external: string): Promise<string> {
    const { rows } = await db.query<{ id: string }>(
      'select record_id as id from potik.external_id where entity = $1 and external = $2',
      [entity, external],
    );
    return rows[0]!.id;
  }

  async function status(id: string): Promise<string> {
    const { rows } = await db.query<{ status: string }>('select status from data."order" where id = $1', [
      id,
    ]);
    return rows[0]!.status;
  }

  test('a new order within stock and limit is confirmed by its process', async () => {
    const id = await order(10);
    await vi.waitFor(async () => expect(await status(id)).toBe('confirmed'), 60_000);
  });

  test('a large order waits for a sales manager, whose answer is written back', async () => {
    const id = await order(60); // 39 are in stock
    const task = await vi.waitFor(async () => {
      const { body } = await manager.call('GET', `/api/tasks?queue=mine_and_queues&record=${id}`);
      expect(body.items).toMatchObject([{ element: 'check_order', name: 'Check the order' }]);
      return body.items[0];
    }, 60_000);
    expect(await status(id)).toBe('new');
    await manager.call('POST', `/api/tasks/${task.id}/claim`, {});
    const done = await manager.call('POST', `/api/tasks/${task.id}/complete`, {
      outcome: 'refuse',
      values: { cancel_reason: 'Out of stock until March' },
    });
    expect(done.status).toBe(200);
    await vi.waitFor(async () => expect(await status(id)).toBe('cancelled'), 60_000);
  });
});
