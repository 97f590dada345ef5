/** The designer's way over HTTP: draft, undo, plan, publish, releases, rolling back; and what others may know. */
import { expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();
const ENTITY = {
  change: 'add_entity',
  entity: 'visit',
  solution: 'people',
  content: { label: 'Visit', title: '{guest}', fields: { guest: { type: 'text', required: true } } },
};
const FIELD = { change: 'add_field', definition: 'entity/visit', field: 'note', content: { type: 'text' } };

test('a field drawn, undone, drawn again, published and rolled back', async () => {
  const { body: configuration } = await admin.call('GET', '/api/metadata/configuration');
  const empty = await admin.call('GET', '/api/metadata/draft');
  expect(empty).toMatchObject({
    status: 200,
    body: { base: configuration.release, position: 0, changes: [] },
  });

  const added = await admin.call('POST', '/api/metadata/draft/changes', {
    changes: [ENTITY, FIELD],
    position: 0,
  });
  expect(added).toMatchObject({ status: 200, body: { position: 2 } });
  const undone = await admin.call('PUT', '/api/metadata/draft/position', { position: 1 });
  expect(undone.body.position).toBe(1);
  await admin.call('PUT', '/api/metadata/draft/position', { position: 2 });

  const plan = await admin.call('POST', '/api/metadata/draft/plan');
  expect(plan).toMatchObject({ status: 200, body: { problems: [], base: configuration.release } });
  expect(plan.body.changes.flatMap(({ sql }: { sql: string[] }) => sql).join(' ')).toContain('create table');

  const published = await admin.call('POST', '/api/metadata/draft/publish', {
    base: plan.body.base,
    note: 'Visits',
  });
  expect(published).toMatchObject({ status: 201, body: { release: configuration.release + 1 } });
  const { body: model } = await admin.call('GET', '/api/metadata/model');
  expect(model).toMatchObject({ release: published.body.release, access: { visit: { see: 'all' } } });
  const record = await admin.call('POST', '/api/records/visit', { values: { guest: 'Olena', note: 'Tea' } });
  expect(record.status).toBe(201);

  const { body: releases } = await admin.call('GET', '/api/metadata/releases?limit=1');
  expect(releases.items).toMatchObject([{ number: published.body.release, note: 'Visits' }]);

  // the release as it was, and what going back to the one before would do
  const { body: detail } = await admin.call('GET', `/api/metadata/releases/${published.body.release}`);
  expect(
    detail.definitions.find(({ key }: { key: string }) => key === 'visit').content.fields,
  ).toHaveProperty('note');
  for (const number of [0, 999, 'x'])
    expect((await admin.call('GET', `/api/metadata/releases/${number}`)).status).toBe(404);
  const would = await admin.call('POST', '/api/metadata/rollback/plan', { to: configuration.release });
  expect(would).toMatchObject({
    status: 200,
    body: {
      base: published.body.release,
      changes: [{ about: 'entity/visit', consequences: [{ severity: 'danger', params: { count: 1 } }] }],
    },
  });
  const late = { to: configuration.release, base: configuration.release };
  expect((await admin.call('POST', '/api/metadata/rollback', late)).status).toBe(409);
  const back = await admin.call('POST', '/api/metadata/rollback', {
    to: configuration.release,
    base: would.body.base,
  });
  expect(back).toMatchObject({ status: 201, body: { release: published.body.release + 1 } });
});

test('is refused in sentences, and to those who may not design', async () => {
  const wrong = await admin.call('POST', '/api/metadata/draft/changes', {
    changes: [{ change: 'add_feild' }],
    position: 0,
  });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'changes[0]' }] } });
  expect((await admin.call('POST', '/api/metadata/draft/publish', {})).body.code).toBe('nothing_to_publish');
  expect((await admin.call('DELETE', '/api/metadata/draft')).status).toBe(204);

  expect((await admin.call('GET', '/api/metadata/index-advice')).body).toEqual({ items: [] });

  const credentials = { email: 'guest@example.com', password: 'a password for tests' };
  await admin.call('POST', '/api/people', { name: 'Guest', ...credentials });
  const guest = await app.signIn(credentials);
  for (const path of ['configuration', 'draft', 'releases', 'index-advice'])
    expect((await guest.call('GET', `/api/metadata/${path}`)).status).toBe(403);
  const { body } = await guest.call('GET', '/api/metadata/model');
  expect(body.definitions.map(({ kind }: { kind: string }) => kind)).not.toContain('role');
});

test('files are read beside the draft, and nothing is changed by it', async () => {
  const files = new FormData();
  files.append('file', new Blob(['entity: user\ncolumns: [name]\n']), 'people_list.view.yaml');
  files.append('file', new Blob(['hello']), 'notes.txt');
  const read = await admin.call('POST', '/api/deployments/read', files);
  expect(read).toMatchObject({
    status: 200,
    body: {
      definitions: [{ kind: 'view', key: 'people_list', solution: null, file: 'people_list.view.yaml' }],
      problems: [{ code: 'file.unknown', file: 'notes.txt' }],
    },
  });
  const { body } = await admin.call('GET', '/api/metadata/configuration');
  expect(body.definitions.some(({ key }: { key: string }) => key === 'people_list')).toBe(false);
});

test('task types are told with their inputs', async () => {
  const { body } = await admin.call('GET', '/api/task-types');
  expect(body.items).toContainEqual(
    expect.objectContaining({
      name: 'log.write',
      inline: false,
      inputs: expect.arrayContaining([expect.objectContaining({ name: 'message', required: true })]),
    }),
  );
});

test('a draft keeps the order of what it sets', async () => {
  const { position } = (await admin.call('GET', '/api/metadata/draft')).body;
  const stages = { long_name_first: {}, b: {}, aa: { outcome: 'won' } };
  const change = {
    change: 'put',
    kind: 'pipeline',
    key: 'ordered',
    solution: 'people',
    content: { entity: 'user', stages },
  };
  await admin.call('POST', '/api/metadata/draft/changes', { changes: [change], position });
  const { changes } = (await admin.call('GET', '/api/metadata/draft')).body;
  expect(Object.keys(changes.at(-1).change.content.stages)).toEqual(Object.keys(stages));
  await admin.call('DELETE', '/api/metadata/draft');
});

test('a change that takes the place of the last one does so in one moment', async () => {
  // given a draft of two changes
  const add = (changes: object[], position: number, replacing = 0) =>
    admin.call('POST', '/api/metadata/draft/changes', { changes, position, replacing });
  const field = (key: string) => ({ ...FIELD, definition: 'entity/user', field: key });
  await admin.call('DELETE', '/api/metadata/draft');
  await add([field('shirt')], 0);
  await add([field('hat')], 1);

  // when the last one is replaced
  const replaced = await add([field('scarf')], 2, 1);

  // then the first one stands as it was, and no moment was without the second
  expect(replaced).toMatchObject({ status: 200, body: { position: 2 } });
  const { body } = await admin.call('GET', '/api/metadata/draft');
  expect(body.changes.map(({ change }: { change: { field: string } }) => change.field)).toEqual([
    'shirt',
    'scarf',
  ]);
  expect((await add([field('glove')], 2, 3)).status).toBe(409);
  await admin.call('DELETE', '/api/metadata/draft');
});
