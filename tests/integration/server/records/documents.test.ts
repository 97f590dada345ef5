/** Documents: locked on every way in, cancelled with a reason, amended by a new version with its lines. */
import { describe, expect, it } from 'vitest';
import { processPrincipal } from '../../../../runtime/server/auth/principal.ts';
import { problemsOf } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const INVOICE = (document: string) => `
title: "{number}"
fields:
  number:  {type: autonumber, pattern: "INV-{0}"}
  to:      {type: text}
  secret:  {type: text}
  note:    {type: text}
  stage:   {type: stage, pipeline: way}
  paid_on: {type: date}
  reason:  {type: text}
  amends:  {type: lookup, to: invoice}
  lines:   {type: children, of: line, required: true}
  total:   {type: decimal, rollup: sum(lines.sum)}
document: ${document}
`;
const DOCUMENT =
  '{lock: \'stage in ("sent", "paid")\', open: [note], cancel: {stage: void, reason: reason}, amend: amends}';
const FILES = {
  'entities/invoice.yaml': INVOICE(DOCUMENT),
  'entities/line.yaml':
    'title: "{what}"\npart_of: invoice\nfields: {what: {type: text}, sum: {type: decimal}, cost: {type: decimal}, invoice: {type: lookup, to: invoice, required: true, on_delete: cascade}}\n',
  'pipelines/way.yaml':
    'label: Way\nentity: invoice\nstages: {draft: {}, sent: {}, paid: {outcome: won, requires: [paid_on]}, void: {outcome: lost}}\nmoves: {paid: [], void: []}\n',
  'roles/clerk.yaml':
    'label: Clerk\nrecords: {invoice: all}\nfields: {invoice: {secret: hidden}, line: {cost: hidden}}\nmay: [bulk_edit]\n',
  'roles/robot.yaml': 'label: Robot\nrecords: {invoice: all}\nunlock: [invoice]\n',
};
const potik = await installation(FILES);
const { records, system, person } = testRecords(potik);
const clerk = await person('Iryna', ['clerk']);
const make = (values: Record<string, unknown> = {}) =>
  records.create(system, 'invoice', {
    to: 'Lisova',
    secret: 'x',
    lines: [
      { what: 'a', sum: '10', cost: '7' },
      { what: 'b', sum: '20', cost: '9' },
    ],
    ...values,
  });
const change = (id: string, values: Record<string, unknown>, who = clerk) =>
  records.update(who, 'invoice', id, { version: null, values });
async function sent() {
  const { id } = await make();
  const record = await change(id, { stage: 'sent' });
  return record as typeof record & { lines: { id: string }[] };
}
const LOCKED = { status: 423, errors: [{ code: 'locked' }] };

describe('a locked document', () => {
  it('refuses changes on every way, says of which field, and lets its way go on', async () => {
    const { id, lines } = await sent();
    expect(await refusal(change(id, { to: 'Other' }))).toMatchObject({
      status: 423,
      errors: [{ path: 'to', code: 'locked_field', params: { field: 'To' } }],
    });
    expect(await refusal(change(id, { lines: { update: [{ id: lines[0]!.id, sum: '1' }] } }))).toMatchObject(
      LOCKED,
    );
    expect(await refusal(change(id, { lines: { create: [{ what: 'c' }] } }))).toMatchObject(LOCKED);
    expect(await refusal(change(id, { lines: { delete: [lines[0]!.id] } }))).toMatchObject(LOCKED);
    const line = (values: Record<string, unknown>) =>
      records.update(clerk, 'line', lines[0]!.id, { version: null, values });
    expect(await refusal(line({ what: 'z' }))).toMatchObject(LOCKED);
    expect(await refusal(records.delete(clerk, 'line', lines[0]!.id))).toMatchObject(LOCKED);
    expect(await refusal(records.create(clerk, 'line', { what: 'd', invoice: id }))).toMatchObject(LOCKED);
    expect(await refusal(records.delete(clerk, 'invoice', id))).toMatchObject(LOCKED);
    expect(
      (await records.writeRecords(clerk, 'invoice', [{ id, version: null, values: { to: 'Row' } }])).refused,
    ).toMatchObject([{ path: 'to', code: 'locked_field' }]);
    expect(
      await records.bulk(clerk, 'invoice', {
        deed: 'update',
        ids: [id, (await make()).id],
        values: { to: 'Many' },
      } as never),
    ).toMatchObject({ done: 1, failed: [{ id, code: 'locked_field' }] });
    // What stays open: the fields named, the way, what the next stage asks for.
    await change(id, { note: 'fine' });
    expect(await refusal(change(id, { paid_on: '2026-11-22' }))).toMatchObject({
      errors: [{ code: 'locked_field' }],
    });
    await change(id, { stage: 'paid', paid_on: '2026-11-22' });
    expect(await refusal(change(id, { stage: 'draft' }))).toMatchObject({
      errors: [{ code: 'move_not_permitted' }],
    });
  });

  it('is not locked while it is made, nor in the change that locks it', async () => {
    const { id } = await make({ stage: 'sent' });
    expect((await records.get(clerk, 'invoice', id)).lines).toHaveLength(2);
    const draft = await make();
    await change(draft.id, { stage: 'sent', to: 'At last' });
  });

  it('lets processes in whose role unlocks it, and the log says so', async () => {
    const { id } = await sent();
    const plain = processPrincipal('plain', ['clerk'], 'UTC');
    expect(await refusal(change(id, { to: 'P' }, plain))).toMatchObject({ status: 423 });
    await change(id, { to: 'Robot' }, processPrincipal('robot', ['robot'], 'UTC'));
    const { items } = await records.timeline(system, 'invoice', id, { kinds: 'change' });
    expect(items[0]).toMatchObject({ changes: [{ field: 'to', to: 'Robot' }], cause: { unlocked: true } });
    expect(items[1]!.cause).not.toHaveProperty('unlocked');
  });
});

describe('a cancelled document', () => {
  it('says why, and can’t be changed any more', async () => {
    const { id } = await sent();
    expect(await refusal(change(id, { stage: 'void' }))).toMatchObject({
      status: 422,
      errors: [{ path: 'reason', code: 'cancel_reason' }],
    });
    await change(id, { stage: 'void', reason: 'Wrong customer' });
    expect(await refusal(change(id, { reason: 'Another' }))).toMatchObject({ status: 423 });
    expect(await refusal(records.delete(clerk, 'invoice', id))).toMatchObject(LOCKED);
  });

  it('is amended once, by a version with its values and lines, numbered after it', async () => {
    // given
    const { id, number } = await sent();
    expect(await refusal(records.amend(clerk, 'invoice', id))).toMatchObject({
      status: 409,
      code: 'not_cancelled',
    });
    await change(id, { stage: 'void', reason: 'Wrong price', note: 'kept' });

    // when
    const made = await records.amend(clerk, 'invoice', id);

    // then
    expect(made).toMatchObject({
      number: `${number}-1`,
      stage: 'draft',
      to: 'Lisova',
      note: 'kept',
      reason: null,
      total: '30',
    });
    expect((made.amends as { id: string }).id).toBe(id);
    const whole = await records.get(system, 'invoice', made.id);
    expect(whole.secret).toBe('x');
    expect((whole.lines as { what: string; cost: string }[]).map(({ what, cost }) => [what, cost])).toEqual([
      ['a', '7'],
      ['b', '9'],
    ]);
    expect((await records.get(system, 'invoice', id)).lines).toHaveLength(2);
    expect(await refusal(records.amend(clerk, 'invoice', id))).toMatchObject({
      code: 'amended',
      extra: { amendment: made.id },
    });

    // when that one is cancelled too
    await change(made.id, { to: 'Mended' });
    await change(made.id, { stage: 'void', reason: 'Again' });
    expect((await records.amend(clerk, 'invoice', made.id)).number).toBe(`${number}-2`);
    // Numbers of others go on as they would have.
    expect((await make()).number).toMatch(/^INV-\d+$/);
  });
});

it('mistakes in documents are told where they stand', () => {
  const told = (document: string) => problemsOf({ ...FILES, 'entities/invoice.yaml': INVOICE(document) });
  expect(told(DOCUMENT)).toEqual([]);
  expect(told('{lock: "stage =", cancel: {stage: vood, reason: nothing}, amend: to}').join('\n')).toMatch(
    /document\.lock: [\s\S]*document\.cancel\.reason: [\s\S]*There is no stage "vood"[\s\S]*invoice\.to is no lookup/,
  );
  expect(told('{amend: amends}')).toEqual([expect.stringContaining('say "cancel" too')]);
});
