/** Solutions over HTTP: installed from a ZIP, upgraded with a conflict that is decided, taken away; what is no solution is refused. */
import { expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';
import { zipOf } from '../../support/zip.ts';

const app = await testApp();
const admin = await app.signIn();

const shelf = (label: string, more = '') =>
  `label: ${label}\ntitle: "{name}"\nfields: {name: {type: text}${more}}\n`;

function library(version: string, label: string, more?: string) {
  return zipOf({
    'library/solution.yaml': `key: library\ntitle: Library\nversion: ${version}\nlanguages: [en]\n`,
    'library/entities/shelf.yaml': shelf(label, more),
    'library/README.md': 'Books.',
  });
}

async function send(path: string, file: Buffer<ArrayBuffer> | string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), 'library.zip');
  return admin.call('POST', path, form);
}

async function labelOfShelf(): Promise<unknown> {
  const { body } = await admin.call('GET', '/api/metadata/configuration');
  return body.definitions.find(
    ({ key, kind }: Record<string, string>) => kind === 'entity' && key === 'shelf',
  )?.content.label;
}

test('a solution is installed, changed here, upgraded with the conflict decided, and taken away', async () => {
  // given it is planned and installed
  const first = await library('1.0.0', 'Shelf');
  const plan = await send('/api/solutions/plan', first);
  expect(plan).toMatchObject({
    status: 200,
    body: { solution: 'library', from: null, to: '1.0.0', conflicts: [], problems: [] },
  });
  const installed = await send('/api/solutions', first, { base: String(plan.body.base), note: 'Books' });
  expect(installed).toMatchObject({ status: 201, body: { release: plan.body.next } });
  expect(await labelOfShelf()).toBe('Shelf');

  // and its entity is called otherwise here
  const change = { change: 'set_entity', entity: 'shelf', content: { label: 'Rack', title: '{name}' } };
  await admin.call('POST', '/api/metadata/draft/changes', { changes: [change], position: 0 });
  expect((await admin.call('POST', '/api/metadata/draft/publish', {})).status).toBe(201);

  const listed = await admin.call('GET', '/api/solutions');
  expect(listed.body.items.find(({ key }: { key: string }) => key === 'library')).toMatchObject({
    installed: { version: '1.0.0' },
    changedHere: ['entity/shelf'],
  });

  // when the maker has renamed it too
  const second = await library('1.1.0', 'Bookcase', ', floor: {type: integer}');
  const upgrade = await send('/api/solutions/plan', second);
  expect(upgrade.body).toMatchObject({
    from: '1.0.0',
    to: '1.1.0',
    conflicts: [
      { name: 'entity/shelf label', base: 'Shelf', ours: 'Rack', theirs: 'Bookcase', takes: 'ours' },
    ],
  });

  // then a plan of an earlier release is refused, and the decision is followed
  const decisions = JSON.stringify({ 'entity/shelf label': 'theirs' });
  expect((await send('/api/solutions', second, { base: '1', decisions })).status).toBe(409);
  expect((await send('/api/solutions', second, { decisions })).status).toBe(201);
  expect(await labelOfShelf()).toBe('Bookcase');

  // and it goes as a whole
  const leaving = await admin.call('GET', '/api/solutions/library/uninstall');
  expect(leaving.body.changes.map(({ about }: { about: string }) => about)).toContain('entity/shelf');
  const { base } = leaving.body;
  expect((await admin.call('POST', '/api/solutions/library/uninstall', { base })).status).toBe(201);
  expect(await labelOfShelf()).toBeUndefined();
  expect((await admin.call('GET', '/api/solutions/library/uninstall')).status).toBe(404);
});

test('what is no solution is refused with what is wrong', async () => {
  expect((await send('/api/solutions/plan', 'hello')).body.code).toBe('solution_archive');
  expect((await send('/api/solutions/plan', await zipOf({ 'notes.txt': 'x' }))).body.code).toBe(
    'solution_archive',
  );
  const wrong = await send('/api/solutions/plan', await library('1.0.0', 'Shelf', ', x: {type: nonsense}'));
  expect(wrong.status).toBe(422);
  expect(JSON.stringify(wrong.body)).toContain('entities/shelf.yaml');
  const decided = await send('/api/solutions/plan', await library('1.0.0', 'Shelf'), { decisions: '[1]' });
  expect(decided.body.errors[0].path).toBe('decisions');
  expect((await admin.call('POST', '/api/solutions/plan', new FormData())).status).toBe(422);
});
