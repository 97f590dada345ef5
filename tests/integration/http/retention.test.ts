/** Rules of retention over HTTP: what is told of them, and to whom. */
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { publishConfiguration } from '../../../runtime/server/publish/publish.ts';
import { testApp } from '../../support/app.ts';
import { configuration } from '../../support/configuration.ts';

const app = await testApp();
await publishConfiguration(
  app.ground,
  () =>
    configuration({
      'entities/lead.yaml': `
label: {en: Lead, uk: Лід, ru: Лид}
title: "{name}"
fields: {name: {type: text}, closed: {type: date}}
retention:
  old: {label: {en: Old leads}, where: 'name != null', since: closed, after: P1Y, do: recycle}
`,
    }),
  { personId: null, note: 'test' },
);
const { people, records, retention } = app.services;
const admin = await app.signIn();
const credentials = { email: 'oksana@example.com', password: 'a long enough one' };
await people.create({ name: 'Oksana', ...credentials, roles: [] }, systemPrincipal());
const seller = await app.signIn(credentials);

test('who manages people sees the rules, what they are about and what they did', async () => {
  const { id } = await records.create(systemPrincipal(), 'lead', { name: 'Ancient', closed: '2001-01-01' });
  const list = await admin.call('GET', '/api/retention');
  expect(list.body.items).toEqual([
    {
      entity: 'lead',
      rule: 'old',
      label: { en: 'Old leads' },
      where: 'name != null',
      since: 'closed',
      after: 'P1Y',
      do: 'recycle',
      locked: false,
      last: null,
    },
  ]);
  const preview = await admin.call('GET', '/api/retention/lead/old');
  expect(preview.body).toEqual({
    due: 1,
    more: false,
    inProcesses: 0,
    records: [{ id, title: 'Ancient' }],
    kept: [],
  });
  const tried = (rule: object) => admin.call('POST', '/api/retention/lead/try', { rule });
  const shorter = { since: 'closed', after: 'P1D', do: 'erase' };
  expect(await tried(shorter)).toMatchObject({ status: 200, body: { due: 1, records: [{ id }], kept: [] } });
  expect((await tried({ ...shorter, where: 'name = "Young"' })).body.due).toBe(0);
  expect((await tried({ ...shorter, since: 'name' })).body.errors).toMatchObject([
    { code: 'retention.since' },
  ]);
  expect((await tried({ ...shorter, after: 'soon' })).body).toMatchObject({
    errors: [{ path: 'rule.after' }],
  });
  await retention.run('lead', 'old');
  expect((await admin.call('GET', '/api/retention')).body.items[0].last).toMatchObject({ done: 1, kept: 0 });
  const why = (await admin.call('GET', `/api/records/lead/${id}/timeline`)).body.items[0];
  expect(why).toMatchObject({ kind: 'deleted', cause: { kind: 'retention', rule: 'old' } });
  const trail = (await admin.call('GET', '/api/audit?deeds=retention')).body.items;
  expect(trail).toMatchObject([{ who: null, detail: { entity: 'lead', rule: 'old', done: 1 } }]);
});

test('nobody else does, and an unknown rule is not there', async () => {
  expect((await seller.call('GET', '/api/retention')).status).toBe(403);
  expect((await seller.call('GET', '/api/retention/lead/old')).status).toBe(403);
  expect((await seller.call('POST', '/api/retention/lead/try', { rule: {} })).status).toBe(403);
  expect((await admin.call('GET', '/api/retention/lead/none')).status).toBe(404);
  expect((await admin.call('POST', '/api/retention/none/try', { rule: {} })).status).toBe(404);
});
