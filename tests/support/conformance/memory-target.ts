/** Scenarios on the pure core, in memory. */
import type { Answer, Question } from '#engine/asks.ts';
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { Instance } from '#engine/instance.ts';
import { localVariables, rootVariables, visibleVariables } from '#engine/read.ts';
import { type Outcome, type Simulation, type SimulationOptions, simulate } from '#engine/simulate.ts';
import { startTriggers } from '#engine/starts.ts';
import { fieldsOf, type ScenarioRecords, writeRecord } from './records.ts';
import { activeLeaves, compensationCount, visit } from './state.ts';
import type { Did, ScenarioSubscription, ScenarioTarget } from './target.ts';

export interface MemoryTargetOptions extends Pick<SimulationOptions, 'onUnit' | 'keep'> {
  readonly now: number;
  readonly answer?: (question: Question) => Answer;
}

export function memoryTarget(
  options: MemoryTargetOptions,
): ScenarioTarget & { readonly simulation: Simulation } {
  const records: ScenarioRecords = new Map();
  const simulation = simulate({
    ...options,
    answer(question) {
      if (question.kind === 'record') return fieldsOf(records, question);
      if (options.answer) return options.answer(question);
      throw new Error(`Expected nobody to ask for ${question.key}`);
    },
  });
  const split = (id: string) => ({
    instance: id.slice(0, id.indexOf('/')),
    key: id.slice(id.indexOf('/') + 1),
  });
  const processOf = (instance: Instance) =>
    simulation.definitions.find((one) => one.ref === instance.definition)!;

  return {
    simulation,
    async deploy(files) {
      const processes = [];
      const decisions = [];
      for (const { name, text } of files) {
        if (name.endsWith('.dmn')) {
          const result = await deployDecisions([{ name, xml: text }]);
          if (!result.ok) return { ok: false, reason: result.problems.map((one) => one.message).join(' ') };
          decisions.push(...result.decisions);
        } else {
          const result = await deploy(text);
          if (!result.ok) return { ok: false, reason: result.problems.map((one) => one.message).join(' ') };
          processes.push(...result.processes);
        }
      }
      simulation.deploy(processes, decisions);
      return { ok: true };
    },
    async start(process, { version, ...command }) {
      const definition = simulation.definition(process, version);
      if (definition === null) return { ok: false, reason: `no process ${process}` };
      return started(simulation.start(definition, command));
    },
    async startByMessage(message, command) {
      for (const definition of latest(simulation)) {
        const { triggers } = startTriggers(definition.process, { now: simulation.now(), zone: 'UTC' });
        const trigger = triggers.find((one) => one.kind === 'message' && one.name === message);
        if (trigger) return started(simulation.start(definition, { element: trigger.element, ...command }));
      }
      return { ok: false, reason: `no process starts with ${message}` };
    },
    async completeTask(id, variables) {
      const { instance, key } = split(id);
      return did(simulation.command(instance, { type: 'complete', key, ...(variables && { variables }) }));
    },
    async message(
      name,
      { instance, businessKey, variables, localVariables: local },
      { variables: payload, all },
    ) {
      return did(
        simulation.message(name, {
          correlation: {
            ...(instance !== undefined && { instance }),
            ...(businessKey !== undefined && { businessKey }),
            ...(variables && { variables }),
            ...(local && { local }),
          },
          ...(payload && { variables: payload }),
          all,
        }),
      );
    },
    signal: async (name, variables) => did(simulation.signal(name, variables)),
    async conditions(variables) {
      const outcome = simulation.conditions(variables);
      return outcome.ok
        ? { ok: true, started: outcome.started }
        : (did(outcome) as Did<{ started: string[] }>);
    },
    async error(id, error) {
      const { instance, key } = split(id);
      return did(simulation.command(instance, { type: 'error', key, ...error }));
    },
    async escalate(id, escalation) {
      const { instance, key } = split(id);
      return did(simulation.command(instance, { type: 'escalation', key, ...escalation }));
    },
    async trigger(instance, key, variables) {
      return did(simulation.command(instance, { type: 'trigger', key, ...(variables && { variables }) }));
    },
    async setVariables(instance, key, variables, local) {
      return did(
        simulation.command(instance, { type: 'setVariables', ...(key && { scope: key }), variables, local }),
      );
    },
    removeVariables: async (instance, names) =>
      did(simulation.command(instance, { type: 'removeVariables', names })),
    async changeRecord(entity, id, set) {
      writeRecord(records, entity, id, set);
      const reading = [...simulation.subscriptions.values()].filter((one) =>
        one.records?.includes(`${entity}:${id}`),
      );
      for (const instance of new Set(reading.map((one) => one.instance)))
        did(simulation.command(instance, { type: 'recordChanged', entity, id }));
      return { ok: true };
    },
    async completeExternal(id, variables) {
      const { instance, key } = split(id);
      return did(
        simulation.command(instance, { type: 'completeWork', key, ...(variables && { variables }) }),
      );
    },
    async failExternal(id, { retries, message = 'failed' }) {
      const { instance, key } = split(id);
      return did(simulation.command(instance, { type: 'fail', key, code: 'external', message, retries }));
    },
    cancel: async (instance) => did(simulation.command(instance, { type: 'cancel' })),
    modify: async (instance, change) => did(simulation.command(instance, { type: 'modify', ...change })),
    async migrate(id, version, plan) {
      const instance = simulation.instances.get(id);
      const to = instance && simulation.definition(processOf(instance).process.key, version);
      if (!to) return { ok: false, reason: `no version ${version}` };
      return did(simulation.command(id, { type: 'migrate', definition: to.ref, ...plan }));
    },
    async runJobs() {
      for (let left = 10_000; simulation.runDueJob(); left--)
        if (left === 0) throw new Error('jobs never end');
    },
    moveClock: (to) => simulation.setNow(to),
    now: () => simulation.now(),
    async instances() {
      return [...simulation.instances.values()].map((instance) => {
        const { version, process } = processOf(instance);
        return {
          id: instance.id,
          process: process.key,
          version,
          businessKey: instance.businessKey ?? null,
          ended: instance.endedAt !== undefined,
          caller: instance.caller?.instance ?? null,
        };
      });
    },
    async tasks() {
      return [...simulation.tasks.entries()].map(([id, row]) => ({
        ...row,
        id,
        priority: row.priority ?? 50,
        users: row.users ?? [],
        groups: row.groups ?? [],
        variables: visibleVariables(simulation.instances.get(row.instance)!, row.key),
      }));
    },
    async externals() {
      return [...simulation.jobs.entries()]
        .filter(([, row]) => row.kind === 'external' && row.retries > 0)
        .map(([id, row]) => ({
          id,
          instance: row.instance,
          element: row.element,
          topic: row.topic!,
          variables: visibleVariables(simulation.instances.get(row.instance)!, row.key),
        }));
    },
    async jobs() {
      const own = [...simulation.jobs.values()].flatMap((row) =>
        row.kind === 'timer' || row.kind === 'async'
          ? [{ instance: row.instance, kind: row.kind, due: row.due! }]
          : [],
      );
      const starts = simulation.startJobs.map(({ due, timer }) => ({
        instance: null,
        kind: timer === null ? ('async' as const) : ('timer' as const),
        due,
      }));
      return [...own, ...starts];
    },
    async subscriptions() {
      return [
        ...openSubscriptions(simulation),
        ...startSubscriptions(simulation),
        ...compensations(simulation),
      ];
    },
    incidents: async () => [...simulation.incidents.values()],
    active: async (id) => {
      const instance = simulation.instances.get(id)!;
      return activeLeaves(instance, processOf(instance).process);
    },
    visits: async (id) => (simulation.history.get(id) ?? []).flatMap(visit),
    variables: async (id) => rootVariables(simulation.instances.get(id)!),
    localVariables: async (id, key) => localVariables(simulation.instances.get(id)!, key),
  };
}

// helpers //////////

function did(outcome: Outcome): Did {
  if (outcome.ok) return { ok: true };
  return { ok: false, reason: 'rejection' in outcome ? outcome.rejection.message : outcome.failure.message };
}

function started(outcome: Outcome): Did<{ id: string }> {
  return outcome.ok ? { ok: true, id: outcome.started[0]! } : (did(outcome) as Did<{ id: string }>);
}

function latest(simulation: Simulation) {
  return simulation.definitions.filter((one) => simulation.definition(one.process.key) === one);
}

const TYPES = { message: 'message', signal: 'signal', condition: 'conditional' } as const;

function openSubscriptions(simulation: Simulation): ScenarioSubscription[] {
  return [...simulation.subscriptions.values()].map(({ instance, kind, name }) => ({
    instance,
    type: TYPES[kind],
    name,
  }));
}

function startSubscriptions(simulation: Simulation): ScenarioSubscription[] {
  return latest(simulation).flatMap((definition) =>
    startTriggers(definition.process, { now: simulation.now(), zone: 'UTC' }).triggers.flatMap((trigger) =>
      trigger.kind === 'timer'
        ? []
        : [{ instance: null, type: TYPES[trigger.kind], name: 'name' in trigger ? trigger.name : '' }],
    ),
  );
}

function compensations(simulation: Simulation): ScenarioSubscription[] {
  return [...simulation.instances.values()].flatMap((instance) =>
    Array.from({ length: compensationCount(instance) }, () => ({
      instance: instance.id,
      type: 'compensate' as const,
      name: '',
    })),
  );
}
