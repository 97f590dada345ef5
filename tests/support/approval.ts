/** A process with a task and a fork of many, for tests of what happens at the same time. */
import { bpmn, flows } from './process.ts';
import type { TestEngine } from './test-engine.ts';

export const CAUSE = { cause: { kind: 'system', what: 'test' } } as const;

export interface Place {
  readonly instance: string;
  readonly key: string;
  readonly chunk: string;
}

/** Asks for an approval, doubles the amount, then is done. */
export const APPROVAL = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="approve"/>
   <bpmn:scriptTask id="double" scriptFormat="feel"><bpmn:extensionElements><potik:script result="amount"/></bpmn:extensionElements><bpmn:script>amount * 2</bpmn:script></bpmn:scriptTask>
   <bpmn:endEvent id="end"/>${flows('start -> approve -> double -> end')}`,
  '',
  'approval',
);

/** So many tasks side by side, a join, and one task behind it. */
export function forkOf(count: number): string {
  const branches = Array.from({ length: count }, (_, i) => `t${i}`);
  return bpmn(
    `<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>${branches.map((id) => `<bpmn:userTask id="${id}"/>`).join('')}
     <bpmn:parallelGateway id="join"/><bpmn:userTask id="after"/><bpmn:endEvent id="end"/>
     ${flows('start -> fork', ...branches.map((id) => `fork -> ${id} -> join`), 'join -> after -> end')}`,
    '',
    'many',
  );
}

export async function startOf(engine: TestEngine, process: string, variables = {}): Promise<string> {
  const definition = (await engine.definitions.latest(process))!;
  return (await engine.executor.start(definition, { type: 'start', variables }, CAUSE)).instance.id;
}

export async function openTasks({ db }: TestEngine, instance: string): Promise<Place[]> {
  const { rows } = await db.query<Place>(
    'select instance_id as instance, key, chunk from potik.task where instance_id = $1 order by key',
    [instance],
  );
  return rows;
}

export function completes({ executor }: TestEngine, { instance, key, chunk }: Place): Promise<unknown> {
  return executor.command(instance, { type: 'complete', key }, { ...CAUSE, chunk });
}
