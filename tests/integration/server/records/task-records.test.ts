/** What a task opens of its record: the fields and lines of its form, for whoever works on it. */
import { describe, expect, it } from 'vitest';
import { layoutOf } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import { grantOf } from '../../../../runtime/server/tasks/task-grant.ts';
import { taskRecordsOf } from '../../../../runtime/server/tasks/task-records-of.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const LINES = `
entity: deal
sections: [{fields: [name, {field: lines, columns: [product, quantity]}]}]
`;
const potik = await installation({ ...SALES, 'forms/deal_lines.yaml': LINES });
const { db, registry } = potik;
const { records, system, person } = testRecords(potik);
const customer = await records.create(system, 'customer', { name: 'Lisova', city: 'Kyiv' });
const deal = (more = {}) => records.create(system, 'deal', { name: 'Deal', customer: customer.id, ...more });

describe('tasks', () => {
  it('read and write what their form opens, and nothing else', async () => {
    const anna = await person('Anna', []);
    const access = taskRecordsOf(records);
    const made = await deal({ amount: 5, margin: 1 });
    const record = { entity: 'deal', id: made.id };
    const grant = { entity: 'deal', ids: [made.id], read: ['name', 'amount'], write: ['amount'] };
    const read = await access.read(record, anna, grant);
    expect(read!.version).toBe(1);
    expect(read!.values).toMatchObject({ name: 'Deal', amount: { amount: '5.00' } });
    expect(read!.values).not.toHaveProperty('margin');
    const write = (values: Record<string, string>) =>
      db.transaction((tx) =>
        access.write(tx, record, { version: 1, values }, anna, grant, { kind: 'person', id: anna.personId! }),
      );
    expect((await refusal(write({ name: 'x' }))).status).toBe(403);
    await write({ amount: '7' });
    expect(await records.get(system, 'deal', made.id)).toMatchObject({
      amount: { amount: '7.00' },
    });
    expect((await refusal(write({ amount: '8' }))).code).toBe('version_conflict');
    expect(await access.titles([record], anna)).toEqual(new Map());
  });

  it('open the line items that their form shows, and those of no other record', async () => {
    // given a form with two columns of the lines, and somebody without any role
    const vera = await person('Vera', []);
    const access = taskRecordsOf(records);
    const made = await deal({ margin: 1, lines: [{ product: 'A', price: 10 }] });
    const other = await deal({ lines: [{ product: 'B', price: 20 }] });
    const record = { entity: 'deal', id: made.id };
    const layout = layoutOf(registry().forms.get('deal_lines')!, registry());
    const grant = grantOf(layout, record, registry());
    // then they are read, with these columns
    const read = await access.read(record, vera, grant);
    const [line] = read!.values.lines as unknown as { id: string; product: string }[];
    expect(line).toMatchObject({ product: 'A', quantity: 1 });
    expect(line).not.toHaveProperty('price');
    expect(await access.read({ entity: 'deal', id: other.id }, vera, grant)).toBeNull();
    // and changed, added and removed with the record
    const write = (lines: unknown) =>
      db.transaction((tx) =>
        access.write(tx, record, { version: null, values: { lines: lines as Json } }, vera, grant, {
          kind: 'person',
          id: vera.personId!,
        }),
      );
    await write({ update: [{ id: line!.id, quantity: 3 }], create: [{ product: 'C' }] });
    const after = await records.get(system, 'deal', made.id);
    expect(after).toMatchObject({
      lines: [{ product: 'A', quantity: 3, price: { amount: '10.00' } }, { product: 'C' }],
    });
    expect((await refusal(write({ update: [{ id: line!.id, price: '0' }] }))).status).toBe(422);
    const foreign = await records.get(system, 'deal', other.id);
    const [theirs] = foreign.lines as unknown as { id: string }[];
    expect((await refusal(write({ update: [{ id: theirs!.id, quantity: 9 }] }))).status).toBe(422);
    await write({ delete: [line!.id] });
    expect(await records.get(system, 'deal', made.id)).toMatchObject({ lines: [{ product: 'C' }] });
    // but not where the form only shows them
    const shown = { ...grant, lines: grant.lines!.map((lines) => ({ ...lines, write: [] })) };
    const refused = db.transaction((tx) =>
      access.write(tx, record, { version: null, values: { lines: [] } }, vera, shown, {
        kind: 'system',
      } as never),
    );
    expect((await refusal(refused)).status).toBe(403);
  });
});
