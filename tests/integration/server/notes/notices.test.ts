/** Notes, followers and what people are told of them, with the rights of each. */
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../../runtime/server/auth/principal.ts';
import { outboxRound } from '../../../../runtime/server/jobs/outbox-worker.ts';
import { tellHandlers } from '../../../../runtime/server/notices/carry-out.ts';
import { createNotices } from '../../../../runtime/server/notices/notices.ts';
import { TOLD_ALL } from '../../../../runtime/server/notices/settings.ts';
import { TELL } from '../../../../runtime/server/store/tell-orders.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const FILES = {
  'pipelines/sales.yaml':
    'label: Sales\nentity: deal\nstages:\n  new: {label: New}\n  offer: {label: Offer}\n  won: {label: Won, outcome: won}\n',
  'entities/deal.yaml': `
title: "{name}"
owner: responsible
fields:
  name:        {type: text, required: true}
  stage:       {type: stage, pipeline: sales}
  margin:      {type: decimal}
  secret_plan: {type: text}
  responsible: {type: user}
tell: [stage, margin, responsible]
`,
  'roles/seller.yaml':
    'label: Seller\nrecords: {deal: {see: own, create: all, edit: own}, user: {see: all}, team: {see: all}}\nfields: {deal: {margin: hidden}}\n',
  'roles/boss.yaml': 'label: Boss\nrecords: {deal: all, user: {see: all}, team: {see: all}}\n',
};
const potik = await installation(FILES);
const { db, clock } = potik;
const { records, notes, system, person } = testRecords(potik);
const told: string[] = [];
const ground = { db, clock, records, told: (ids: readonly string[]) => told.push(...ids) };
const notices = createNotices({ ...ground, announce: () => {} });
const log = pino({ level: 'silent' });

/** A person whose roles the server finds by itself, as it does when it tells them something. */
async function worker(name: string, role: string): Promise<Principal> {
  const principal = await person(name, [role]);
  await db.query('insert into potik.role_assignment (person_id, role, given_at) values ($1, $2, now())', [
    principal.personId,
    role,
  ]);
  return principal;
}
const iryna = await worker('Iryna', 'seller');
const taras = await worker('Taras', 'seller');
const olena = await worker('Olena', 'boss');

async function carryOut(): Promise<void> {
  const all = new Map(tellHandlers({ ...ground, zone: 'UTC' }));
  while ((await outboxRound({ db, clock, log, handlers: all })).worked);
}
async function noticesOf(who: Principal) {
  await carryOut();
  const { items } = await notices.list(who, {});
  return items;
}
async function readAll(...who: Principal[]): Promise<void> {
  await carryOut();
  for (const one of who) await db.query('delete from potik.notice where person_id = $1', [one.personId]);
}
const deal = (values: Record<string, unknown>, who: Principal) => records.create(who, 'deal', values);
const notesIn = async (who: Principal, id: string, query = {}) =>
  (await records.timeline(who, 'deal', id, { kinds: 'note', ...query })).items;
const named = (who: Principal) => ({ entity: 'user' as const, id: who.personId! });

describe('notes', () => {
  it('are answered one level deep, changed by their author alone, and keep what they said', async () => {
    // given
    const { id } = await deal({ name: 'Dryer', responsible: iryna.personId }, iryna);
    const note = await notes.add(iryna, 'deal', id, { text: 'They accept.' });
    const answer = await notes.add(olena, 'deal', id, { text: 'All of it?', parent: note.id });
    await notes.add(iryna, 'deal', id, { text: 'Nearly.', parent: answer.id });

    // when
    clock.moveTo(clock.now() + 60_000);
    await notes.edit(iryna, note.id, { text: 'They accept 40 / 50 / 10.' });

    // then
    const [shown] = await notesIn(olena, id);
    expect(shown).toMatchObject({
      text: 'They accept 40 / 50 / 10.',
      who: { name: 'Iryna' },
      note: { stage: 'new', deleted: false, editedAt: new Date(clock.now()).toISOString() },
    });
    expect(shown!.note!.replies.map(({ text, who }) => [who!.name, text])).toEqual([
      ['Olena', 'All of it?'],
      ['Iryna', 'Nearly.'],
    ]);
    expect((await notes.texts(olena, note.id)).items.map(({ text }) => text)).toEqual(['They accept.']);
    expect(await refusal(notes.edit(olena, note.id, { text: 'No.' }))).toMatchObject({ status: 403 });
    expect(await refusal(notes.remove(olena, note.id))).toMatchObject({ status: 403 });

    // when it is deleted it stays as long as there are answers
    await notes.remove(iryna, note.id);
    const [left] = await notesIn(olena, id);
    expect(left!.text).toBeUndefined();
    expect(left!.note).toMatchObject({ deleted: true, mentions: [] });
    expect(left!.note!.replies).toHaveLength(2);
    expect(await refusal(notes.edit(iryna, note.id, { text: 'x' }))).toMatchObject({ status: 404 });
  });

  it('keep the stage they were written in, by which the timeline is narrowed', async () => {
    const { id } = await deal({ name: 'Staged', responsible: iryna.personId }, iryna);
    await notes.add(iryna, 'deal', id, { text: 'first' });
    await records.update(iryna, 'deal', id, { version: null, values: { stage: 'offer' } });
    await notes.add(iryna, 'deal', id, { text: 'second' });
    expect((await notesIn(iryna, id, { stage: 'new' })).map(({ text }) => text)).toEqual(['first']);
    expect((await notesIn(iryna, id, { stage: 'offer', kinds: undefined })).map(({ text }) => text)).toEqual([
      'second',
    ]);
  });

  it('are not there for those who may not see the record, and name nobody who may not', async () => {
    const { id } = await deal({ name: 'Closed', responsible: iryna.personId }, iryna);
    const note = await notes.add(iryna, 'deal', id, { text: 'x' });
    expect(await refusal(notes.add(taras, 'deal', id, { text: 'x' }))).toMatchObject({ status: 404 });
    expect(await refusal(notes.texts(taras, note.id))).toMatchObject({ status: 404 });
    expect(await refusal(notes.remove(taras, note.id))).toMatchObject({ status: 404 });
    expect(
      await refusal(notes.add(iryna, 'deal', id, { text: '@Taras?', mentions: [named(taras)] })),
    ).toMatchObject({
      status: 422,
      errors: [{ path: 'mentions[0]', code: 'may_not_see', params: { name: 'Taras' } }],
    });
    expect((await notes.mentionable(iryna, 'deal', id, '')).items).toEqual(
      expect.arrayContaining([
        { entity: 'user', id: taras.personId, name: 'Taras', sees: false },
        { entity: 'user', id: olena.personId, name: 'Olena', sees: true },
      ]),
    );
    const other = await deal({ name: 'Other', responsible: iryna.personId }, iryna);
    expect(await refusal(notes.add(iryna, 'deal', other.id, { text: 'x', parent: note.id }))).toMatchObject({
      errors: [{ path: 'parent' }],
    });
  });
});

describe('people are told', () => {
  it('of mentions, of notes and changes of what they follow, never of what they did themselves', async () => {
    // given
    const { id } = await deal({ name: 'Grain', responsible: iryna.personId, margin: '10' }, olena);
    await readAll(iryna, olena);

    // when
    await notes.add(olena, 'deal', id, { text: '@Iryna look', mentions: [named(iryna)] });
    await notes.add(iryna, 'deal', id, { text: 'I did' });
    await records.update(olena, 'deal', id, {
      version: null,
      values: { stage: 'offer', margin: '20', secret_plan: 'x' },
    });

    // then: whose it is is told of the stage, not of the margin they may not read
    expect(await noticesOf(iryna)).toMatchObject([
      { kind: 'change', changes: [{ field: 'stage', from: 'new', to: 'offer' }], record: { title: 'Grain' } },
      { kind: 'mention', text: '@Iryna look', who: { name: 'Olena' } },
    ]);
    expect(await noticesOf(olena)).toMatchObject([{ kind: 'note', text: 'I did', who: { name: 'Iryna' } }]);
    expect(told).toContain(iryna.personId);
  });

  it('that a record became theirs, and follow it from then on', async () => {
    const { id } = await deal({ name: 'Handed on', responsible: olena.personId }, olena);
    await records.update(olena, 'deal', id, { version: null, values: { responsible: taras.personId } });
    expect(await noticesOf(taras)).toMatchObject([{ kind: 'assigned', record: { id, title: 'Handed on' } }]);
    expect((await notices.followers(olena, 'deal', id)).items.map(({ name }) => name).sort()).toEqual([
      'Olena',
      'Taras',
    ]);
  });

  it('nothing more of a record that they no longer see, and old notices don’t even name it', async () => {
    // given
    const { id } = await deal({ name: 'Taken away', responsible: taras.personId }, olena);
    await notes.add(olena, 'deal', id, { text: 'before' });
    await readAll(iryna);
    await carryOut();

    // when
    await records.update(olena, 'deal', id, { version: null, values: { responsible: iryna.personId } });
    await notes.add(olena, 'deal', id, { text: 'after' });

    // then
    const of = (await noticesOf(taras)).filter(({ record }) => record?.id === id);
    expect(of.map(({ kind }) => kind)).toEqual(['note', 'assigned']);
    for (const notice of of) {
      expect(notice.record!.title).toBeNull();
      expect(notice).not.toHaveProperty('text');
      expect(notice).not.toHaveProperty('changes');
    }
    expect(await refusal(notices.setFollowing(taras, 'deal', id, true))).toMatchObject({ status: 404 });
  });

  it('what they want to be told only, and stay away where they have left', async () => {
    // given
    const { id } = await deal({ name: 'Quiet', responsible: iryna.personId }, olena);
    await notices.setSettings(olena, { ...TOLD_ALL, tell: { ...TOLD_ALL.tell, note: false } });
    await readAll(iryna, olena);
    await notes.add(iryna, 'deal', id, { text: 'for nobody' });
    expect(await noticesOf(olena)).toEqual([]);
    await notices.setSettings(olena, TOLD_ALL);

    // when
    expect(await notices.setFollowing(olena, 'deal', id, false)).toMatchObject({ follows: false });
    await notes.add(olena, 'deal', id, { text: 'I only say' });
    await notes.add(iryna, 'deal', id, { text: 'still for nobody' });

    // then
    expect(await noticesOf(olena)).toEqual([]);
    expect((await notices.followers(olena, 'deal', id)).items.map(({ name }) => name)).toEqual(['Iryna']);
    expect(await notices.setFollowing(olena, 'deal', id, true)).toMatchObject({ follows: true });
  });

  it('each once where a team is named', async () => {
    const team = await records.create(system, 'team', { name: 'Sales' });
    for (const { personId } of [olena, taras, iryna])
      await records.update(system, 'user', personId!, {
        version: null,
        values: { teams: [{ team: team.id }] },
      });
    const { id } = await deal({ name: 'For all', responsible: iryna.personId }, iryna);
    await readAll(iryna, taras, olena);
    await notes.add(iryna, 'deal', id, {
      text: '@Sales @Olena',
      mentions: [{ entity: 'team', id: team.id }, named(olena)],
    });
    expect((await noticesOf(olena)).map(({ kind }) => kind)).toEqual(['mention']);
    expect(await noticesOf(taras)).toEqual([]);
    expect(await noticesOf(iryna)).toEqual([]);
  });

  it('page by page, read and unread', async () => {
    const { id } = await deal({ name: 'Many', responsible: iryna.personId }, iryna);
    await readAll(iryna);
    for (let i = 0; i < 5; i++) await notes.add(olena, 'deal', id, { text: `note ${i}` });
    await carryOut();
    const first = await notices.list(iryna, { limit: 3 });
    expect(first).toMatchObject({ unread: 5 });
    const second = await notices.list(iryna, { limit: 3, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(
      [4, 3, 2, 1, 0].map((i) => `note ${i}`),
    );
    expect(second.next).toBeNull();
    await notices.read(iryna, { ids: [first.items[0]!.id] });
    expect((await notices.list(iryna, { unread: true })).items).toHaveLength(4);
    await notices.read(olena, {}); // those of others stay
    expect((await notices.list(iryna, {})).unread).toBe(4);
    await notices.read(iryna, {});
    expect((await notices.list(iryna, {})).unread).toBe(0);
  });
});

it('what is brought in from a file tells nobody', async () => {
  await records.writeRecords(olena, 'deal', [{ values: { name: 'Row', responsible: iryna.personId } }], {
    cause: { kind: 'import', id: 'x', file: 'x.csv' },
  });
  const { rows } = await db.query('select from potik.outbox where topic = $1', [TELL]);
  expect(rows).toEqual([]);
});
