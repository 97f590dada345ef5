/**
 * Nine ways to write a record, twelve kinds of rule: each way ends the same. Forms, cells, boards, deeds on many, files, programs,
 * scripts, processes and lists within a parent all go through one write path; this holds them to it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { CommandFailed } from '../../../runtime/server/processes/command-errors.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';
import { bpmn, flows } from '../../support/process.ts';

const variables = (...names: string[]) =>
  `<bpmn:extensionElements><potik:context>${names.join('')}</potik:context></bpmn:extensionElements>`;
const JOB = '<potik:variable name="job" entity="job"/>';
const deed = (type: string, inputs: Record<string, string>) =>
  `<bpmn:serviceTask id="t"><bpmn:extensionElements><potik:task type="${type}" result="made"/>${Object.entries(
    inputs,
  )
    .map(([name, value]) => `<potik:input name="${name}" value='${value}'/>`)
    .join('')}</bpmn:extensionElements></bpmn:serviceTask>`;
const START = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const script = `<bpmn:scriptTask id="c" scriptFormat="javascript"><bpmn:extensionElements><potik:script result="patch"/></bpmn:extensionElements><bpmn:script>({ ...given })</bpmn:script></bpmn:scriptTask>`;
const change = deed('record.update', { record: '= job', values: '= patch' });
const make = deed('record.create', { entity: 'job', values: '= patch' });

const FILES = {
  'solution.yaml': 'key: matrix\ntitle: Matrix\nversion: 1.0.0\nlanguages: [en]\n',
  'entities/project.yaml':
    'title: "{name}"\nfields: {name: {type: text}, jobs: {type: children, of: job}, total: {type: decimal, rollup: sum(jobs.cost)}}\n',
  'entities/job.yaml': `
title: "{name} · {code}"
fields:
  number:  {type: autonumber, pattern: "J-{00000}"}
  code:    {type: text, unique: true}
  phone:   {type: phone, country: ua}
  email:   {type: email}
  name:    {type: text, required: true}
  project: {type: lookup, to: project}
  cost:    {type: decimal}
  hours:   {type: integer, default: 8}
  double:  {type: decimal, formula: cost * 2}
  stage:   {type: stage, pipeline: job_stages}
  kind:    {type: choice, options: {own: Own, billed: Billed}, default: own}
  client:  {type: text}
  closed:  {type: boolean}
typed_by: kind
types: {billed: {requires: [client]}}
document: {lock: closed = true, open: [client]}
checks:
  dear: {that: cost = null or cost < 1000, message: That is too dear., field: cost}
`,
  'pipelines/job_stages.yaml':
    'entity: job\nstages: {open: {}, done: {requires: [cost]}, gone: {}}\nmoves: {gone: []}\n',
  'processes/changing.bpmn': bpmn(
    `${variables(JOB)}${START}${change}${flows('s -> t -> e')}`,
    '',
    'changing',
  ),
  'processes/making.bpmn': bpmn(`${START}${make}${flows('s -> t -> e')}`, '', 'making'),
  'processes/script_changing.bpmn': bpmn(
    `${variables(JOB)}${START}${script}${change}${flows('s -> c -> t -> e')}`,
    '',
    'script_changing',
  ),
  'processes/script_making.bpmn': bpmn(
    `${START}${script}${make}${flows('s -> c -> t -> e')}`,
    '',
    'script_making',
  ),
  'processes/on_cost.bpmn': bpmn(
    `${variables(JOB)}<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition>= job.cost &gt; 500</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
    '',
    'on_cost',
  ),
};
const folder = mkdtempSync(join(tmpdir(), 'potik-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const app = await testApp();
await applyFolder(app.ground, folder, { personId: null });
const admin = await app.signIn();
const { records, engine, db } = app.services;
const system = systemPrincipal();

type Values = Record<string, unknown>;
/** What came of it: codes of what was refused, or the record. */
type Outcome = { readonly refused: readonly string[] } | { readonly id: string };
const refusedWith = (codes: readonly string[]): Outcome => ({ refused: [...codes].sort() });
const codesOf = (body: { code: string; errors?: { code: string }[] }) =>
  body.errors?.length ? body.errors.map(({ code }) => code) : [body.code];

async function http(
  method: string,
  path: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Outcome> {
  const answer = await admin.call(method, path, body, headers);
  return answer.status < 300 ? { id: answer.body.id } : refusedWith(codesOf(answer.body));
}

/** A process is refused with a sentence; which rule it was stands in it. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/too dear/, 'check_failed'],
  [/already a record/, 'not_unique'],
  [/required of the kind/, 'type_requires'],
  [/requires|needs|Cost/, 'stage_requires'],
  [/can.?not (go|move)|from/i, 'move_not_permitted'],
];
async function process(key: string, given: Values): Promise<Outcome> {
  const definition = (await engine.definitions.latest(key))!;
  try {
    const { instance } = await engine.executor.start(
      definition,
      { type: 'start', variables: given as never },
      { cause: null },
    );
    const { rows } = await db.query<{ id: string }>(
      "select record_id as id from potik.change where entity = 'job' and cause->>'instance' = $1 and kind <> 'calculated'",
      [instance.id],
    );
    return { id: rows[0]?.id ?? '' };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { refused: [SENTENCES.find(([words]) => words.test(error.message))?.[1] ?? error.message] };
  }
}

async function bringIn(row: Values, match: boolean): Promise<Outcome> {
  const cells = Object.entries(row).map(
    ([, value]) => `"${String((value as { id?: string })?.id ?? value ?? '')}"`,
  );
  const form = new FormData();
  form.append('file', new Blob([`${Object.keys(row).join(',')}\n${cells.join(',')}\n`]), 'jobs.csv');
  const file = (await admin.call('POST', '/api/files', form)).body.id;
  const { body } = await admin.call('POST', '/api/imports', { file, entity: 'job' });
  const settings = {
    columns: Object.fromEntries(Object.keys(row).map((key) => [key, key])),
    match: { '': { by: match ? ['name'] : [], found: 'update', missing: match ? 'fail' : 'create' } },
  };
  const { id } = body.import;
  const started = await admin.call('POST', `/api/imports/${id}/start`, { settings });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  const state = async () => (await admin.call('GET', `/api/imports/${id}`)).body;
  await expect.poll(async () => (await state()).import.state, { timeout: 20_000 }).toBe('done');
  const { failures } = await state();
  if (failures.length > 0) return refusedWith(failures[0].problems.map(({ code }: { code: string }) => code));
  const { items } = await records.query(system, 'job', {
    where: { field: 'name', op: '=', value: row.name },
    fields: [],
  } as never);
  return { id: items[0]!.id };
}

interface Job {
  readonly id: string;
  readonly name: string;
  readonly project: string;
}
interface Way {
  /** Missing: this way makes no records. */
  readonly make?: (values: Values & { name: string }, project: string) => Promise<Outcome>;
  readonly change: (job: Job, values: Values) => Promise<Outcome>;
}
const at = (id: string) => `/api/records/job/${id}`;
const version = async (id: string) => (await records.get(system, 'job', id)).version;
const patch = async ({ id }: Job, values: Values) =>
  http('PATCH', at(id), { version: await version(id), values });

const WAYS: Readonly<Record<string, Way>> = {
  // Everything as it was read, with what was changed in it.
  form: {
    make: (values, project) =>
      http('POST', '/api/records/job', { values: { ...values, project }, ask: true }),
    async change({ id }, values) {
      const read = (await admin.call('GET', at(id))).body;
      return http('PATCH', at(id), { version: read.version, values: { ...read, ...values }, ask: true });
    },
  },
  inline: { change: patch },
  // A card moved to another lane sends its stage, and what was asked for on the way.
  kanban: { change: patch },
  bulk: {
    async change({ id }, values) {
      const { body } = await admin.call('POST', '/api/records/job/bulk', {
        deed: 'update',
        ids: [id],
        values,
      });
      return body.done === 1 ? { id } : refusedWith(body.failed.map(({ code }: { code: string }) => code));
    },
  },
  import: {
    make: (values, project) => bringIn({ ...values, project: `Project ${project}` }, false),
    change: ({ name }, values) => bringIn({ name, ...values }, true),
  },
  api: {
    make: (values, project) =>
      http(
        'POST',
        '/api/records/job',
        { values: { ...values, project } },
        { 'idempotency-key': `k-${values.name}` },
      ),
    change: ({ id }, values) => http('PATCH', at(id), { values }, { 'if-match': '*' }),
  },
  script: {
    make: ({ ...values }, project) => process('script_making', { given: { ...values, project } }),
    change: ({ id }, values) =>
      process('script_changing', { job: { $record: { entity: 'job', id } }, given: values }),
  },
  process: {
    make: (values, project) => process('making', { patch: { ...values, project } }),
    change: ({ id }, values) =>
      process('changing', { job: { $record: { entity: 'job', id } }, patch: values }),
  },
  nested: {
    async make(values, project) {
      const answer = await http(
        'PATCH',
        `/api/records/project/${project}`,
        { values: { jobs: { create: [values] } } },
        { 'if-match': '*' },
      );
      if ('refused' in answer) return answer;
      const { items } = await records.query(system, 'job', {
        where: { field: 'name', op: '=', value: values.name },
        fields: [],
      } as never);
      return { id: items[0]!.id };
    },
    async change({ id, project }, values) {
      const update = [{ id, ...values }];
      const answer = await http(
        'PATCH',
        `/api/records/project/${project}`,
        { values: { jobs: { update } } },
        { 'if-match': '*' },
      );
      return 'refused' in answer ? answer : { id };
    },
  },
};

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

describe.each(Object.entries(WAYS))('%s', (name, { make: making, change: changing }) => {
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
    await expect.poll(() => started(one.id), { timeout: 20_000 }).toBe(1);
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
