/** What an entity warns of or refuses when a record is saved: duplicates by rules, checks that only warn. */
import { describe, expect, it } from 'vitest';
import { taskRecordsOf } from '../../../../runtime/server/tasks/task-records-of.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/company.yaml': `
title: "{name}"
fields:
  name: {type: text, required: true}
  city: {type: text}
  size: {type: integer}
  code: {type: text}
duplicates: {match: [{equal: city, similar: name}, {equal: code}]}
checks:
  small: {that: size = null or size < 1000, message: That is a large company., field: size, on_save: warn}
`,
  'entities/vehicle.yaml': `
title: "{plate}"
fields: {plate: {type: text}, owner_name: {type: text}}
duplicates: {match: [{equal: [plate, owner_name]}], on_save: refuse}
`,
  'roles/clerk.yaml': 'label: Clerk\nrecords: {company: {see: own, create: all, edit: all}}\n',
});
const { records, system, person } = testRecords(potik);
const company = (values: Record<string, unknown>, ask = true, who = system) =>
  records.create(who, 'company', values, { ask });

describe('a rule that warns', () => {
  it('tells the lookalikes where somebody is asked, and saves where nobody is', async () => {
    await company({ name: 'Lisova Pryroda LLC', city: 'Kyiv' });
    const asked = await refusal(company({ name: 'LLC Lisova pryroda', city: 'Kyiv' }));
    expect(asked).toMatchObject({
      status: 409,
      code: 'to_confirm',
      errors: [{ path: 'name', code: 'looks_like', params: { names: '“Lisova Pryroda LLC”' } }],
    });
    expect(await company({ name: 'LLC Lisova pryroda', city: 'Kyiv' }, false)).toMatchObject({ version: 1 });
  });

  it('is silent about other names, other towns, empty values and what is in the recycle bin', async () => {
    await company({ name: 'Lisova Pryroda LLC', city: 'Lviv' });
    await company({ name: 'Metal Works', city: 'Kyiv' });
    await company({ name: 'Without town' });
    await company({ name: 'Without town' });
    const gone = await company({ name: 'Soon gone', city: 'Odesa' });
    await records.delete(system, 'company', gone.id);
    await company({ name: 'Soon gone', city: 'Odesa' });
  });

  it('asks on a change of what it compares, not of other fields', async () => {
    await company({ name: 'First', code: '17' });
    const second = await company({ name: 'Second', code: '18' });
    const change = (values: Record<string, unknown>) =>
      records.update(system, 'company', second.id, { version: null, values }, { ask: true });
    expect((await refusal(change({ code: '17' }))).errors).toMatchObject([
      { path: 'code', code: 'looks_like' },
    ]);
    await records.update(system, 'company', second.id, { version: null, values: { code: '17' } });
    expect(await change({ size: 5 })).toMatchObject({ size: 5 });
  });

  it('names nothing that the person may not see', async () => {
    const clerk = await person('Clerk', ['clerk']);
    await company({ name: 'Secret Partner', city: 'Rivne' });
    const asked = await refusal(company({ name: 'Secret Partner', city: 'Rivne' }, true, clerk));
    expect(JSON.stringify(asked)).not.toContain('“Secret');
  });
});

it('a check that warns asks in its own words, together with the rest', async () => {
  await company({ name: 'Big Mill', city: 'Sumy' });
  const asked = await refusal(company({ name: 'Big Mill', city: 'Sumy', size: 5000 }));
  expect(asked.errors!.map(({ path, message }) => [path, message])).toEqual([
    ['size', 'That is a large company.'],
    ['name', 'This looks like “Big Mill”, which is there already.'],
  ]);
  expect(await company({ name: 'Big Mill', city: 'Sumy', size: 5000 }, false)).toMatchObject({ size: 5000 });
});

it('a rule that refuses does so on every way in, row by row', async () => {
  const car = { plate: 'AA 1', owner_name: 'Ivan' };
  await records.create(system, 'vehicle', car);
  expect(await refusal(records.create(system, 'vehicle', car))).toMatchObject({
    status: 422,
    errors: [{ path: 'plate', code: 'looks_like' }],
  });
  const { ids, refused } = await records.writeRecords(system, 'vehicle', [
    { values: car },
    { values: { plate: 'AA 2', owner_name: 'Ivan' } },
    { values: { plate: 'AA 1', owner_name: 'Olha' } },
  ]);
  expect(ids.map((id) => id !== null)).toEqual([false, true, true]);
  expect(refused).toMatchObject([{ row: 0, code: 'looks_like' }]);
});

it('a task asks as a record does', async () => {
  // given a person whose task opens the field that a check warns of
  const anna = await person('Anna', []);
  const { id } = await company({ name: 'Opened by a task' }, false);
  const grant = { entity: 'company', ids: [id], read: ['size'], write: ['size'] };
  const write = (ask: boolean) =>
    potik.db.transaction((tx) =>
      taskRecordsOf(records).write(
        tx,
        { entity: 'company', id },
        { version: null, values: { size: 5000 } },
        anna,
        grant,
        { kind: 'person', id: anna.personId! },
        ask,
      ),
    );

  // then
  expect(await refusal(write(true))).toMatchObject({ status: 409, code: 'to_confirm' });
  await write(false);
  expect(await records.get(system, 'company', id)).toMatchObject({ size: 5000 });
});
