/**
 * Which element of the new version takes the place of one of the old, and whether it can: what lives there must be able to
 * go on. `plan.ts` asks for every element that lives or waits.
 */
import type { Wait } from '../instance.ts';
import type { Trigger } from '../process/trigger.ts';
import type { Element, Process } from '../process.ts';

/** Elements have the id they had, but for those that `renamed` names. */
export interface Names {
  readonly renamed: ReadonlyMap<string, string>;
  readonly before: Process;
  readonly after: Process;
}

/** The element that has the place of this one in the new version; undefined if there is none. */
export function likeOf({ renamed, before, after }: Names, id: string): Element | undefined {
  return after.elements.get(renamed.get(id) ?? (id === before.key ? after.key : id));
}

/** Why an element can't go on as the other; null if it can. That a loop becomes a plain activity is possible. */
export function whyUnlike(before: Element, after: Element): string | null {
  if (behaviourOf(after) !== behaviourOf(before)) return 'it is of another kind there';
  if (waitedFor(after.trigger) !== waitedFor(before.trigger)) return 'it waits for another event there';
  if (after.loop === null || after.loop.kind === before.loop?.kind) return null;
  return before.loop === null ? 'it is a loop there' : 'it loops in another way there';
}

/** Why what is waited for at an element can't be waited for at the other; null if it can. */
export function whyNotAwaited(wait: Wait, after: Element): string | null {
  if (wait.kind === 'external' && after.service?.kind !== 'external')
    return 'no external worker does it there';
  if (wait.kind === 'service' && after.service?.kind !== 'job')
    return 'no task type of the server does it there';
  return null;
}

/** The element keeps inner instances and can be given up without them. */
export function isScope({ kind }: Element): boolean {
  return SCOPES.has(kind);
}

// helpers //////////

const EMBEDDED = 'embedded';

/** Kinds that do the same with what lives in them. */
const SCOPES: ReadonlyMap<string, string> = new Map([
  ['subProcess', EMBEDDED],
  ['transaction', EMBEDDED],
  ['eventSubProcess', EMBEDDED],
  ['adHocSubProcess', 'adHocSubProcess'],
]);

function behaviourOf({ kind, service }: Element): string {
  return service?.kind === 'external' ? 'external' : (SCOPES.get(kind) ?? kind);
}

function waitedFor(trigger: Trigger | null): string {
  if (trigger?.kind !== 'multiple') return trigger?.kind ?? 'none';
  return `${trigger.parallel} ${trigger.triggers.map(({ kind }) => kind).sort()}`;
}
