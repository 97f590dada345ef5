/** The steps people know of, from the events of an instance: named elements that were completed, then where it stands. */
import type { HistoryEntry, InstanceDetail } from '#api/instances.ts';
import type { Marks } from '../process-drawing.tsx';

export interface Step {
  readonly key: string;
  readonly name: string;
  readonly state: 'done' | 'current' | 'failed';
  /** Null for what the platform did, and for a task that nobody has taken. */
  readonly who: string | null;
  readonly forPerson: boolean;
  /** When it was done, or since when it stands there. */
  readonly at: string | null;
  readonly dueAt: string | null;
  /** Milliseconds. */
  readonly took: number | null;
}

export function stepsOf(detail: InstanceDetail, history: readonly HistoryEntry[]): Step[] {
  const begun = new Map<string, string>();
  const done: Step[] = [];
  for (const [i, entry] of history.entries()) {
    const key = String(entry.detail.key ?? '');
    if (entry.type === 'activated') begun.set(key, entry.at);
    // What has no name in the diagram is no step to anybody: gateways, joins, unnamed events.
    if (!entry.elementName || (entry.type !== 'completed' && entry.type !== 'passed')) continue;
    const from = begun.get(key);
    done.push({
      key: `${i}`,
      name: entry.elementName,
      state: 'done',
      who: entry.cause?.person?.name ?? null,
      forPerson: false,
      at: entry.at,
      dueAt: null,
      took: from ? Date.parse(entry.at) - Date.parse(from) : null,
    });
  }
  const standing = detail.standing
    .filter(({ name }) => name)
    .map(
      ({ key, kind, name, since, dueAt, assignee, incident }): Step => ({
        key: `now ${key}`,
        name,
        state: incident ? 'failed' : 'current',
        who: assignee?.name ?? null,
        forPerson: kind === 'task',
        at: since,
        dueAt,
        took: null,
      }),
    );
  return [...done, ...standing];
}

export function marksOf({ visited, flows, standing }: InstanceDetail): Marks {
  return {
    done: Object.keys(visited),
    flows: Object.keys(flows),
    current: standing.map(({ element }) => element),
    failed: standing.flatMap(({ element, incident }) => (incident ? [element] : [])),
  };
}
