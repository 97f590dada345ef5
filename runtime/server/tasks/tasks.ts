/**
 * User tasks for people: one task with its form, claiming, completing, planning, drafts. A task is completed with
 * what its form names: fields of the record it is bound to go through the record pipeline, variables into the process, both in
 * one transaction.
 */
import { nameIn } from '#engine/name-in.ts';
import type { Element } from '#engine/process.ts';
import { visibleVariables } from '#engine/read.ts';
import type { Grant } from '#metadata/access.ts';
import { checkValues, type FormLayout } from '#metadata/form.ts';
import { type FoundForm, findForm, toVariables, variableValues } from '#metadata/process-form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { CompletedTask, CompleteTask, PlanTask, TaskDetail } from '../../api/tasks.ts';
import type { Principal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import type { Executor } from '../processes/execute.ts';
import { boundRecord, formReply } from '../processes/process-form.ts';
import { refusalOf } from '../processes/refusal.ts';
import { forbidden, invalid, Rejection } from '../rejection.ts';
import { historyOf } from '../store/history.ts';
import { loadInstance } from '../store/instances.ts';
import { namesOf } from '../store/people.ts';
import { findTaskDraft, saveTaskDraft } from '../store/task-drafts.ts';
import type { OpenTask } from '../store/tasks.ts';
import { identitiesOf, type TaskRights, taskRights } from './task-access.ts';
import { createTaskFinder } from './task-finder.ts';
import { grantOf } from './task-grant.ts';
import type { TaskItems } from './task-items.ts';
import { placeOf } from './task-place.ts';
import type { RecordId, TaskRecords } from './task-records.ts';

export interface Tasks {
  get(id: string, principal: Principal): Promise<TaskDetail>;
  claim(id: string, principal: Principal, person?: string): Promise<TaskDetail>;
  unclaim(id: string, principal: Principal): Promise<TaskDetail>;
  complete(id: string, input: CompleteTask, principal: Principal): Promise<CompletedTask>;
  delegate(id: string, person: string, principal: Principal): Promise<TaskDetail>;
  plan(id: string, plan: PlanTask, principal: Principal): Promise<TaskDetail>;
  saveDraft(id: string, values: Readonly<Record<string, unknown>>, principal: Principal): Promise<void>;
}

export interface TasksOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: () => Registry;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly records: TaskRecords;
  readonly items: TaskItems;
}

/** A task as somebody opened it: row, element, rights. */
interface Opened {
  readonly task: OpenTask;
  readonly element: Element;
  readonly process: { readonly key: string; readonly name: string; readonly version: number };
  readonly rights: TaskRights;
}

export function createTasks(options: TasksOptions): Tasks {
  const { db, clock, registry, definitions, executor, records, items } = options;
  const finder = createTaskFinder(db);

  async function open(id: string, principal: Principal): Promise<Opened> {
    const place = placeOf(id);
    const task = place && (await finder.open(place));
    const definition = task && (await definitions.load(task.process));
    const element = task && definition?.process.elements.get(task.element);
    if (!task || !definition || !element) throw gone();
    const { key, name } = definition.process;
    const rights = taskRights(task, key, principal, registry());
    if (!rights.see) throw gone();
    return { task, element, rights, process: { key, name: name ?? key, version: definition.version } };
  }

  /** Variables as visible from the task. */
  async function variablesOf(task: OpenTask): Promise<Record<string, Json>> {
    const instance = await (task.chunk === '0'
      ? finder.instance(task.instance)
      : loadInstance(db, task.instance, [task.chunk]));
    if (!instance) throw gone();
    return visibleVariables(instance, task.key);
  }

  async function formOf({ task, element }: Opened): Promise<{
    form: FoundForm;
    variables: Record<string, Json>;
    record: RecordId | null;
    grant: Grant | null;
  }> {
    const form = findForm(element.form, registry());
    const variables = await variablesOf(task);
    const definition = (await definitions.load(task.process))!;
    const bound = boundRecord(form.layout, definition, variables);
    const record = bound && (await records.living(bound));
    return { form, variables, record, grant: record && grantOf(form.layout, record, options.registry()) };
  }

  async function detail(opened: Opened, principal: Principal): Promise<TaskDetail> {
    const { task, element, rights } = opened;
    const { form, variables, record, grant } = await formOf(opened);
    const read = record && grant ? await records.read(record, principal, grant) : null;
    const draft = principal.personId
      ? await findTaskDraft(db, task.instance, task.key, principal.personId)
      : null;
    const values = { ...read?.values, ...variableValues(form.layout, variables) };
    const [item] = await items.of([task], principal);
    return {
      item: item!,
      description: task.description,
      form: formReply(form, record && read ? { id: record.id, version: read.version } : null, values),
      outcomes: (element.task?.outcomes ?? []).map(({ key, label, labels }) => ({
        key,
        label: nameIn({ name: label, labels }, principal.language) ?? key,
      })),
      draft: draft && { values: draft.values as Record<string, Json>, savedAt: draft.savedAt },
      may: {
        claim: rights.claim,
        unclaim: rights.unclaim,
        complete: rights.complete,
        delegate: rights.delegate,
      },
      step: await stepOf(task),
    };
  }

  /** How many tasks of the instance are done, and where it stands now. */
  async function stepOf(task: OpenTask): Promise<TaskDetail['step']> {
    const instance = await finder.instance(task.instance);
    const waits = Object.values(instance?.chunks['0']?.waits ?? {});
    const events = (await historyOf(db, task.instance)).flatMap((row) => row.events);
    return {
      done: events.filter((event) => event.type === 'closed' && event.kind === 'task' && event.done).length,
      current: [...new Set([task.element, ...waits.map(({ element }) => element)])],
    };
  }

  async function command(
    { task }: Opened,
    deed: Parameters<Executor['command']>[1],
    principal: Principal,
  ): Promise<void> {
    try {
      await executor.command(task.instance, deed, { cause: causeOf(principal), chunk: task.chunk });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async function again(id: string, principal: Principal): Promise<TaskDetail> {
    return detail(await open(id, principal), principal);
  }

  return {
    get: again,
    async claim(id, principal, person) {
      const opened = await open(id, principal);
      const user = person ?? principal.personId;
      if (user === null) throw forbidden('Only a person can claim a task.');
      if (person !== undefined && person !== principal.personId && !opened.rights.operate) {
        throw forbidden('Only who operates this process may give a task to somebody else.');
      }
      if (!opened.rights.claim) {
        if (opened.task.assignee === null) throw forbidden('This task is offered to other people.');
        throw await taken(options, opened.task);
      }
      await command(opened, { type: 'claim', key: opened.task.key, user }, principal);
      return again(id, principal);
    },
    async unclaim(id, principal) {
      const opened = await open(id, principal);
      if (!opened.rights.unclaim)
        throw forbidden('Only who has the task can give it back, and only to those it was offered to.');
      await command(opened, { type: 'updateTask', key: opened.task.key, set: { assignee: null } }, principal);
      return again(id, principal);
    },
    async delegate(id, person, principal) {
      const opened = await open(id, principal);
      if (!opened.rights.delegate) throw forbidden('Only who has the task can hand it on.');
      const known = (await namesOf(db, [person])).get(person);
      if (!known)
        throw invalid([{ path: 'person', code: 'record_missing', message: 'There is no such person.' }]);
      const { assignee } = opened.task;
      const set = {
        assignee: known.id,
        ...(assignee !== null && { owner: assignee, delegation: 'pending' as const }),
      };
      await command(opened, { type: 'updateTask', key: opened.task.key, set }, principal);
      return taskRights({ ...opened.task, ...set }, opened.process.key, principal, registry()).see
        ? again(id, principal)
        : detail({ ...opened, task: { ...opened.task, assignee: known.id } }, principal);
    },
    async plan(id, { followUpAt, dueAt, priority }, principal) {
      const opened = await open(id, principal);
      if ((dueAt !== undefined || priority !== undefined) && !opened.rights.operate) {
        throw forbidden('Only who operates this process may change due date and priority.');
      }
      if (!opened.rights.complete && !opened.rights.operate)
        throw forbidden('Only who has the task can plan it.');
      const set = {
        followUp: instantOf(followUpAt, 'followUpAt'),
        ...(dueAt !== undefined && { due: instantOf(dueAt, 'dueAt') }),
        ...(priority !== undefined && { priority }),
      };
      await command(opened, { type: 'updateTask', key: opened.task.key, set }, principal);
      return again(id, principal);
    },
    async saveDraft(id, values, principal) {
      const { task } = await open(id, principal);
      if (!principal.personId) throw forbidden('Only a person has drafts.');
      await saveTaskDraft(db, {
        instance: task.instance,
        key: task.key,
        person: principal.personId,
        values: values as Json,
        at: new Date(clock.now()),
      });
    },
    async complete(id, input, principal) {
      const opened = await open(id, principal);
      const { task, rights } = opened;
      if (!rights.complete) {
        if (task.assignee !== null) throw await taken(options, task);
        throw forbidden('This task is offered to other people.');
      }
      if (input.variables && !rights.operate)
        throw forbidden('Variables beside the form can only be set by who operates this process.');
      const { form, variables, record, grant } = await formOf(opened);
      // What is not handed in stays as the record has it.
      const read = record && grant ? await records.read(record, principal, grant) : null;
      const values = checkedValues(
        form.layout,
        { ...read?.values, ...variableValues(form.layout, variables), ...input.values },
        input.values ?? {},
        registry(),
        principal,
        clock,
      );
      const cause = causeOf(principal);
      const fields = record && grant ? pick(values, grant.write) : {};
      const bound = record && grant && Object.keys(fields).length > 0 ? { record, grant } : null;
      const deed = {
        type: 'complete',
        key: task.key,
        variables: {
          ...toVariables(form.layout, values),
          ...(input.variables as Record<string, Json> | undefined),
        },
        ...(input.outcome !== undefined && { outcome: input.outcome }),
      } as const;
      try {
        const { unit } = await executor.command(task.instance, deed, {
          cause,
          chunk: task.chunk,
          // Record and process change together or not at all.
          ...(bound && {
            guard: async (tx) => {
              const change = { version: input.version ?? null, values: fields };
              await records.write(
                tx,
                bound.record,
                change,
                principal,
                bound.grant,
                cause,
                input.ask ?? false,
              );
              return true;
            },
          }),
        });
        await finder.forgetDrafts(task);
        const root = unit.changes.find(({ instance }) => instance.id === instance.root)?.instance;
        const ended = root?.endedAt !== undefined;
        const next = ended
          ? null
          : await finder.next({ instance: task.instance, ...identitiesOf(principal) });
        return {
          instanceId: task.instance,
          ended,
          next: next ? `${next.instance}.${next.key}` : null,
        };
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

// helpers //////////

function gone(): Rejection {
  return new Rejection({
    status: 404,
    code: 'task_gone',
    message: 'This task is no longer open: it was completed or withdrawn, or it is not yours to see.',
  });
}

async function taken({ db }: TasksOptions, task: OpenTask): Promise<Rejection> {
  const name =
    task.assignee && ((await namesOf(db, [task.assignee])).get(task.assignee)?.name ?? task.assignee);
  return new Rejection({
    status: 409,
    code: 'task_taken',
    message: `${name} has this task.`,
    params: { name: name ?? '' },
  });
}

function checkedValues(
  layout: FormLayout,
  all: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
  registry: Registry,
  principal: Principal,
  clock: Clock,
): Record<string, Json> {
  const known = new Set(layout.items.map(({ path }) => path));
  const unknown = Object.keys(given).find((key) => !known.has(key));
  if (unknown !== undefined)
    throw invalid([{ path: unknown, code: 'unknown_field', message: `The form has no field “${unknown}”.` }]);
  const env = { now: clock.now(), zone: principal.zone, me: principal.personId };
  const problems = checkValues(layout, all as Record<string, Json>, env, registry);
  if (problems.length) {
    throw invalid(
      problems.map(({ path, code, message, params }) => ({ path: path ?? '', code, message, params })),
    );
  }
  return given as Record<string, Json>;
}

function pick(values: Readonly<Record<string, Json>>, keys: readonly string[]): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}

function instantOf(text: string | null, path: string): number | null {
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw invalid([
      { path, code: 'not_a_datetime', message: 'This is no date and time such as 2026-01-31T09:30:00Z.' },
    ]);
  return at;
}
