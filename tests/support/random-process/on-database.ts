/** Runs a random process on the server's engine: every step through SQL. What it leaves behind can be compared between two runs. */
import type { WrittenEvent } from '#engine/event-log.ts';
import type { Json } from '#metadata/value.ts';
import type { TestEngine } from '../test-engine.ts';
import type { RandomProcess } from './block.ts';
import { BEGIN } from './draw/begin.ts';
import { PARTNER, PARTNER_FILE } from './partner.ts';
import { POINTS_FILE } from './points.ts';
import { MAIN, toBpmn } from './to-bpmn.ts';
import { commandFor } from './wakes.ts';

interface OpenWait {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly element: string;
  readonly kind: string;
}

const CAUSE = { cause: { kind: 'system', what: 'test' } } as const;

export async function startOnDatabase(engine: TestEngine, model: RandomProcess) {
  const { db, executor, deliveries, definitions } = engine;
  const files = [PARTNER_FILE, ...toBpmn(model)].map((xml, i) => ({
    name: `p${i}.bpmn`,
    kind: 'process' as const,
    xml,
  }));
  await engine.deploy([...files, { name: 'points.dmn', kind: 'decision', xml: POINTS_FILE }], {
    again: true,
  });
  const main = (await definitions.latest(MAIN))!;
  const element = STARTS[model.begins];
  const { instance } = await executor.start(
    main,
    { type: 'start', ...(element && { element }), variables: { total: 0, ...model.variables } },
    CAUSE,
  );
  /** What ids stand for: instances by the place of their call, versions by their process. */
  const names = new Map([[instance.id, 'main']]);
  for (const { id, key } of (await db.query<{ id: string; key: string }>('select id, key from potik.process'))
    .rows)
    names.set(id, `version of ${key}`);

  /** Of the process itself and of the partners its messages have begun. */
  const roots = [instance.id];

  /** Instances get their names in the order they were made. */
  async function name(): Promise<void> {
    const partners = await db.query<{ id: string }>(
      `select i.id from potik.instance i join potik.process p on p.id = i.process_id
        where p.key = $1 and i.id > $2 and i.id <> all($3::uuid[]) order by i.id`,
      [PARTNER, instance.id, roots],
    );
    for (const { id } of partners.rows) names.set(id, `partner ${roots.push(id) - 1}`);
    const { rows } = await db.query<{ id: string; caller: string; key: string }>(
      `select id, caller_id as caller, caller_key as key from potik.instance where caller_id is not null and root_id = any($1::uuid[]) order by id`,
      [roots],
    );
    for (const { id, caller, key } of rows) names.set(id, `${names.get(caller)}/${key}`);
  }

  const textOf = (value: unknown) => {
    let text = JSON.stringify(sorted(value));
    for (const [id, given] of names) text = text.replaceAll(id, given);
    return text;
  };

  async function open(): Promise<OpenWait[]> {
    await name();
    const { rows } = await db.query<OpenWait>(
      `select instance_id as instance, key, chunk, element, 'task' as kind from potik.task where root_id = any($1::uuid[])
       union all select instance_id, key, chunk, element, kind from potik.subscription where root_id = any($1::uuid[])
       union all select instance_id, key, chunk, element, case when retries = 0 then 'incident' else kind end
         from potik.job where root_id = any($1::uuid[])`,
      [roots],
    );
    const place = (wait: OpenWait) => `${wait.element} ${names.get(wait.instance)} ${wait.key}`;
    return rows.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  return {
    id: instance.id,
    /** One of the open waits happens; false: there is none. */
    async happen(pick: number): Promise<boolean> {
      const waits = await open();
      if (waits.length === 0) return false;
      const wait = waits[pick % waits.length]!;
      const command = commandFor(wait, Math.floor(pick / waits.length));
      if (command === 'signal') await deliveries.signal('signal', undefined, CAUSE);
      else await executor.command(wait.instance, command, { ...CAUSE, chunk: wait.chunk });
      await engine.drain();
      return true;
    },
    /** Everything that is stored of the tree, without what differs between two runs of the same. */
    async left(): Promise<string[]> {
      await name();
      const states = await db.query<{ id: string; revision: number; status: string; state: Json }>(
        'select id, revision, status, state from potik.instance where root_id = any($1::uuid[]) order by id',
        [roots],
      );
      const ids = states.rows.map(({ id }) => id);
      const chunks = await db.query<{ instance_id: string; id: string; state: Json }>(
        'select instance_id, id, state from potik.chunk where instance_id = any($1::uuid[]) order by instance_id, id',
        [ids],
      );
      const history = await db.query<{ instance_id: string; revision: number; events: WrittenEvent[] }>(
        'select instance_id, revision, events from potik.history where instance_id = any($1::uuid[]) order by instance_id, revision',
        [ids],
      );
      const waits = (await open()).map((wait) => ({ ...wait }));
      return [...states.rows, ...chunks.rows, ...history.rows, ...waits].map(textOf).sort();
    },
    /** Ends what still runs: no message of another run is to reach it. */
    async end(): Promise<void> {
      const { rows } = await db.query<{ id: string }>(
        `select id from potik.instance where id = any($1::uuid[]) and status = 'active'`,
        [roots],
      );
      for (const { id } of rows) await executor.command(id, { type: 'cancel' }, CAUSE);
    },
  };
}

// helpers //////////

/** The element at which a process begins, however it is asked for. */
const STARTS: { readonly [B in RandomProcess['begins']]: string | null } = {
  none: null,
  message: 'start',
  signal: 'start',
  timer: 'start',
  condition: 'start',
  either: BEGIN,
  both: BEGIN,
};

/** PostgreSQL orders the properties of what it stores, memory keeps them as they came; they mean the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, sorted(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
