/** Erasing of personal data: nothing of it is left anywhere in the database, everything else stays. */
import { expect, it } from 'vitest';
import { testImports } from '../../../support/imports.ts';
import { installation, START } from '../../../support/installation.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { projected } from '../../../support/projected.ts';
import { refusal, testRecords } from '../../../support/records.ts';
import { tablesWith } from '../../../support/tables-with.ts';
import { testEngine } from '../../../support/test-engine.ts';

const potik = await installation({
  'entities/patient.yaml': `
title: "{name}"
fields:
  name:  {type: text, required: true, personal: true}
  email: {type: email, personal: true, unique: true}
  born:  {type: date, personal: true}
  ward:  {type: text}
  visits: {type: children, of: visit}
  relatives: {type: children, of: relative}
  greeting: {type: text, formula: '"Dear " + name'}
`,
  'entities/visit.yaml': `
fields:
  patient: {type: lookup, to: patient, required: true}
  reason:  {type: text}
`,
  'entities/relative.yaml': `
title: "{name}"
part_of: patient
fields:
  patient: {type: lookup, to: patient, required: true, on_delete: cascade}
  name:    {type: text, personal: true}
  kind:    {type: text}
`,
  'roles/nurse.yaml': 'label: Nurse\nrecords: {patient: {see: all, edit: all}}',
});
const { db } = potik;
const test = testRecords(potik);
const { records, notes, system, person } = test;
const { imports, bringIn } = testImports(potik, test);
const engine = await testEngine({ db, now: START });
const boss = await person('Boss', ['administrator']);
const nurse = await person('Nurse', ['nurse']);

it('leaves nothing of the person, and keeps the record, what refers to it and what was done', async () => {
  const values = { name: 'Zoryana', email: 'zoryana@example.com', born: '1990-02-03', ward: 'Ward 7' };
  const { results } = await records.upsert(system, 'patient', {
    match: {},
    rows: [{ external: 'clinic/zoryana', values }],
  });
  const id = results[0]!.id!;
  const visit = await records.create(system, 'visit', { patient: id, reason: 'check' });
  await records.update(system, 'patient', id, { version: null, values: { name: 'Zoryana M.' } });
  await records.bulk(boss, 'patient', { deed: 'update', ids: [id], values: { email: 'zoryana@other.org' } });
  const { version } = await records.get(system, 'patient', id);
  expect((await tablesWith(db, 'oryana')).length).toBeGreaterThan(2);

  // when it is asked what would go, nothing goes
  expect(await records.previewAnonymise(boss, 'patient', id)).toMatchObject({
    fields: [
      { field: 'name', deed: 'replaced' },
      { field: 'email', deed: 'cleared' },
      { field: 'born', deed: 'cleared' },
    ],
    lines: [],
    changes: 3,
    notes: 0,
    attachments: 0,
    externalIds: 1,
    instances: 0,
    imports: 0,
  });

  // and whoever may not delete, or saw an older version, is refused
  expect(await refusal(records.anonymise(nurse, 'patient', id, { version }))).toMatchObject({ status: 403 });
  expect(await refusal(records.anonymise(boss, 'patient', id, { version: version - 1 }))).toMatchObject({
    code: 'version_conflict',
  });
  expect(await refusal(records.anonymise(boss, 'visit', visit.id, { version: 1 }))).toMatchObject({
    errors: [{ code: 'nothing_personal' }],
  });
  expect((await records.get(system, 'patient', id)).name).toBe('Zoryana M.');

  await records.anonymise(boss, 'patient', id, { version });

  expect(await tablesWith(db, 'oryana')).toEqual([]);
  expect(await tablesWith(db, '1990-02-03')).toEqual([]);
  const after = await records.get(system, 'patient', id);
  expect(after).toMatchObject({ email: null, born: null, ward: 'Ward 7' });
  expect(after.name).toMatch(/^Anonymised /);
  expect(await records.get(system, 'visit', visit.id)).toMatchObject({ patient: { id } });
  const { rows } = await db.query(
    `select person_id as who, detail from potik.audit where deed = 'record.anonymised'`,
  );
  expect(rows).toMatchObject([{ who: boss.personId, detail: { fields: ['name', 'email', 'born'] } }]);
});

it('reaches line items, what was merged into it, processes and their history, imports, notes and files', async () => {
  // given somebody who came by a file, with line items, a formula, a twin that was merged, and processes about her
  await db.query(
    `insert into potik.role_assignment (person_id, role, given_at) values ($1, 'administrator', now())`,
    [boss.personId],
  );
  const imported = await bringIn(
    boss,
    'patient',
    'patients.csv',
    'name,email\nSolomiya Kvitka,kvitka@example.com\nBohdan Other,other@example.com\nNo Mail,Solomiya Kvitka at home\n',
  );
  expect(imported).toMatchObject({ created: 2, failed: 1 });
  const { items } = await records.query(system, 'patient', { where: 'email = "kvitka@example.com"' });
  const { id } = items[0]!;
  const contact = await records.create(system, 'relative', {
    patient: id,
    name: 'Orysia Kvitka',
    kind: 'mother',
  });
  const twin = await records.create(system, 'patient', { name: 'Solya Kvitka', email: 'solya@example.com' });
  await records.merge(system, 'patient', id, { other: twin.id, version: 1, otherVersion: 1, values: {} });
  await notes.add(boss, 'patient', id, {
    text: 'Ask Solomiya Kvitka (kvitka@example.com) about Orysia Kvitka.',
  });
  await engine.deploy([
    {
      kind: 'process',
      name: 'p.bpmn',
      xml: bpmn(
        `<bpmn:extensionElements><potik:context><potik:variable name="patient" entity="patient"/></potik:context></bpmn:extensionElements><bpmn:startEvent id="s"/><bpmn:userTask id="look" name="Look"/><bpmn:endEvent id="e"/>${flows('s -> look -> e')}`,
        '',
        'admission',
      ),
    },
  ]);
  const definition = (await engine.definitions.latest('admission'))!;
  const variables = {
    patient: { $record: { entity: 'patient', id } },
    who: 'Solomiya Kvitka',
    mails: ['kvitka@example.com', { cc: 'x' }],
    kept: 'Solomiyas Kvitkat',
  };
  const { instance } = await engine.executor.start(definition, { type: 'start', variables } as never, {
    cause: null,
  });
  await db.query(
    `with f as (insert into potik.file (id, hash, name, size, type, created_at) values (gen_random_uuid(), '\\x03', 'Kvitka.pdf', 1, 'application/pdf', now()) returning id),
          a as (insert into potik.attachment (id, entity, record_id) values (gen_random_uuid(), 'patient', $1) returning id)
     insert into potik.attachment_version (attachment_id, number, file_id, at) select a.id, 1, f.id, now() from a, f`,
    [id],
  );
  expect((await tablesWith(db, 'Kvitka')).length).toBeGreaterThan(8);

  // when
  expect(await records.previewAnonymise(boss, 'patient', id)).toMatchObject({
    lines: [{ entity: 'relative', count: 1 }],
    notes: 1,
    attachments: 1,
    instances: 1,
    imports: 1,
  });
  const { version } = await records.get(system, 'patient', id);
  await records.anonymise(boss, 'patient', id, { version, attachments: true });

  // then nothing of her is left, and what is not hers is
  for (const word of ['Solomiya Kvitka', 'kvitka@example.com', 'Solya', 'Orysia', 'Kvitka.pdf'])
    expect(await tablesWith(db, word), word).toEqual([]);
  expect(await records.get(system, 'relative', contact.id)).toMatchObject({
    kind: 'mother',
    patient: { id },
  });
  const { items: told } = await records.timeline(boss, 'patient', id, {});
  expect(told.find(({ kind }) => kind === 'note')?.text).toBe('Ask … (…) about ….');
  const other = await records.query(system, 'patient', { where: 'email = "other@example.com"' });
  expect(other.items).toMatchObject([{ name: 'Bohdan Other' }]);
  expect((await imports.get(boss, imported.id)).import).toMatchObject({ created: 2, failed: 1 });

  // and the process goes on with what its variables say now, its history without a gap
  const { rows: tasks } = await db.query<{ key: string }>(
    'select key from potik.task where instance_id = $1',
    [instance.id],
  );
  await engine.executor.command(instance.id, { type: 'complete', key: tasks[0]!.key }, { cause: null });
  const { rows } = await db.query<{ revision: number; text: string }>(
    'select revision, events::text as text from potik.history where instance_id = $1 order by revision',
    [instance.id],
  );
  expect(rows.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  expect(rows[0]!.text).toContain('Solomiyas Kvitkat');
  expect(await tablesWith(db, 'Solomiya Kvitka')).toEqual([]);
  await projected(db, START);
  const ended = await db.query('select variables from potik.ended_instance where id = $1', [instance.id]);
  expect(ended.rows).toMatchObject([
    { variables: { who: '…', mails: ['…', { cc: 'x' }], kept: 'Solomiyas Kvitkat' } },
  ]);
});

it('finds the person where nothing refers to them, and leaves the words that others have too', async () => {
  // given a full name and an address in a filter, in a comment on somebody else and in a process about nothing
  const values = { name: 'Yaryna Hutsul', email: 'yaryna@hutsul.example', born: '1991-05-06' };
  const { id } = await records.create(system, 'patient', values);
  const other = await records.create(system, 'patient', { name: 'Yaryna Other', born: '1991-05-06' });
  const where = { field: 'email', op: '=', value: 'yaryna@hutsul.example' };
  await records.saveView(boss, {
    entity: 'patient',
    label: 'Of Yaryna Hutsul',
    definition: { where },
  } as never);
  await notes.add(boss, 'patient', other.id, { text: 'A cousin of Yaryna Hutsul, as Yaryna says.' });
  const body = `<bpmn:startEvent id="s"/><bpmn:userTask id="look" name="Look"/>${flows('s -> look')}`;
  await engine.deploy([{ kind: 'process', name: 'l.bpmn', xml: bpmn(body, '', 'letters') }]);
  const definition = (await engine.definitions.latest('letters'))!;
  const variables = { to: 'yaryna@hutsul.example', day: '1991-05-06', hello: 'Dear Yaryna' };
  await engine.executor.start(definition, { type: 'start', variables } as never, { cause: null });
  expect(await records.previewAnonymise(boss, 'patient', id)).toMatchObject({ instances: 1 });

  // when
  await records.anonymise(boss, 'patient', id, { version: 1 });

  // then
  expect(await tablesWith(db, 'hutsul')).toEqual([]);
  expect(await records.get(system, 'patient', other.id)).toMatchObject({ born: '1991-05-06' });
  const { rows: texts } = await db.query<{ text: string }>('select text from potik.note');
  expect(texts.map(({ text }) => text)).toContain('A cousin of …, as Yaryna says.');
  const { rows } = await db.query<{ detail: unknown }>(
    `select detail -> 'elsewhere' as detail from potik.audit where deed = 'record.anonymised' order by id desc limit 1`,
  );
  expect(rows).toEqual([{ detail: { instances: 1, views: 1, comments: 1 } }]);
});
