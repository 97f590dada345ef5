/** Nine ways to write a job, each as its users take it. */
import { type Doors, type Outcome, refusedWith, type Values } from './doors.ts';

export interface Job {
  readonly id: string;
  readonly name: string;
  readonly project: string;
}
export interface Way {
  /** Missing: this way makes no records. */
  readonly make?: (values: Values & { name: string }, project: string) => Promise<Outcome>;
  readonly change: (job: Job, values: Values) => Promise<Outcome>;
}

export function waysOf({
  admin,
  bringIn,
  http,
  named,
  process,
  records,
  system,
}: Doors): Readonly<Record<string, Way>> {
  const at = (id: string) => `/api/records/job/${id}`;
  const version = async (id: string) => (await records.get(system, 'job', id)).version;
  const patch = async ({ id }: Job, values: Values) =>
    http('PATCH', at(id), { version: await version(id), values });

  return {
    // Everything as it was read, with what was changed in it.
    form: {
      make: (values, project) =>
        http('POST', '/api/records/job', { values: { ...values, project }, ask: true }),
      async change({ id }, values) {
        const read = (await admin.call('GET', at(id))).body;
        return http('PATCH', at(id), { version: read.version, values: { ...read, ...values }, ask: true });
      },
    },
    inline: { change: patch },
    // A card moved to another lane sends its stage, and what was asked for on the way.
    kanban: { change: patch },
    bulk: {
      async change({ id }, values) {
        const { body } = await admin.call('POST', '/api/records/job/bulk', {
          deed: 'update',
          ids: [id],
          values,
        });
        return body.done === 1 ? { id } : refusedWith(body.failed.map(({ code }: { code: string }) => code));
      },
    },
    import: {
      make: (values, project) => bringIn({ ...values, project: `Project ${project}` }, false),
      change: ({ name }, values) => bringIn({ name, ...values }, true),
    },
    api: {
      make: (values, project) =>
        http(
          'POST',
          '/api/records/job',
          { values: { ...values, project } },
          { 'idempotency-key': `k-${values.name}` },
        ),
      change: ({ id }, values) => http('PATCH', at(id), { values }, { 'if-match': '*' }),
    },
    script: {
      make: ({ ...values }, project) => process('script_making', { given: { ...values, project } }),
      change: ({ id }, values) =>
        process('script_changing', { job: { $record: { entity: 'job', id } }, given: values }),
    },
    process: {
      make: (values, project) => process('making', { patch: { ...values, project } }),
      change: ({ id }, values) =>
        process('changing', { job: { $record: { entity: 'job', id } }, patch: values }),
    },
    nested: {
      async make(values, project) {
        const answer = await http(
          'PATCH',
          `/api/records/project/${project}`,
          { values: { jobs: { create: [values] } } },
          { 'if-match': '*' },
        );
        if ('refused' in answer) return answer;
        return named(values.name);
      },
      async change({ id, project }, values) {
        const update = [{ id, ...values }];
        const answer = await http(
          'PATCH',
          `/api/records/project/${project}`,
          { values: { jobs: { update } } },
          { 'if-match': '*' },
        );
        return 'refused' in answer ? answer : { id };
      },
    },
  };
}
