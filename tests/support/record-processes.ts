/** An installation with deals, records and an engine whose processes read, write and follow them. */
import type { Json } from '#metadata/value.ts';
import { deployOptions } from '../../runtime/server/processes/deploy-options.ts';
import { platformOf } from '../../runtime/server/processes/platform.ts';
import { recordAnswers } from '../../runtime/server/processes/record-answers.ts';
import { recordChangeHandlers } from '../../runtime/server/processes/record-changes.ts';
import { recordTasks } from '../../runtime/server/processes/record-tasks.ts';
import { createTaskTypes } from '../../runtime/server/processes/task-types.ts';
import { type Files, SALES } from './configuration.ts';
import { installation, START } from './installation.ts';
import { bpmn } from './process.ts';
import { testRecords } from './records.ts';
import { testEngine } from './test-engine.ts';

export const CONTEXT = (of = 'deal') =>
  `<bpmn:extensionElements><potik:context><potik:variable name="deal" entity="${of}"/></potik:context></bpmn:extensionElements>`;
export const CONDITION = (text: string, on = '') =>
  `<bpmn:conditionalEventDefinition>${on && `<bpmn:extensionElements><potik:catch variable="deal" on="${on}"/></bpmn:extensionElements>`}<bpmn:condition>${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
export const task = (id: string, type: string, inputs: Record<string, string>) =>
  `<bpmn:serviceTask id="${id}" name="Step ${id}"><bpmn:extensionElements><potik:task type="${type}" result="${id}_result"/>${Object.entries(
    inputs,
  )
    .map(([name, value]) => `<potik:input name="${name}" value='${value}'/>`)
    .join('')}</bpmn:extensionElements></bpmn:serviceTask>`;

/** Call once at the top of a test file. @param more files beside those of the sales configuration */
export async function recordProcesses(more: Files = {}) {
  const potik = await installation({ ...SALES, ...more });
  const { db, registry } = potik;
  const people = testRecords(potik);
  const { records, system } = people;
  const types = recordTasks({ records, registry, zone: 'UTC' });
  const taskTypes = createTaskTypes(types);
  const engine = await testEngine({
    db,
    now: START,
    taskTypes: types,
    answerers: recordAnswers({ records, taskTypes }),
    handlers: ({ definitions, executor }) =>
      recordChangeHandlers({
        db,
        definitions,
        executor,
        records,
        clock: potik.clock,
        zone: 'UTC',
        platform: platformOf(registry),
      }),
    deployOptions: () => deployOptions(registry(), taskTypes),
  });

  const customer = await records.create(system, 'customer', { name: 'Lisova', city: 'Kyiv' });
  return {
    ...people,
    db,
    registry,
    engine,
    /** A deal of a customer in Kyiv. */
    deal: (more: Record<string, Json> = {}) =>
      records.create(system, 'deal', { name: 'Deal', customer: customer.id, ...more }),
    /** Deploys one process under this id. */
    deploy: (id: string, body: string) =>
      engine.deploy([{ kind: 'process', name: `${id}.bpmn`, xml: bpmn(body, '', id) }]),
    async start(key: string, variables: object) {
      const definition = (await engine.definitions.latest(key))!;
      return engine.executor.start(
        definition,
        { type: 'start', variables: variables as never },
        { cause: null },
      );
    },
  };
}

/** Variables of a process about this deal. */
export const about = (id: string) => ({ deal: { $record: { entity: 'deal', id } } });
