/** Why somebody has a task or may start a process, and why not: by roles, teams and the diagram, of oneself and of others. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records } = app.services;
const admin = await app.signIn();
const PASSWORD = 'a long enough one';

async function person(name: string, roles: string[]) {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await people.create({ name, email, password: PASSWORD, roles }, systemPrincipal());
  return { id, caller: await app.signIn({ email, password: PASSWORD }) };
}
const seller = await person('Oksana', ['seller']);
const office = await person('Bohdan', ['back_office']);
const second = await person('Vira', ['back_office']);
const nobody = await person('Nobody', []);

test('a task of a role: who it waits for, who has taken it, who only watches', async () => {
  // given a task for the back office
  const { id: customer } = await records.create(systemPrincipal(), 'customer', {
    name: 'Acme',
    responsible: seller.id,
  });
  const { id: deal } = await records.create(systemPrincipal(), 'deal', {
    name: 'Pumps',
    customer,
    responsible: seller.id,
  });
  await admin.call('POST', '/api/processes/deal_approval/instances', {
    record: { entity: 'deal', id: deal },
  });
  const { body: own } = await seller.caller.call('GET', '/api/tasks');
  const task = own.items[0].id;
  const why = (caller: typeof admin, query = '') => caller.call('GET', `/api/tasks/${task}/why${query}`);

  // then the one it was given to has it, the administrator watches, and nobody else is told of it
  expect((await why(seller.caller)).body).toMatchObject({
    see: true,
    complete: true,
    because: 'assignee',
    assignee: { name: 'Oksana' },
  });
  expect((await why(admin)).body).toMatchObject({ see: true, complete: false, because: 'operator' });
  expect((await why(office.caller)).status).toBe(404);
  expect((await why(admin, `?as=${office.id}`)).body).toMatchObject({
    see: false,
    complete: false,
    because: 'none',
  });
  expect((await why(seller.caller, `?as=${office.id}`)).status).toBe(403);
  expect((await why(admin, '?as=nobody')).status).toBe(404);

  // when it is given to a role instead
  await app.services.db.query(
    `update potik.task set assignee = null, queue = 'back_office' where instance_id = $1`,
    [task.slice(0, 36)],
  );

  // then it waits for everybody of it
  expect((await why(office.caller)).body).toMatchObject({
    claim: true,
    complete: true,
    because: 'candidate',
    candidates: [{ kind: 'role', met: true }],
  });

  // and when one of them takes it, the other is told who has it
  await app.services.db.query('update potik.task set assignee = $2 where instance_id = $1', [
    task.slice(0, 36),
    office.id,
  ]);
  expect((await why(second.caller)).body).toMatchObject({
    see: true,
    claim: false,
    complete: false,
    because: 'taken',
    assignee: { name: 'Bohdan' },
  });
});

test('a process: what each role says, and which roles would do', async () => {
  const why = (caller: typeof admin, query = '') =>
    caller.call('GET', `/api/processes/deal_approval/why${query}`);
  expect((await why(seller.caller)).body).toMatchObject({
    right: 'start',
    mayStart: true,
    hindered: null,
    roles: expect.arrayContaining([expect.objectContaining({ role: 'seller', right: 'start' })]),
    others: [],
  });
  expect((await why(nobody.caller)).status).toBe(404);
  const { body } = await why(admin, `?as=${nobody.id}`);
  expect(body).toMatchObject({ right: 'none', mayStart: false });
  expect(body.others.map(({ role }: { role: string }) => role)).toEqual(expect.arrayContaining(['seller']));
});
