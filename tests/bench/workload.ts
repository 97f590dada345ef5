/**
 * The design's workloads and the engine that runs them. P1: start with three variables, expression task, user task, find it,
 * complete it, expression task, end; full history. P1s: the same with JavaScript tasks in the sandbox. T10: ten expression
 * tasks and three gateways, straight through.
 */
import type { Definition } from '#engine/process.ts';
import { realClock } from '../../runtime/server/clock.ts';
import type { Database } from '../../runtime/server/db/database.ts';
import { checkModels, deployModels } from '../../runtime/server/processes/deploy-models.ts';
import { createEngine } from '../../runtime/server/processes/engine.ts';
import { createScriptPool } from '../../runtime/server/scripts/script-pool.ts';
import { createTaskFinder } from '../../runtime/server/tasks/task-finder.ts';

export const CAUSE = { kind: 'person', id: '0190b5a0-0000-7000-8000-000000000001' } as const;

export async function openWorkload(db: Database) {
  const pool = createScriptPool({ textOf: () => null });
  const engine = createEngine({
    db,
    clock: realClock,
    zone: 'UTC',
    answerers: {
      scripts: (questions) => pool.run(questions),
      record: async () => null,
      task: async () => ({ ok: false, failure: 'none' }),
    },
    deployOptions: () => ({}),
    announce: () => {},
  });
  const finder = createTaskFinder(db);
  const checked = await checkModels(
    Object.entries(MODELS).map(([name, xml]) => ({ name: `${name}.bpmn`, kind: 'process' as const, xml })),
    {},
  );
  const errors = checked.problems.filter(({ severity }) => severity === 'error');
  if (errors.length) throw new Error(JSON.stringify(errors, null, 2));
  await db.transaction((tx) => deployModels(tx, checked, { at: Date.now(), zone: 'UTC', by: null }));

  async function start(definition: Definition) {
    const variables = { amount: 1500, customer: 'Lisova Pekarnia', urgent: true };
    const { instance } = await engine.executor.start(
      definition,
      { type: 'start', variables },
      { cause: CAUSE },
    );
    return instance;
  }

  /** Looks up the open task and completes it. */
  async function complete(instance: string, key: string): Promise<void> {
    const task = await finder.open({ instance, key });
    if (task?.element !== 'approve') throw new Error('the task is not there');
    const approved = { type: 'complete', key, variables: { approved: true } } as const;
    await engine.executor.command(instance, approved, { cause: CAUSE });
  }

  return { engine, start, complete, close: () => pool.close() };
}

/** `count` times `deed`, `flight` at a time. */
export async function inFlight(count: number, flight: number, deed: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: flight }, async () => {
      while (left-- > 0) await deed();
    }),
  );
}

// helpers //////////

const feel = (id: string, text: string, result: string) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="feel"><bpmn:extensionElements><potik:script result="${result}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;
const script = (id: string, text: string, result: string) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="javascript"><bpmn:extensionElements><potik:script result="${result}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;

function sequence(id: string, nodes: string[]): string {
  const ids = nodes.map((node) => /id="([^"]+)"/.exec(node)![1]);
  const flows = ids
    .slice(1)
    .map((to, i) => `<bpmn:sequenceFlow id="f${i}" sourceRef="${ids[i]}" targetRef="${to}"/>`);
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" targetNamespace="urn:bench">
    <bpmn:process id="${id}" isExecutable="true">${nodes.join('')}${flows.join('')}</bpmn:process></bpmn:definitions>`;
}

const approve = `<bpmn:userTask id="approve" name="Approve"><bpmn:extensionElements><potik:assignment role="managers"/></bpmn:extensionElements></bpmn:userTask>`;
const start = '<bpmn:startEvent id="start"/>';
const end = '<bpmn:endEvent id="end"/>';
const gateway = (n: number) => `<bpmn:exclusiveGateway id="g${n}"/>`;
export const MODELS = {
  p1: sequence('p1', [
    start,
    feel('calc', 'amount * 2 + 1', 'total'),
    approve,
    feel('close', 'total + 1', 'final'),
    end,
  ]),
  p1s: sequence('p1s', [
    start,
    script('calc', 'amount * 2 + 1', 'total'),
    approve,
    script('close', 'total + 1', 'final'),
    end,
  ]),
  t10: sequence('t10', [
    start,
    ...Array.from({ length: 10 }, (_, n) => [
      feel(`t${n}`, `amount + ${n}`, `v${n}`),
      ...(n % 3 === 0 && n > 0 ? [gateway(n)] : []),
    ]).flat(),
    end,
  ]),
};
