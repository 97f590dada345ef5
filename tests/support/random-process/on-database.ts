/** Runs a random process on the server's engine: every step through SQL. What it leaves behind can be compared between two runs. */
import type { WrittenEvent } from '#engine/event-log.ts';
import type { Json } from '#metadata/value.ts';
import type { TestEngine } from '../test-engine.ts';
import type { RandomProcess } from './block.ts';
import { MAIN, toBpmn } from './to-bpmn.ts';

interface OpenWait {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
  readonly element: string;
  readonly kind: string;
}

const CAUSE = { cause: { kind: 'system', what: 'test' } } as const;
const DEEDS: Readonly<Record<string, 'complete' | 'deliver' | 'fire'>> = {
  task: 'complete',
  message: 'deliver',
};

export async function startOnDatabase(engine: TestEngine, { block, variables }: RandomProcess) {
  const { db, executor, deliveries, definitions } = engine;
  const files = toBpmn(block).map((xml, i) => ({ name: `p${i}.bpmn`, kind: 'process' as const, xml }));
  await engine.deploy(files, { again: true });
  const main = (await definitions.latest(MAIN))!;
  const { instance } = await executor.start(
    main,
    { type: 'start', variables: { total: 0, ...variables } },
    CAUSE,
  );
  /** What ids stand for: instances by the place of their call, versions by their process. */
  const names = new Map([[instance.id, 'main']]);
  for (const { id, key } of (await db.query<{ id: string; key: string }>('select id, key from potik.process'))
    .rows)
    names.set(id, `version of ${key}`);

  /** Instances get their names in the order they were made. */
  async function name(): Promise<void> {
    const { rows } = await db.query<{ id: string; caller: string; key: string }>(
      `select id, caller_id as caller, caller_key as key from potik.instance where caller_id is not null and root_id = $1 order by id`,
      [instance.id],
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
      `select instance_id as instance, key, chunk, element, 'task' as kind from potik.task where root_id = $1
       union all select instance_id, key, chunk, element, kind from potik.subscription where root_id = $1
       union all select instance_id, key, chunk, element, kind from potik.job where root_id = $1`,
      [instance.id],
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
      const { instance: id, key, chunk, kind } = waits[pick % waits.length]!;
      if (kind === 'signal') await deliveries.signal('signal', undefined, CAUSE);
      else await executor.command(id, { type: DEEDS[kind] ?? 'fire', key }, { ...CAUSE, chunk });
      await engine.drain();
      return true;
    },
    /** Everything that is stored of the tree, without what differs between two runs of the same. */
    async left(): Promise<string[]> {
      await name();
      const states = await db.query<{ id: string; revision: number; status: string; state: Json }>(
        'select id, revision, status, state from potik.instance where root_id = $1 order by id',
        [instance.id],
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
  };
}

// helpers //////////

/** PostgreSQL orders the properties of what it stores, memory keeps them as they came; they mean the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, sorted(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
