/**
 * A record's timeline tells of processes and their steps as they were called then. Where the diagram still has that name, it is
 * told in the language of whoever reads.
 */
import { nameIn } from '#engine/name-in.ts';
import type { Process } from '#engine/process.ts';
import type { TimelineEntry } from '../../api/records.ts';
import type { Definitions } from '../processes/definitions.ts';

export type TimelineNames = (entries: readonly TimelineEntry[], language: string) => Promise<TimelineEntry[]>;

export function createTimelineNames(definitions: Pick<Definitions, 'latest' | 'version'>): TimelineNames {
  return (entries, language) =>
    Promise.all(
      entries.map(async (entry): Promise<TimelineEntry> => {
        const { kind, cause, detail } = entry;
        return {
          ...entry,
          ...(detail &&
            (kind === 'process' || kind === 'task') && {
              detail: await namedDetail(definitions, detail, language),
            }),
          ...(cause?.kind === 'process' && { cause: await namedCause(definitions, cause, language) }),
        };
      }),
    );
}

// helpers //////////

type Facts = Readonly<Record<string, unknown>>;

/** Of a process that was started, or (with `element`) of a task that was done. */
async function namedDetail(
  definitions: Pick<Definitions, 'version'>,
  { version, element, ...detail }: Facts,
  language: string,
): Promise<Facts> {
  const { process, name } = detail;
  if (typeof process !== 'string' || typeof version !== 'number') return detail;
  const found = (await definitions.version(process, version))?.process;
  return { ...detail, name: found ? told(found, element, name, language) : name };
}

async function namedCause(
  definitions: Pick<Definitions, 'latest'>,
  cause: Facts,
  language: string,
): Promise<Facts> {
  const { process, element, name, step } = cause;
  const found = typeof process === 'string' ? (await definitions.latest(process))?.process : undefined;
  if (!found) return cause;
  return {
    ...cause,
    name: told(found, undefined, name, language),
    ...(step !== undefined && { step: told(found, element, step, language) }),
  };
}

/** @param id of the element; none: the process itself */
function told(process: Process, id: unknown, name: unknown, language: string): unknown {
  const named = typeof id === 'string' ? process.elements.get(id) : process.root;
  // A name that was computed, or has been changed since, stays.
  return named && (name === named.name || name === id) ? (nameIn(named, language) ?? name) : name;
}
