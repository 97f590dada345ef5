/** Erasing of personal data: nothing of it is left anywhere in the database, everything else stays. */
import { expect, it } from 'vitest';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';
import { tablesWith } from '../../../support/tables-with.ts';

const potik = await installation({
  'entities/patient.yaml': `
title: "{name}"
fields:
  name:  {type: text, required: true, personal: true}
  email: {type: email, personal: true, unique: true}
  born:  {type: date, personal: true}
  ward:  {type: text}
  visits: {type: children, of: visit}
`,
  'entities/visit.yaml': `
fields:
  patient: {type: lookup, to: patient, required: true}
  reason:  {type: text}
`,
  'roles/nurse.yaml': 'label: Nurse\nrecords: {patient: {see: all, edit: all}}',
});
const { db } = potik;
const { records, system, person } = testRecords(potik);
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
    changes: 3,
    notes: 0,
    attachments: 0,
    externalIds: 1,
    instances: 0,
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
