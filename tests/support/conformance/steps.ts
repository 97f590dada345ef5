/** The steps of the scenario language. Deeds return what came of them; expectations throw. */
import { Duration } from 'luxon';
import { equal, expectTask, expectVariables, same } from './compare.ts';
import type { Context } from './run-scenario.ts';
import { type Fields, readFiles } from './scenario.ts';
import type { Did, Narrowing, ScenarioTask } from './target.ts';
import { isSame, toEngine } from './values.ts';

type StepKind = (context: Context, fields: Fields) => Promise<unknown>;

export const STEPS: Readonly<Record<string, StepKind>> = {
  // deeds //////////

  async start(context, { process, as, variables, businessKey, version }) {
    const outcome = await context.target.start(process, {
      ...(variables && { variables: toEngine(variables) }),
      ...(businessKey !== undefined && { businessKey }),
      ...(version !== undefined && { version }),
    });
    if (outcome.ok && as) context.aliases.set(as, outcome.id);
    return outcome;
  },
  async startByMessage(context, { message, as, variables, businessKey }) {
    const outcome = await context.target.startByMessage(message, {
      ...(variables && { variables: toEngine(variables) }),
      ...(businessKey !== undefined && { businessKey }),
    });
    if (outcome.ok && as) context.aliases.set(as, outcome.id);
    return outcome;
  },
  async deploy(context, { files }) {
    return context.target.deploy(readFiles(context.folder, files));
  },
  async complete(context, fields) {
    const [task] = await findTasks(context, fields);
    if (task === undefined) return refused(`no open task ${fields.task}`);
    return context.target.completeTask(task.id, fields.variables && toEngine(fields.variables));
  },
  async message(context, { name, correlation = {}, variables, all = false }) {
    const narrowing: Narrowing = {
      ...(correlation.of && { instance: idOf(context, correlation.of) }),
      ...(correlation.businessKey !== undefined && { businessKey: correlation.businessKey }),
      ...(correlation.variables && { variables: toEngine(correlation.variables) }),
      ...(correlation.localVariables && { localVariables: toEngine(correlation.localVariables) }),
    };
    return context.target.message(name, narrowing, {
      ...(variables && { variables: toEngine(variables) }),
      all,
    });
  },
  async signal(context, { name, variables }) {
    return context.target.signal(name, variables && toEngine(variables));
  },
  async conditions(context, { variables = {}, expectCount, as }) {
    const outcome = await context.target.conditions(toEngine(variables));
    if (!outcome.ok) return outcome;
    equal(outcome.started.length, expectCount, 'started instances');
    if (as && outcome.started[0]) context.aliases.set(as, outcome.started[0]);
    return undefined;
  },
  async bpmnError(context, fields) {
    const { code, message, variables } = fields;
    const found = fields.task
      ? (await findTasks(context, fields))[0]
      : (await findExternals(context, fields))[0];
    if (found === undefined) return refused('no such open task');
    return context.target.error(found.id, {
      code,
      ...(message !== undefined && { message }),
      ...(variables && { variables: toEngine(variables) }),
    });
  },
  async escalate(context, fields) {
    const [task] = await findTasks(context, fields);
    if (task === undefined) return refused(`no open task ${fields.task}`);
    const { code, variables } = fields;
    return context.target.escalate(task.id, { code, ...(variables && { variables: toEngine(variables) }) });
  },
  async trigger(context, { of, activity, variables }) {
    const place = await findActive(context, of, activity);
    if (place === null) return refused(`“${activity}” is not active`);
    return context.target.trigger(place.instance, place.key, variables && toEngine(variables));
  },
  async setVariables(context, { of, variables, task, activity, local = false }) {
    const instance = idOf(context, of);
    const element = task ?? activity;
    const place = element === undefined ? null : await findActive(context, of, element);
    if (element !== undefined && place === null) return refused(`“${element}” is not active`);
    return context.target.setVariables(instance, place?.key ?? null, toEngine(variables), local);
  },
  async removeVariables(context, { of, names }) {
    return context.target.removeVariables(idOf(context, of), names);
  },
  async changeRecord(context, { entity, id, set }) {
    return context.target.changeRecord(entity, id, toEngine(set));
  },
  async completeExternal(context, fields) {
    const [task] = await findExternals(context, fields);
    if (task === undefined) return refused(`no open external task ${fields.topic}`);
    return context.target.completeExternal(task.id, fields.variables && toEngine(fields.variables));
  },
  async failExternal(context, fields) {
    const [task] = await findExternals(context, fields);
    if (task === undefined) return refused(`no open external task ${fields.topic}`);
    const { retries, message } = fields;
    return context.target.failExternal(task.id, { retries, ...(message !== undefined && { message }) });
  },
  async cancel(context, { of }) {
    return context.target.cancel(idOf(context, of));
  },
  async modify(context, { of, start = [], cancel = [] }) {
    const doomed: (string | { element: string })[] = [];
    for (const one of cancel) {
      if (typeof one === 'string') doomed.push({ element: one });
      else {
        const place = await findActive(context, of, one.one);
        if (place === null) return refused(`“${one.one}” is not active`);
        doomed.push(place.key);
      }
    }
    return context.target.modify(idOf(context, of), {
      cancel: doomed,
      start: start.map(({ before, after, variables, local = false }: Fields) => ({
        element: before ?? after,
        place: before === undefined ? 'after' : 'before',
        ...(variables && { variables: toEngine(variables), local }),
      })),
    });
  },
  async migrate(context, { of, to, elements = {}, renew = [] }) {
    return context.target.migrate(idOf(context, of), to, { elements, renew });
  },
  async advance(context, { by, to }) {
    const { target } = context;
    target.moveClock(to === undefined ? target.now() + Duration.fromISO(by).toMillis() : Date.parse(to));
    await target.runJobs();
  },
  async runJobs({ target }) {
    await target.runJobs();
  },
  async bindCalled(context, { of, as, process, any }) {
    const caller = idOf(context, of);
    const free = await unnamed(
      context,
      (one) => one.caller === caller && (!process || one.process === process),
    );
    if (free.length === 0 || (free.length > 1 && !any))
      throw new Error(`${free.length} called instances have no alias`);
    context.aliases.set(as, free[0]!.id);
  },
  async bindStarted(context, { process, as }) {
    const free = await unnamed(context, (one) => one.process === process);
    if (free.length !== 1) throw new Error(`${free.length} instances of ${process} have no alias`);
    context.aliases.set(as, free[0]!.id);
  },

  // expectations //////////

  async expectStartError(context, fields) {
    const before = (await context.target.instances()).length;
    const outcome = (await STEPS.start!(context, fields)) as Did | undefined;
    if (outcome?.ok !== false) throw new Error('the start was accepted, but must be rejected');
    equal((await context.target.instances()).length, before, 'instances after the rejected start');
  },
  async expectTasks(context, { of, tasks, task }) {
    const open = (await tasksOf(context, of)).filter((one) => !task || one.element === task);
    same(
      open.map((one) => one.element),
      tasks,
      'open tasks',
    );
  },
  async expectTaskCount(context, { of, task, count }) {
    equal(
      (await tasksOf(context, of)).filter((one) => !task || one.element === task).length,
      count,
      'open tasks',
    );
  },
  async expectTask(context, fields) {
    const [task] = await findTasks(context, fields);
    if (task === undefined) throw new Error(`no open task ${fields.task}`);
    expectTask(task, fields);
  },
  async expectActive(context, { of, activities }) {
    const active = (
      await Promise.all(idsOf(context, of, await running(context)).map((id) => context.target.active(id)))
    ).flat();
    same(
      active.map((one) => one.element),
      activities,
      'active activities',
    );
  },
  async expectVariables(context, { of, variables, absent = [] }) {
    const found = await context.target.variables(idOf(context, of));
    expectVariables(found, variables ?? {}, absent);
  },
  async expectLocalVariables(context, { of, activity, variables }) {
    const place = await findActive(context, of, activity);
    if (place === null) throw new Error(`“${activity}” is not active`);
    expectVariables(await context.target.localVariables(place.instance, place.key), variables, []);
  },
  async expectEnded(context, { of, at }) {
    for (const one of await chosen(context, of)) if (!one.ended) throw new Error(`${one.id} has not ended`);
    if (at)
      same(
        (await visited(context, of, 'completed')).filter((one) => one === at),
        [at],
        'end events reached',
      );
  },
  async expectNotEnded(context, { of }) {
    if ((await chosen(context, of)).some((one) => one.ended)) throw new Error('it has ended');
  },
  async expectRunning(context, { process, count }) {
    const found = (await context.target.instances()).filter((one) => one.process === process && !one.ended);
    equal(found.length, count, `running instances of ${process}`);
  },
  async expectVisited(context, { of, activities }) {
    const left = await visited(context, of, 'completed');
    for (const activity of activities as string[]) {
      const at = left.indexOf(activity);
      if (at < 0) throw new Error(`“${activity}” was not completed (so often)`);
      left.splice(at, 1);
    }
  },
  async expectNotVisited(context, { of, activities }) {
    const all = [...(await visited(context, of, 'completed')), ...(await visited(context, of, 'cancelled'))];
    for (const activity of activities as string[])
      if (all.includes(activity)) throw new Error(`“${activity}” was entered`);
  },
  async expectVisitedCount(context, { of, activity, count }) {
    const found = (await visited(context, of, 'completed')).filter((one) => one === activity);
    equal(found.length, count, `completions of ${activity}`);
  },
  async expectCanceled(context, { of, activities }) {
    const found = await visited(context, of, 'cancelled');
    for (const activity of activities as string[])
      if (!found.includes(activity)) throw new Error(`“${activity}” was not cancelled`);
  },
  async expectJobs(context, { of, count }) {
    equal((await jobsOf(context, of)).length, count, 'open jobs');
  },
  async expectTimers(context, { of, count, due }) {
    const timers = (await jobsOf(context, of)).filter((job) => job.kind === 'timer');
    if (count !== undefined) equal(timers.length, count, 'open timers');
    if (due)
      same(
        timers.map((job) => new Date(job.due).toISOString()),
        (due as string[]).map((text) => new Date(text).toISOString()),
        'due dates',
      );
  },
  async expectSubscriptions(context, { of, type, name, count }) {
    const id = of === undefined ? undefined : idOf(context, of);
    const found = (await context.target.subscriptions()).filter(
      (one) =>
        (id === undefined || one.instance === id) &&
        (!type || one.type === type) &&
        (!name || one.name === name),
    );
    equal(found.length, count, `subscriptions (${found.map((one) => `${one.type} ${one.name}`).join(', ')})`);
  },
  async expectIncidents(context, { of, count }) {
    const id = of === undefined ? undefined : idOf(context, of);
    const found = (await context.target.incidents()).filter((one) => id === undefined || one.instance === id);
    equal(found.length, count, 'incidents');
  },
  async expectBusinessKey(context, { of, businessKey }) {
    equal((await chosen(context, of))[0]?.businessKey, businessKey, 'business key');
  },
  async expectVersion(context, { of, version }) {
    equal((await chosen(context, of))[0]?.version, version, 'version');
  },
  async fetchExternal(context, { topic, expectCount, variables }) {
    const found = (await context.target.externals()).filter((one) => one.topic === topic);
    equal(found.length, expectCount, `external tasks of ${topic}`);
    if (variables) expectVariables(found[0]?.variables ?? {}, variables, []);
  },
};

// helpers //////////

function refused(reason: string): Did {
  return { ok: false, reason };
}

function idOf(context: Context, alias: string | undefined): string {
  const id = alias === undefined ? [...context.aliases.values()][0] : context.aliases.get(alias);
  if (id === undefined) throw new Error(`there is no instance “${alias}”`);
  return id;
}

function idsOf(context: Context, alias: string | undefined, all: readonly string[]): readonly string[] {
  return alias === undefined ? all : [idOf(context, alias)];
}

async function running(context: Context): Promise<string[]> {
  return (await context.target.instances()).filter((one) => !one.ended).map((one) => one.id);
}

async function chosen(context: Context, of: string | undefined) {
  const all = await context.target.instances();
  return of === undefined ? all : all.filter((one) => one.id === idOf(context, of));
}

async function unnamed(context: Context, fits: (one: Awaited<ReturnType<typeof chosen>>[number]) => boolean) {
  const named = new Set(context.aliases.values());
  return (await context.target.instances()).filter((one) => !named.has(one.id) && fits(one));
}

async function tasksOf(context: Context, of: string | undefined): Promise<ScenarioTask[]> {
  const id = of === undefined ? undefined : idOf(context, of);
  return (await context.target.tasks()).filter((task) => id === undefined || task.instance === id);
}

/** The open tasks that `task` and `where` mean. */
async function findTasks(context: Context, { of, task, where = {} }: Fields): Promise<ScenarioTask[]> {
  const wanted = toEngine(where);
  return (await tasksOf(context, of)).filter(
    (one) =>
      one.element === task &&
      Object.entries(wanted).every(([name, value]) => isSame(one.variables[name], value)),
  );
}

async function findExternals(context: Context, { of, topic, activity }: Fields) {
  const id = of === undefined ? undefined : idOf(context, of);
  return (await context.target.externals()).filter(
    (one) =>
      one.topic === topic &&
      (id === undefined || one.instance === id) &&
      (!activity || one.element === activity),
  );
}

async function findActive(context: Context, of: string | undefined, element: string) {
  for (const instance of idsOf(context, of, await running(context))) {
    const found = (await context.target.active(instance)).find((one) => one.element === element);
    if (found) return { instance, key: found.key };
  }
  return null;
}

async function jobsOf(context: Context, of: string | undefined) {
  const id = of === undefined ? undefined : idOf(context, of);
  return (await context.target.jobs()).filter((job) => id === undefined || job.instance === id);
}

async function visited(
  context: Context,
  of: string | undefined,
  how: 'completed' | 'cancelled',
): Promise<string[]> {
  const all = (await context.target.instances()).map((one) => one.id);
  const visits = (await Promise.all(idsOf(context, of, all).map((id) => context.target.visits(id)))).flat();
  return visits.filter((visit) => visit.how === how).map((visit) => visit.element);
}
