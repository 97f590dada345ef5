/** The demo as a newcomer starts it: solution, people, data and processes, once; and each person's inbox has something to do. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '#tests/support/app.ts';
import { DEMO_PASSWORD, demoPeople, prepareDemo } from '../../../runtime/server/demo/demo.ts';

const folder = fileURLToPath(new URL('../../../templates/crm', import.meta.url));
const people = demoPeople(folder);
const app = await testApp();
const prepare = () =>
  prepareDemo({ services: app.services, ground: app.ground, zone: 'Europe/Kyiv', folder });

beforeAll(prepare, 120_000);

const counts = async () => {
  const { rows } = await app.services.db.query<{ deals: string; instances: string; people: string }>(
    `select (select count(*) from data.deal) as deals, (select count(*) from potik.instance) as instances,
            (select count(*) from data."user" where email like '%veresen%') as people`,
  );
  return rows[0];
};

describe('the demo', () => {
  test.each(people)('$name finds tasks in the inbox', async ({ email }) => {
    const { call } = await app.signIn({ email, password: DEMO_PASSWORD });
    const { body } = await call('GET', '/api/tasks?queue=assigned');
    expect(body.items.length).toBeGreaterThan(0);
  });

  test('records have their past: when they were made, moved and by whom', async () => {
    const { call } = await app.signIn({ email: 'olena@veresen.example', password: DEMO_PASSWORD });
    const { body } = await call('POST', '/api/records/deal/query', {
      where: 'pipeline(stage).outcome = null and stage_since < now() - duration("P14D")',
      fields: ['name', 'created_at', 'stage_since', 'created_by'],
    });
    expect(body.items.length).toBeGreaterThan(3);
    for (const { created_at, stage_since } of body.items)
      expect(Date.parse(created_at)).toBeLessThanOrEqual(Date.parse(stage_since));
  });

  test('a second start changes nothing', async () => {
    const before = await counts();
    await prepare();
    expect(await counts()).toEqual(before);
  });
});
