/**
 * Nine ways to write a record, twelve kinds of rule: each way ends the same. Forms, cells, boards, deeds on many, files, programs,
 * scripts, processes and lists within a parent all go through one write path; this holds them to it.
 */
import { describe, expect, it } from 'vitest';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';
import { folderOf } from '../../support/folder-of.ts';
import { FILES } from '../../support/write-paths/configuration.ts';
import { doorsOf, type Values } from '../../support/write-paths/doors.ts';
import { type Job, waysOf } from '../../support/write-paths/ways.ts';

const app = await testApp();
await applyFolder(app.ground, folderOf(FILES), { personId: null });
const doors = doorsOf(app, await app.signIn());
const { records, system } = doors;
const { db } = app.services;

let counter = 0;
async function project(): Promise<string> {
  const { id } = await records.create(system, 'project', { name: 'to be named' });
  await records.update(system, 'project', id, { version: null, values: { name: `Project ${id}` } });
  return id;
}
async function job(values: Values = {}): Promise<Job> {
  const name = `Job ${++counter}`;
  const of = await project();
  const { id } = await records.create(system, 'job', { name, project: of, ...values });
  return { id, name, project: of };
}
const read = (id: string) => records.get(system, 'job', id);
const started = async (id: string) =>
  (
    await db.query(
      "select 1 from potik.instance i join potik.process p on p.id = i.process_id where p.key = 'on_cost' and i.record_id = $1",
      [id],
    )
  ).rows.length;

describe.each(Object.entries(waysOf(doors)))('%s', (name, { make: making, change: changing }) => {
  it('default: fills a new record and no other', async () => {
    if (making) {
      const made = await making({ name: `Made ${++counter}`, cost: 1 }, await project());
      expect(made, JSON.stringify(made)).toHaveProperty('id');
      expect((await read((made as { id: string }).id)).hours).toBe(8);
    }
    const one = await job({ hours: null });
    expect(await changing(one, { cost: 2 })).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject({ hours: null, cost: '2' });
  });

  it('rule before saving: refuses, and nothing has changed', async () => {
    const one = await job({ cost: 5 });
    expect(await changing(one, { cost: 5000 })).toEqual({ refused: ['check_failed'] });
    expect(await read(one.id)).toMatchObject({ cost: '5', version: 1 });
    if (making) {
      const before = (await records.query(system, 'job', { limit: 500, fields: [] } as never)).items.length;
      expect(await making({ name: `Refused ${++counter}`, cost: 5000 }, await project())).toEqual({
        refused: ['check_failed'],
      });
      expect((await records.query(system, 'job', { limit: 500, fields: [] } as never)).items.length).toBe(
        before,
      );
    }
  });

  it('stage: asks for what it requires and permits only its moves', async () => {
    const one = await job();
    expect(await changing(one, { stage: 'done' })).toEqual({ refused: ['stage_requires'] });
    expect(await changing(one, { stage: 'done', cost: 7 })).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject({ stage: 'done', cost: '7' });
    const gone = await job({ stage: 'gone' });
    expect(await changing(gone, { stage: 'open' })).toEqual({ refused: ['move_not_permitted'] });
    expect((await read(gone.id)).stage).toBe('gone');
  });

  it('kind of record: asks for what it requires', async () => {
    const one = await job();
    expect(await changing(one, { kind: 'billed' })).toEqual({ refused: ['type_requires'] });
    expect((await read(one.id)).kind).toBe('own');
    expect(await changing(one, { kind: 'billed', client: 'Lisova' })).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject({ kind: 'billed', client: 'Lisova' });
  });

  it('lock: only what stays open is changed, but by processes that are let in', async () => {
    const one = await job({ cost: 5, closed: true });
    const letIn = name === 'script' || name === 'process';
    const answer = await changing(one, { cost: 6 });
    if (letIn) expect(answer).toHaveProperty('id');
    else expect(answer).toEqual({ refused: ['locked_field'] });
    expect((await read(one.id)).cost).toBe(letIn ? '6' : '5');
    const { items } = await records.timeline(system, 'job', one.id, { kinds: 'change' });
    expect(items.filter(({ cause }) => cause?.unlocked === true)).toHaveLength(letIn ? 1 : 0);
    expect(await changing(one, { client: 'Lisova' })).toHaveProperty('id');
    expect((await read(one.id)).client).toBe('Lisova');
  });

  it('normaliser: writes what was typed in its one form', async () => {
    const typed = { phone: '067 555 01 42', email: ' Anna.Koval@Example.COM ', code: `  N${++counter} ` };
    const kept = { phone: '+380675550142', email: 'anna.koval@example.com', code: `N${counter}` };
    const one = await job();
    expect(await changing(one, typed)).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject(kept);
    const [last] = (await records.timeline(system, 'job', one.id, { kinds: 'change' })).items;
    expect(last!.changes).toEqual(expect.arrayContaining([{ field: 'phone', from: null, to: kept.phone }]));
  });

  it('display name: follows what it is made of', async () => {
    const one = await job();
    expect(await changing(one, { code: `D${++counter}` })).toHaveProperty('id');
    expect((await read(one.id)).title).toBe(`${one.name} · D${counter}`);
    const titles = await records.titles(system, [{ entity: 'job', id: one.id }]);
    expect([...titles.values()]).toEqual([`${one.name} · D${counter}`]);
  });

  it('autonumber: is given once, by nobody but the platform', async () => {
    const one = await job();
    const { number } = await read(one.id);
    expect(number).toMatch(/^J-\d{5}$/);
    expect(await changing(one, { cost: 4 })).toHaveProperty('id');
    expect((await read(one.id)).number).toBe(number);
    if (!making) return;
    const made = await making({ name: `Numbered ${++counter}`, cost: 1 }, await project());
    expect(made, JSON.stringify(made)).toHaveProperty('id');
    const next = (await read((made as { id: string }).id)).number as string;
    expect(Number(next.slice(2))).toBeGreaterThan(Number(String(number).slice(2)));
  });

  it('unique: refuses what another record has, and a record keeps its own', async () => {
    const code = `U${++counter}`;
    const [one, other] = [await job({ code }), await job()];
    expect(await changing(other, { code })).toEqual({ refused: ['not_unique'] });
    expect((await read(other.id)).code).toBe(null);
    expect(await changing(one, { code, cost: 9 })).toHaveProperty('id');
    if (!making) return;
    expect(await making({ name: `Twin ${++counter}`, code, cost: 1 }, await project())).toEqual({
      refused: ['not_unique'],
    });
  });

  it('formula and sum: follow at once', async () => {
    const one = await job({ cost: 1 });
    await records.create(system, 'job', { name: 'beside', project: one.project, cost: 100 });
    expect(await changing(one, { cost: 300 })).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject({ double: '600' });
    expect(await records.get(system, 'project', one.project)).toMatchObject({ total: '400' });
  });

  it('trigger: starts its process once', async () => {
    const one = await job({ cost: 1 });
    expect(await changing(one, { cost: 700 })).toHaveProperty('id');
    await expect.poll(() => started(one.id)).toBe(1);
    expect(await changing(one, { cost: 800 })).toHaveProperty('id');
    expect(await read(one.id)).toMatchObject({ cost: '800' });
    expect(await started(one.id)).toBe(1);
  });

  it('history: tells the change, who made it and what through', async () => {
    const one = await job({ cost: 1 });
    await changing(one, { cost: 3 });
    const { items } = await records.timeline(system, 'job', one.id, { kinds: 'change' });
    const [told] = items.filter(({ changes }) => changes?.some(({ field }) => field === 'cost'));
    expect(told).toMatchObject({
      kind: 'changed',
      changes: expect.arrayContaining([{ field: 'cost', from: '1', to: '3' }]),
      cause: { kind: { import: 'import', script: 'process', process: 'process' }[name] ?? 'person' },
    });
  });
});
