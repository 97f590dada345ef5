/** The processes a person may start or watch: list, versions, start form, model, starting by hand. */

import { nameIn } from '#engine/name-in.ts';
import type { Definition, Element } from '#engine/process.ts';
import { checkValues } from '#metadata/form.ts';
import { findForm, toVariables } from '#metadata/process-form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { ProcessDetail, ProcessItem, ProcessList, Started, StartInstance } from '../../api/processes.ts';
import type { Principal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import type { Executor } from '../processes/execute.ts';
import { formReply } from '../processes/process-form.ts';
import { refusalOf } from '../processes/refusal.ts';
import { forbidden, invalid, notFound } from '../rejection.ts';
import { processCounts, runningByVersion } from '../store/instance-lists.ts';
import { findProcess, latestProcesses, type ProcessSummary, versionsOf } from '../store/processes.ts';
import { identitiesOf } from '../tasks/task-access.ts';
import { createTaskFinder } from '../tasks/task-finder.ts';
import type { TaskRecords } from '../tasks/task-records.ts';
import { processRight, startElementOf } from './process-right.ts';

export interface Catalogue {
  list(principal: Principal): Promise<ProcessList>;
  get(key: string, principal: Principal): Promise<ProcessDetail>;
  /** BPMN text of a version. */
  model(key: string, version: number, principal: Principal): Promise<string>;
  start(key: string, input: StartInstance, principal: Principal): Promise<Started>;
}

export interface CatalogueOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly records: TaskRecords;
}

export function createCatalogue({
  db,
  clock,
  registry,
  definitions,
  executor,
  records,
}: CatalogueOptions): Catalogue {
  const finder = createTaskFinder(db);

  const rightOn = (key: string, principal: Principal) =>
    processRight(key, principal, registry(), definitions);

  async function startElement(key: string): Promise<Element | null> {
    const definition = await definitions.latest(key);
    return definition && startElementOf(definition);
  }

  async function item(
    summary: ProcessSummary,
    counts: Map<string, { running: number; incidents: number }>,
    principal: Principal,
  ): Promise<ProcessItem | null> {
    const right = await rightOn(summary.key, principal);
    if (right === 'none') return null;
    const definition = await definitions.latest(summary.key);
    return {
      key: summary.key,
      name: (definition && nameIn(definition.process.root, principal.language)) ?? summary.name,
      version: summary.version,
      description: definition && nameIn(description(definition), principal.language),
      entity: definition ? entityOf(definition) : null,
      mayStart: right !== 'see' && summary.active && (await startElement(summary.key)) !== null,
      running: counts.get(summary.key)?.running ?? 0,
      incidents: counts.get(summary.key)?.incidents ?? 0,
      deployedAt: summary.deployedAt,
    };
  }

  return {
    async list(principal) {
      const counts = await processCounts(db);
      const items = await Promise.all(
        (await latestProcesses(db)).map((summary) => item(summary, counts, principal)),
      );
      return { items: items.filter((one) => one !== null) };
    },
    async get(key, principal) {
      const versions = await versionsOf(db, key);
      const latest = versions[0];
      const found = latest && (await item(latest, await processCounts(db), principal));
      const definition = found && (await definitions.load(latest.id));
      if (!found || !definition) throw notFound(`process ${JSON.stringify(key)}`);
      const running = await runningByVersion(db, key);
      const start = await startElement(key);
      const form = start && findForm(start.form, registry());
      return {
        item: found,
        versions: versions.map(({ version, name, deployedAt }) => ({
          version,
          name,
          deployedAt,
          running: running.get(version) ?? 0,
        })),
        startForm: form
          ? formReply(form, null, {})
          : {
              key: null,
              entity: null,
              recordId: null,
              fields: {},
              sections: null,
              values: {},
              version: null,
              notRun: [],
            },
      };
    },
    async model(key, version, principal) {
      if ((await rightOn(key, principal)) === 'none') throw notFound(`process ${JSON.stringify(key)}`);
      const row = await findProcess(db, key, { by: 'version', version });
      if (!row) throw notFound(`version ${version} of the process ${JSON.stringify(key)}`);
      return row.xml;
    },
    async start(key, input, principal) {
      const right = await rightOn(key, principal);
      if (right === 'none') throw notFound(`process ${JSON.stringify(key)}`);
      if (right === 'see') throw forbidden('Your roles let you see this process, not start it.');
      if (input.variables && right !== 'operate')
        throw forbidden('Variables beside the start form can only be set by who operates this process.');
      const definition =
        input.version === undefined
          ? await definitions.latest(key)
          : await definitions.version(key, input.version);
      if (!definition) throw notFound(`version of the process ${JSON.stringify(key)} that can be started`);
      const about = input.record && (await recordVariable(definition, input.record, principal));
      const start = await startElement(key);
      const variables = {
        ...(input.variables as Record<string, Json> | undefined),
        ...about,
        ...(start && formVariables(start, input.values ?? {}, registry(), principal, clock)),
      };
      try {
        const { instance } = await executor.start(
          definition,
          {
            type: 'start',
            variables,
            ...(input.businessKey !== undefined && { businessKey: input.businessKey }),
          },
          { cause: causeOf(principal) },
        );
        const ended = instance.endedAt !== undefined;
        const next = ended ? null : await finder.next({ instance: instance.id, ...identitiesOf(principal) });
        return {
          id: instance.id,
          ended,
          next: next ? `${next.instance}.${next.key}` : null,
        };
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };

  /** The record goes into the variable that the process declares for its entity. */
  async function recordVariable(
    definition: Definition,
    record: { entity: string; id: string },
    principal: Principal,
  ): Promise<Record<string, Json>> {
    const variable = definition.process.context.variables.find(
      ({ type }) => type.kind === 'record' && type.entity === record.entity,
    );
    if (!variable) {
      throw invalid([
        {
          path: 'record',
          code: 'no_such_variable',
          message: `This process is not about ${record.entity}: it declares no variable for it.`,
        },
      ]);
    }
    const titles = await records.titles([record], principal);
    if (!titles.has(`${record.entity}:${record.id}`)) throw notFound(`${record.entity} of that id`);
    return { [variable.name]: { $record: { entity: record.entity, id: record.id } } };
  }
}

// helpers //////////

function description({ process: { documentation, descriptions } }: Definition) {
  return { name: documentation, labels: descriptions };
}

/** Entity of the record the process is about: that of the first variable it declares as a record. */
function entityOf({ process }: Definition): string | null {
  const types = process.context.variables.map(({ type }) => type);
  return types.find((type) => type.kind === 'record')?.entity ?? null;
}

function formVariables(
  start: Element,
  values: Readonly<Record<string, unknown>>,
  registry: Registry,
  principal: Principal,
  clock: Clock,
): Record<string, Json> {
  const { layout } = findForm(start.form, registry);
  const unknown = Object.keys(values).find((name) => !layout.variables.has(name));
  if (unknown !== undefined)
    throw invalid([
      { path: unknown, code: 'unknown_field', message: `The start form has no field “${unknown}”.` },
    ]);
  const env = { now: clock.now(), zone: principal.zone, me: principal.personId };
  const problems = checkValues(layout, values as Record<string, Json>, env, registry);
  if (problems.length)
    throw invalid(
      problems.map(({ path, code, message, params }) => ({ path: path ?? '', code, message, params })),
    );
  return toVariables(layout, values as Record<string, Json>);
}
