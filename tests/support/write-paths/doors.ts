/** How jobs are written from outside: by the network, by a process, by a file. */
import { expect } from 'vitest';
import { type Principal, systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { CommandFailed } from '../../../runtime/server/processes/command-errors.ts';
import type { Records } from '../../../runtime/server/records/records.ts';
import type { Caller, TestApp } from '../app.ts';

export type Values = Record<string, unknown>;
/** What came of it: codes of what was refused, or the record. */
export type Outcome = { readonly refused: readonly string[] } | { readonly id: string };
export const refusedWith = (codes: readonly string[]): Outcome => ({ refused: [...codes].sort() });
const codesOf = (body: { code: string; errors?: { code: string }[] }) =>
  body.errors?.length ? body.errors.map(({ code }) => code) : [body.code];

/** A process is refused with a sentence; which rule it was stands in it. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/too dear/, 'check_failed'],
  [/already a record/, 'not_unique'],
  [/required of the kind/, 'type_requires'],
  [/requires|needs|Cost/, 'stage_requires'],
  [/can.?not (go|move)|from/i, 'move_not_permitted'],
];

export interface Doors {
  readonly system: Principal;
  readonly records: Records;
  readonly admin: Caller;
  /** Calls the API as the administrator. */
  http(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Outcome>;
  /** Starts a process and says which job it wrote. */
  process(key: string, given: Values): Promise<Outcome>;
  /** Brings in a file with this one row; `match`: it means the job of that name. */
  bringIn(row: Values, match: boolean): Promise<Outcome>;
  /** The job of that name. */
  named(name: unknown): Promise<{ readonly id: string }>;
}

export function doorsOf(app: TestApp, admin: Caller): Doors {
  const { records, engine, db } = app.services;
  const system = systemPrincipal();

  async function named(name: unknown): Promise<{ readonly id: string }> {
    const where = { field: 'name', op: '=', value: name as string };
    const { items } = await records.query(system, 'job', { where, fields: [] } as never);
    return { id: items[0]!.id };
  }
  async function http(
    method: string,
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Outcome> {
    const answer = await admin.call(method, path, body, headers);
    return answer.status < 300 ? { id: answer.body.id } : refusedWith(codesOf(answer.body));
  }

  async function process(key: string, given: Values): Promise<Outcome> {
    const definition = (await engine.definitions.latest(key))!;
    try {
      const { instance } = await engine.executor.start(
        definition,
        { type: 'start', variables: given as never },
        { cause: null },
      );
      const { rows } = await db.query<{ id: string }>(
        "select record_id as id from potik.change where entity = 'job' and cause->>'instance' = $1 and kind <> 'calculated'",
        [instance.id],
      );
      return { id: rows[0]?.id ?? '' };
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      return { refused: [SENTENCES.find(([words]) => words.test(error.message))?.[1] ?? error.message] };
    }
  }

  async function bringIn(row: Values, match: boolean): Promise<Outcome> {
    const cells = Object.entries(row).map(
      ([, value]) => `"${String((value as { id?: string })?.id ?? value ?? '')}"`,
    );
    const form = new FormData();
    form.append('file', new Blob([`${Object.keys(row).join(',')}\n${cells.join(',')}\n`]), 'jobs.csv');
    const file = (await admin.call('POST', '/api/files', form)).body.id;
    const { body } = await admin.call('POST', '/api/imports', { file, entity: 'job' });
    const settings = {
      columns: Object.fromEntries(Object.keys(row).map((key) => [key, key])),
      match: { '': { by: match ? ['name'] : [], found: 'update', missing: match ? 'fail' : 'create' } },
    };
    const { id } = body.import;
    const started = await admin.call('POST', `/api/imports/${id}/start`, { settings });
    expect(started.status, JSON.stringify(started.body)).toBe(202);
    const state = async () => (await admin.call('GET', `/api/imports/${id}`)).body;
    await expect.poll(async () => (await state()).import.state, { timeout: 20_000 }).toBe('done');
    const { failures } = await state();
    if (failures.length > 0)
      return refusedWith(failures[0].problems.map(({ code }: { code: string }) => code));
    return named(row.name);
  }

  return { system, records, admin, http, process, bringIn, named };
}
