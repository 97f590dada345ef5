/** Changes of many records taken back: values, deletions and restorings, with what somebody changed since left and told. */
import { describe, expect, it } from 'vitest';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/deal.yaml': `
title: "{name}"
fields:
  name:   {type: text, required: true}
  city:   {type: text}
  amount: {type: decimal}
  double: {type: decimal, formula: amount * 2}
  code:   {type: text, unique: true}
  lines:  {type: children, of: line}
`,
  'entities/line.yaml':
    'fields: {deal: {type: lookup, to: deal, on_delete: cascade, required: true}, price: {type: decimal}}\n',
  'entities/bill.yaml':
    'title: "{no}"\nfields: {no: {type: text}, deal: {type: lookup, to: deal, on_delete: clear}}\n',
  'roles/seller.yaml':
    'label: Seller\nrecords: {deal: {see: all, create: all, edit: own, delete: own}}\nmay: [bulk_edit]\n',
});
const { db } = potik;
const { records, system, person } = testRecords(potik);
const boss = await person('Boss', ['administrator']);
const other = await person('Other', ['administrator']);

async function deals(count: number, values: Record<string, unknown> = {}): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) => ({
    values: { name: `Deal ${i}`, city: 'Kyiv', amount: 1, ...values },
  }));
  return (await records.writeRecords(boss, 'deal', rows)).ids as string[];
}
const read = (id: string) => records.get(system, 'deal', id);
const bulk = async (
  deed: 'update' | 'delete' | 'restore',
  ids: string[],
  values?: Record<string, unknown>,
) => {
  const { journal, failed } = await records.bulk(boss, 'deal', {
    deed,
    ids,
    ...(values && { values }),
  } as never);
  expect(failed).toEqual([]);
  return journal!;
};
const inBin = async (table: 'deal' | 'line', id: string) =>
  (
    await db.query<{ bin: boolean }>(
      `select deleted_at is not null as bin from data.${table} where id = $1`,
      [id],
    )
  ).rows[0]?.bin;
const change = (id: string, values: Record<string, unknown>) =>
  records.update(system, 'deal', id, { version: null, values });

describe('a change of many records', () => {
  it('is taken back over several parts, with what was calculated', async () => {
    const ids = await deals(450);
    const journal = await bulk('update', ids, { city: 'Lviv', amount: 7 });
    expect(await read(ids[449]!)).toMatchObject({ city: 'Lviv', amount: '7', double: '14' });
    expect(await records.undoDeed(boss, journal)).toEqual({ restored: 450, kept: [] });
    for (const id of [ids[0]!, ids[200]!, ids[449]!])
      expect(await read(id)).toMatchObject({ city: 'Kyiv', amount: '1', double: '2' });
    const { rows } = await db.query<{ n: number }>(
      `select count(*)::int as n from data.deal where city = 'Lviv'`,
    );
    expect(rows[0]!.n).toBe(0);
  });

  it('leaves what somebody changed since, field by field, and tells it', async () => {
    const [touched, elsewhere, gone, plain] = (await deals(4)) as [string, string, string, string];
    const journal = await bulk('update', [touched, elsewhere, gone, plain], { city: 'Lviv', amount: 7 });
    await change(touched, { city: 'Odesa' });
    await change(elsewhere, { name: 'Renamed' });
    await records.delete(system, 'deal', gone);

    const { restored, kept } = await records.undoDeed(boss, journal);

    expect(restored).toBe(2);
    expect(
      kept.map(({ id, reasons }) => [id, reasons.map(({ field, code }) => `${field} ${code}`)]).sort(),
    ).toEqual(
      [
        [touched, ['city changed_since']],
        [gone, ['null deleted']],
      ].sort(),
    );
    expect(await read(touched)).toMatchObject({ city: 'Odesa', amount: '1' });
    expect(await read(elsewhere)).toMatchObject({ name: 'Renamed', city: 'Kyiv', amount: '1' });
    expect(await read(plain)).toMatchObject({ city: 'Kyiv', amount: '1' });
  });

  it('leaves a record whose old value another one has by now', async () => {
    const [one, two] = (await deals(2)) as [string, string];
    await change(one, { code: 'A' });
    const journal = await bulk('update', [one, two], { code: null, city: 'Lviv' });
    await change(two, { code: 'A' });
    const { kept } = await records.undoDeed(boss, journal);
    expect(kept.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)])).toEqual(
      expect.arrayContaining([[one, ['not_unique']]]),
    );
    expect(await read(one)).toMatchObject({ code: null });
    expect((await read(two)).code).toBe('A');
  });

  it('is taken back once, by who did it or an administrator', async () => {
    const seller = await person('Seller', ['seller']);
    const ids = await deals(2);
    const journal = await bulk('update', ids, { city: 'Lviv' });
    expect((await refusal(records.undoDeed(seller, journal))).status).toBe(404);
    await records.undoDeed(other, journal);
    expect(await refusal(records.undoDeed(boss, journal))).toMatchObject({ status: 409, code: 'undone' });
    const { rows } = await db.query(
      `select cause from potik.change where record_id = $1 order by id desc limit 1`,
      [ids[0]],
    );
    expect(rows).toEqual([{ cause: { kind: 'undo', id: journal, of: 'bulk' } }]);
  });
});

describe('records that were deleted together', () => {
  it('come back with what went along and what let go of them', async () => {
    const [one, two] = (await deals(2)) as [string, string];
    const line = await records.create(system, 'line', { deal: one, price: 5 });
    const bill = await records.create(system, 'bill', { no: '1', deal: one });
    const journal = await bulk('delete', [one, two]);
    expect(await inBin('line', line.id)).toBe(true);
    await records.restore(system, 'deal', two);

    expect((await records.undoDeed(boss, journal)).kept).toEqual([]);

    expect(await read(one)).toMatchObject({ deleted_at: null });
    expect(await inBin('line', line.id)).toBe(false);
    expect(await read(two)).toMatchObject({ deleted_at: null });
    expect(await records.get(system, 'bill', bill.id)).toMatchObject({ deal: { id: one } });
  });

  it('and restored together lie in the bin again', async () => {
    const ids = await deals(2);
    await bulk('delete', ids);
    const journal = await bulk('restore', ids);
    expect(await records.undoDeed(boss, journal)).toEqual({ restored: 2, kept: [] });
    for (const id of ids) expect(await inBin('deal', id)).toBe(true);
  });
});
