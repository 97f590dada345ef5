/** Cells that name a record of one of several entities: by its name alone, with its kind before it, and where that is not clear. */
import { expect, it } from 'vitest';
import { testImports } from '../../../support/imports.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/company.yaml': 'title: "{name}"\nfields: {name: {type: text}}\n',
  'entities/human.yaml': 'title: "{name}"\nfields: {name: {type: text}}\n',
  'entities/letter.yaml':
    'title: "{name}"\nfields: {name: {type: text}, about: {type: any_lookup, to: [company, human]}}\n',
});
const test = testRecords(potik);
const { records, system, person } = test;
const { imports, bringIn } = testImports(potik, test);

it('finds them in all its entities, and asks where two have the name', async () => {
  // given
  const boss = await person('Boss', ['administrator']);
  await potik.db.query(
    `insert into potik.role_assignment (person_id, role, given_at) values ($1, 'administrator', now())`,
    [boss.personId],
  );
  const lisova = await records.create(system, 'company', { name: 'Lisova' });
  const anna = await records.create(system, 'human', { name: 'Anna' });
  await records.create(system, 'company', { name: 'Kvitka' });
  const kvitka = await records.create(system, 'human', { name: 'Kvitka' });

  // when
  const done = await bringIn(
    boss,
    'letter',
    'letters.csv',
    'name,about\none,Lisova\ntwo,Anna\nthree,human: Kvitka\nfour,Kvitka\nfive,Nobody\nsix,\n',
  );

  // then
  expect(done).toMatchObject({ created: 4, failed: 2 });
  const { items } = await records.query(system, 'letter', { sort: ['name'] });
  expect(Object.fromEntries(items.map(({ name, about }) => [name, about]))).toMatchObject({
    one: { entity: 'company', id: lisova.id },
    two: { entity: 'human', id: anna.id },
    three: { entity: 'human', id: kvitka.id },
    six: null,
  });
  const { failures } = await imports.get(boss, done.id);
  expect(failures.map(({ line, problems }) => [line, problems[0]?.code])).toEqual([
    [5, 'import_ambiguous'],
    [6, 'import_no_record'],
  ]);
});
