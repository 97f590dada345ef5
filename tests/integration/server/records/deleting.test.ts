/** Records that are deleted and brought back, with what belongs to them. */
import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'extensions/user.yaml':
    '{entity: people/user, fields: {mentor: {type: lookup, to: user, on_delete: clear}}}',
});
const { records, system, person } = testRecords(potik);
const olena = await person('Olena', ['director']);

const customer = (name: string, more = {}) => records.create(olena, 'customer', { name, ...more });

describe('deleting', () => {
  it('takes what belongs to the record along, keeps sums right, and brings all back', async () => {
    const lisova = await customer('Bin');
    const deal = await records.create(olena, 'deal', {
      name: 'Bin',
      customer: lisova.id,
      lines: [{ product: 'Belt', price: 10 }],
    });
    expect((await refusal(records.delete(olena, 'customer', lisova.id))).code).toBe('still_referenced');
    await records.delete(olena, 'deal', deal.id, { version: 1 });
    expect((await refusal(records.get(olena, 'deal', deal.id))).status).toBe(404);
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({ revenue: { amount: '0.00' } });
    expect(
      (await refusal(records.update(olena, 'deal', deal.id, { version: null, values: { name: 'x' } })))
        .status,
    ).toBe(410);
    const bin = await records.query(olena, 'deal', { deleted: 'only', where: 'customer.name = "Bin"' });
    expect(bin.items).toMatchObject([{ id: deal.id }]);
    const back = await records.restore(olena, 'deal', deal.id);
    expect(back).toMatchObject({ version: 3, lines: [{ product: 'Belt' }] });
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({ revenue: { amount: '10.00' } });
  });
});

describe('restoring', () => {
  it('waits for what the record belongs to', async () => {
    const gone = await customer('Gone');
    const deal = await records.create(olena, 'deal', {
      name: 'Orphan',
      customer: gone.id,
      lines: [{ product: 'A' }],
    });
    await records.delete(olena, 'deal', deal.id);
    await records.delete(olena, 'customer', gone.id);
    expect(await refusal(records.restore(olena, 'deal', deal.id))).toMatchObject({
      status: 409,
      code: 'target_deleted',
      message:
        'It can not be restored: the record in Customer is in the recycle bin. Restore that one first.',
    });
    await records.restore(olena, 'customer', gone.id);
    expect(await records.restore(olena, 'deal', deal.id)).toMatchObject({ lines: [{ product: 'A' }] });
  });

  it('empties a reference that would have been emptied', async () => {
    const boss = await records.create(system, 'user', { name: 'Boss', email: 'boss@example.com' });
    const helper = await records.create(system, 'user', {
      name: 'Helper',
      email: 'helper@example.com',
      mentor: boss.id,
    });
    await records.delete(system, 'user', helper.id);
    await records.delete(system, 'user', boss.id);
    expect(await records.restore(system, 'user', helper.id)).toMatchObject({ mentor: null });
  });
});
