/** A server that somebody means harm to: what was said, and that nothing has changed by it. */
import { expect } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { type Caller, type Reply, testApp } from './app.ts';
import { folderOf } from './folder-of.ts';

/** Who signed in and tried something is kept on purpose; the others are written later of what was done before. */
const NOT_COUNTED = [
  'session',
  'audit',
  'outbox',
  'done_task',
  'element_figure',
  'ended_instance',
  'slow_query',
];

/** @param files of a solution that is published first; texts by path */
export async function hostileApp(files?: Readonly<Record<string, string>>) {
  const app = await testApp();
  if (files) await applyFolder(app.ground, folderOf(files), { personId: null });
  const admin = await app.signIn();
  const { db } = app.services;
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('potik', 'data') and not tablename = any($1) order by 1`,
    [NOT_COUNTED],
  );
  const counts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int as rows from ${name}${name === 'potik.instance' ? ' where ended_at is null' : ''}`,
  );

  /** How many rows each table has. */
  async function rowsOfTables(): Promise<Record<string, number>> {
    const { rows } = await db.query<{ name: string; rows: number }>(counts.join(' union all '));
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
  }

  /** Carries out what must be refused with this status and sentence, and compares all tables before and after. */
  async function refused(ask: () => Promise<Reply>, status: number, says: RegExp): Promise<Reply> {
    const before = await rowsOfTables();
    const reply = await ask();
    expect({ status: reply.status, detail: reply.body.detail }).toEqual({
      status,
      detail: expect.stringMatching(says),
    });
    expect(await rowsOfTables()).toEqual(before);
    return reply;
  }

  return { app, admin, db, refused, deploy: (xml: string) => deploy(admin, xml) };
}

function deploy(admin: Caller, xml: string): Promise<Reply> {
  const form = new FormData();
  form.append('files', new Blob([xml]), 'hostile.bpmn');
  return admin.call('POST', '/api/deployments', form);
}
