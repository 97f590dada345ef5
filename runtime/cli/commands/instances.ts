import type { Command as InstanceCommand } from '#engine/commands.ts';
import type { Variables } from '#engine/instance.ts';
import type { Operation, PreviewItem } from '../../api/batches.ts';
import { Rejection } from '../../server/rejection.ts';
import { type Command, Misuse, OK, type Output, REFUSED } from '../command.ts';

const DEEDS = [
  'list',
  'retry',
  'cancel',
  'suspend',
  'resume',
  'set',
  'modify',
  'migrate',
  'delete',
  'restart',
] as const;

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
    renew: { value: 'ID,…', text: 'migrate: events to be waited for anew, as the new version says' },
    variables: { value: 'JSON', text: 'set, modify: variables by name' },
    remove: { value: 'NAME,…', text: 'set: variables to be removed' },
    end: { value: 'ID,…', text: 'modify: elements whose instances are cancelled' },
    before: { value: 'ID,…', text: 'modify: elements to be started' },
    after: { value: 'ID,…', text: 'modify: elements to go on behind' },
    reason: { value: 'TEXT', text: 'cancel: why' },
    latest: { value: null, text: 'restart: in the newest version, not in the one it ran in' },
    last: { value: null, text: 'restart: with the variables it ended with, not those it began with' },
    'dry-run': { value: null, text: 'say what would happen to each, and change nothing' },
  },
  help: [
    'Each instance is done or refused by itself; the exit code is 1 where any was refused.',
    'set and modify take the instances they name; variables are plain JSON, dates and the like as {"$date": "2026-11-22"}.',
  ].join('\n'),
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
      if (deed === 'set' || deed === 'modify') {
        const commands = deed === 'set' ? settingOf(options) : [modificationOf(options)];
        if (ids.length === 0) throw new Misuse('Name the instances.');
        return oneByOne(ids, out, async (id) => {
          for (const command of commands) await instances.operate(id, command, principal);
        });
      }
      const input = {
        operation: operationOf(deed as Operation['type'], options),
        ...(ids.length ? { instances: ids } : { filter }),
      };
      if (options['dry-run']) {
        const preview = await batches.preview(input, principal);
        for (const item of preview.items) {
          const { instance, title, at, message } = item;
          out.line(
            `${instance}${title ? ` “${title}”` : ''}  at ${at.join(', ') || 'no wait'}: ${message ?? `would be done${changesIn(item)}`}`,
          );
        }
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

const CHANGES: Readonly<Record<PreviewItem['changes'][number]['kind'], string>> = {
  begins: 'begins',
  ends: 'ends',
  awaits: 'will be waited for',
  awaitsNoMore: 'is waited for no more',
};

function changesIn({ changes }: PreviewItem): string {
  return changes.map(({ kind, element }) => `; ${element} ${CHANGES[kind]}`).join('');
}

/** Each by itself; a refusal is told and the others go on. */
async function oneByOne(
  ids: readonly string[],
  out: Output,
  deed: (id: string) => Promise<void>,
): Promise<number> {
  const refusals: { instance: string; message: string }[] = [];
  for (const id of ids)
    await deed(id).catch((error) => {
      if (!(error instanceof Rejection)) throw error;
      refusals.push({ instance: id, message: error.message });
    });
  for (const { instance, message } of refusals) out.error(`${instance}: ${message}`);
  out.line(`${ids.length - refusals.length} of ${ids.length} done, ${refusals.length} refused.`);
  out.result({ done: ids.length - refusals.length, refusals });
  return refusals.length ? REFUSED : OK;
}

function settingOf(options: Options): InstanceCommand[] {
  const variables = variablesOf(options);
  const names = listOf(options.remove);
  if (!variables && names.length === 0) throw new Misuse('Say with --variables or --remove what to set.');
  return [
    ...(variables ? [{ type: 'setVariables', variables } as const] : []),
    ...(names.length ? [{ type: 'removeVariables', names } as const] : []),
  ];
}

function modificationOf(options: Options): InstanceCommand {
  const variables = variablesOf(options);
  const start = (['before', 'after'] as const).flatMap((place) =>
    listOf(options[place]).map((element) => ({ element, place, ...(variables && { variables }) })),
  );
  const cancel = listOf(options.end).map((element) => ({ element }));
  if (start.length + cancel.length === 0) throw new Misuse('Say with --end, --before or --after what to do.');
  return { type: 'modify', cancel, start };
}

function listOf(text: string | boolean | undefined): string[] {
  return typeof text === 'string' ? text.split(',').filter(Boolean) : [];
}

function variablesOf({ variables }: Options): Variables | null {
  if (typeof variables !== 'string') return null;
  try {
    const value: unknown = JSON.parse(variables);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Variables;
  } catch {
    // said below
  }
  throw new Misuse('Write --variables as a JSON object, such as {"amount": 7}.');
}

function operationOf(type: Operation['type'], { to, map, renew, reason, last, latest }: Options): Operation {
  if (type === 'restart') return { type, values: last ? 'last' : 'initial', latest: latest === true };
  if (type !== 'migrate') return { type, ...(typeof reason === 'string' && { reason }) };
  if (to === undefined) throw new Misuse('Say with --to which version to go on with.');
  const pairs = typeof map === 'string' ? map.split(',').map((pair) => pair.split('=')) : [];
  if (pairs.some((pair) => pair.length !== 2)) throw new Misuse('Write --map as OLD=NEW,OLD=NEW.');
  return {
    type,
    version: wholeNumber(to, 'to'),
    ...(pairs.length > 0 && { elements: Object.fromEntries(pairs) as Record<string, string> }),
    ...(renew !== undefined && { renew: listOf(renew) }),
  };
}

function wholeNumber(text: string | boolean, option: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Misuse(`--${option} takes a whole number from 1 on.`);
  return value;
}
