/** Drafts: adding, undoing, conflicts with others, planning, publishing. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '#metadata/change.ts';
import { createDrafts } from '../../../../runtime/server/publish/drafts.ts';
import { createReleases } from '../../../../runtime/server/publish/releases.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';

const potik = await installation(SALES);
const drafts = createDrafts(potik.ground);
const ANNA = '0190a000-0000-7000-8000-000000000001';
const BORYS = '0190a000-0000-7000-8000-000000000002';
await potik.db.query(`insert into data."user" (id, name) values ($1, 'Anna'), ($2, 'Borys')`, [ANNA, BORYS]);

const field = (key: string, definition = 'entity/customer'): Change => ({
  change: 'add_field',
  definition,
  field: key,
  content: { type: 'text', label: key },
});
const add = (person: string, position: number, ...changes: Change[]) =>
  drafts.add(person, { changes: changes as never, position });

async function refusal(promise: Promise<unknown>): Promise<Rejection['detail']> {
  const error = await promise.then(
    () => new Error('it was not refused'),
    (refused: unknown) => refused,
  );
  if (error instanceof Rejection) return error.detail;
  throw error;
}

afterEach(async () => {
  await drafts.discard(ANNA);
  await drafts.discard(BORYS);
});

describe('a draft', () => {
  it('is empty at first and stands on the live release', async () => {
    const { release } = potik.model.live();
    expect(await drafts.get(ANNA)).toEqual({
      base: release,
      changes: [],
      position: 0,
      savedAt: null,
      behind: false,
    });
  });

  it('keeps changes with their words, and those made together at one instant', async () => {
    const draft = await add(ANNA, 0, field('fax'), field('site'));
    expect(draft).toMatchObject({ position: 2, behind: false });
    expect(draft.changes.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('fax'),
      expect.stringContaining('site'),
    ]);
    expect(draft.changes[0]!.at).toBe(draft.changes[1]!.at);
    expect(await drafts.get(ANNA)).toEqual(draft);
  });

  it('tells what further changes would do without keeping them', async () => {
    await add(ANNA, 0, field('fax'));
    const tried = await drafts.plan(ANNA, [field('site')] as never);
    expect(tried.changes.map(({ words }) => words.text)).toEqual([
      expect.stringContaining('fax'),
      expect.stringContaining('site'),
    ]);
    expect((await drafts.get(ANNA)).changes).toHaveLength(1);
    expect((await refusal(drafts.plan(ANNA, [{ change: 'paint' }] as never))).status).toBe(422);
  });

  it('drops what was undone when something new is added', async () => {
    await add(ANNA, 0, field('fax'), field('site'));
    expect(await drafts.move(ANNA, 1)).toMatchObject({ position: 1 });
    const draft = await add(ANNA, 1, field('nick'));
    expect(draft.changes.map(({ change }) => (change as Change).field)).toEqual(['fax', 'nick']);
  });

  it('refuses a position it does not stand at, unknown changes and those that do not fit', async () => {
    await add(ANNA, 0, field('fax'));
    expect(await refusal(add(ANNA, 0, field('site')))).toMatchObject({ status: 409, code: 'draft_moved' });
    expect(await refusal(add(ANNA, 1, { change: 'add_feild' }))).toMatchObject({
      status: 422,
      errors: [{ path: 'changes[0]', message: expect.stringContaining('Did you mean "add_field"?') }],
    });
    expect(await refusal(add(ANNA, 1, field('fax')))).toMatchObject({ status: 422 });
    expect(await refusal(drafts.move(ANNA, 2))).toMatchObject({ status: 422 });
    expect(await drafts.get(ANNA)).toMatchObject({ position: 1 });
  });

  it('keeps its definitions from others until it lets them go', async () => {
    await add(ANNA, 0, field('fax'));
    expect(await refusal(add(BORYS, 0, field('site')))).toMatchObject({
      status: 409,
      code: 'definition_kept',
      message:
        'Anna is changing entity/customer in a draft of their own. Wait until it is published or discarded.',
    });
    await add(BORYS, 0, field('place', 'entity/deal'));
    await drafts.discard(ANNA);
    expect(await add(BORYS, 1, field('site'))).toMatchObject({ position: 2 });
  });

  it('shows what publishing would do, with SQL and problems', async () => {
    await add(ANNA, 0, field('fax'), { change: 'drop_field', definition: 'entity/customer', field: 'city' });
    const plan = await drafts.plan(ANNA);
    expect(plan).toMatchObject({ base: potik.model.live().release, next: potik.model.live().release + 1 });
    expect(plan.changes[0]).toMatchObject({ about: 'entity/customer', words: { code: 'field_added' } });
    expect(plan.problems).toMatchObject([{ severity: 'error', definition: 'view/open_deals' }]);

    await drafts.move(ANNA, 1);
    const [added] = (await drafts.plan(ANNA)).changes;
    expect(added!.sql.join(' ')).toContain('add column');
  });

  it('tells a definition without its shape at the plan, and keeps it', async () => {
    const odd = { change: 'put', kind: 'form', key: 'odd', solution: 'test', content: { sections: [] } };
    expect(await add(ANNA, 0, odd)).toMatchObject({ position: 1 });
    expect((await drafts.plan(ANNA)).problems).toMatchObject([
      { code: 'shape', definition: 'form/odd', path: ['sections'] },
    ]);
    expect(await refusal(drafts.publish(ANNA, {}))).toMatchObject({ code: 'invalid_configuration' });
  });

  it('is published as a release and is gone; nothing in force is nothing to publish', async () => {
    await add(ANNA, 0, field('fax'), field('undone'));
    await drafts.move(ANNA, 1);
    const { release } = await drafts.publish(ANNA, { note: 'Fax again' });
    expect(potik.model.live().release).toBe(release);
    expect(potik.registry().entities.get('customer')!.fields.has('fax')).toBe(true);
    expect(potik.registry().entities.get('customer')!.fields.has('undone')).toBe(false);
    expect(await drafts.get(ANNA)).toMatchObject({ changes: [], base: release });
    expect(await refusal(drafts.publish(ANNA, {}))).toMatchObject({ code: 'nothing_to_publish' });

    const { items, next } = await createReleases(potik.ground).list({ limit: 1 });
    expect(items).toMatchObject([
      {
        number: release,
        by: { id: ANNA, name: 'Anna' },
        note: 'Fax again',
        changes: [{ about: 'entity/customer' }],
      },
    ]);
    const older = await createReleases(potik.ground).list({ limit: 1, cursor: next! });
    expect(older.items[0]!.number).toBe(release - 1);
  });

  it('is made on the release published meanwhile, and says which change no longer fits', async () => {
    await add(ANNA, 0, field('pager'));
    await potik.publish(field('pager'));
    expect(await drafts.get(ANNA)).toMatchObject({ behind: true });
    expect(await refusal(add(ANNA, 1, field('other')))).toMatchObject({ code: 'draft_conflict' });
    await drafts.move(ANNA, 0);
    expect(await add(ANNA, 0, field('other'))).toMatchObject({ behind: false, position: 1 });
  });

  it('is refused where the plan was shown for another release', async () => {
    await add(ANNA, 0, field('nick'));
    const { base } = await drafts.plan(ANNA);
    await potik.publish(field('other', 'entity/deal'));
    expect(await refusal(drafts.publish(ANNA, { base }))).toMatchObject({ code: 'release_moved' });
    expect(await drafts.get(ANNA)).toMatchObject({ position: 1 });
  });

  it('rolls back to an earlier release', async () => {
    const before = potik.model.live().release;
    await add(ANNA, 0, field('brief'));
    await drafts.publish(ANNA, {});
    const { release } = await createReleases(potik.ground).rollback(ANNA, { to: before });
    expect(release).toBe(before + 2);
    expect(potik.registry().entities.get('customer')!.fields.has('brief')).toBe(false);
  });
});
