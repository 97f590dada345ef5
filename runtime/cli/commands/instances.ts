import type { Operation } from '../../api/batches.ts';
import { type Command, Misuse, OK, REFUSED } from '../command.ts';

const DEEDS = ['list', 'retry', 'cancel', 'suspend', 'resume', 'migrate', 'delete', 'restart'] as const;

export const instancesCommand: Command = {
  name: 'instances',
  usage: `${DEEDS.join('|')} [ID...]`,
  summary: 'Process instances: list them, or operate those named or chosen by the options.',
  options: {
    process: { value: 'KEY', text: 'instances of this process' },
    version: { value: 'N', text: 'of this version only' },
    state: { value: 'STATE', text: 'running (default), incident, suspended, ended or all' },
    element: { value: 'ID', text: 'that stand at this element' },
    to: { value: 'N', text: 'migrate: the version to go on with' },
    map: { value: 'OLD=NEW,…', text: 'migrate: elements that have another id there' },
    reason: { value: 'TEXT', text: 'cancel: why' },
    'dry-run': { value: null, text: 'say what would happen to each, and change nothing' },
  },
  help: 'Each instance is done or refused by itself; the exit code is 1 where any was refused.',
  async run({ args: [deed, ...ids], options, out }) {
    if (!DEEDS.some((one) => one === deed)) throw new Misuse(`Say ${DEEDS.join(', ')}.`);
    const { withPlatform } = await import('../open.ts');
    const { systemPrincipal } = await import('../../server/auth/principal.ts');
    const filter = filterOf(options);
    return withPlatform(async ({ services: { instances, batches } }) => {
      const principal = systemPrincipal();
      if (deed === 'list') {
        const { items } = await instances.list({ ...filter, limit: 500 }, principal);
        for (const { id, process, status, incidents, businessKey, startedAt } of items)
          out.line(
            `${id}  ${process.key} ${process.version}  ${status}${incidents ? `, ${incidents} incidents` : ''}  ${startedAt}${businessKey ? `  ${businessKey}` : ''}`,
          );
        out.result(items);
        return OK;
      }
      if (ids.length === 0 && filter.process === undefined)
        throw new Misuse('Name instances, or choose them with --process.');
      if (deed === 'restart') {
        const started: string[] = [];
        for (const id of ids) started.push((await instances.restart(id, {}, principal)).id);
        for (const id of started) out.line(`${id} has started.`);
        out.result(started);
        return OK;
      }
      const input = {
        operation: operationOf(deed as Operation['type'], options),
        ...(ids.length ? { instances: ids } : { filter }),
      };
      if (options['dry-run']) {
        const preview = await batches.preview(input);
        for (const { instance, at, message } of preview.items)
          out.line(`${instance}  at ${at.join(', ') || 'no wait'}: ${message ?? 'would be done'}`);
        out.line(`${preview.possible} of ${preview.examined} could be done, ${preview.total} chosen.`);
        out.result(preview);
        return preview.possible === preview.examined ? OK : REFUSED;
      }
      const { id } = await batches.create(input, principal);
      for (let worked = true; worked; ) {
        worked = await batches.round(id);
        const { batch } = await batches.get(id);
        out.progress(batch.done, batch.total, 'instances');
      }
      const { batch, refusals } = await batches.get(id);
      for (const { instance, message } of refusals) out.error(`${instance}: ${message}`);
      out.line(`${batch.done - batch.refused} of ${batch.total} done, ${batch.refused} refused.`);
      out.result({ batch, refusals });
      return batch.refused ? REFUSED : OK;
    });
  },
};

// helpers //////////

type Options = Readonly<Record<string, string | boolean | undefined>>;

function filterOf({ process, version, state, element }: Options) {
  return {
    ...(typeof process === 'string' && { process }),
    ...(version !== undefined && { version: wholeNumber(version, 'version') }),
    ...(typeof state === 'string' && { state }),
    ...(typeof element === 'string' && { element }),
  };
}

function operationOf(type: Operation['type'], { to, map, reason }: Options): Operation {
  if (type !== 'migrate') return { type, ...(typeof reason === 'string' && { reason }) };
  if (to === undefined) throw new Misuse('Say with --to which version to go on with.');
  const pairs = typeof map === 'string' ? map.split(',').map((pair) => pair.split('=')) : [];
  if (pairs.some((pair) => pair.length !== 2)) throw new Misuse('Write --map as OLD=NEW,OLD=NEW.');
  return {
    type,
    version: wholeNumber(to, 'to'),
    ...(pairs.length > 0 && { elements: Object.fromEntries(pairs) as Record<string, string> }),
  };
}

function wholeNumber(text: string | boolean, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Misuse(`--${option} takes a whole number from 1 on.`);
  return value;
}
