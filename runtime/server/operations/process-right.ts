/** What somebody may do with a process: rights by roles, or being named in the diagram as a starter; and how it is started by hand. */
import type { Definition, Element } from '#engine/process.ts';
import { rightsOf } from '#metadata/access.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Principal } from '../auth/principal.ts';
import type { Definitions } from '../processes/definitions.ts';
import { identitiesOf } from '../tasks/task-access.ts';

export type ProcessRight = 'none' | 'see' | 'start' | 'operate';

export async function processRight(
  key: string,
  principal: Principal,
  registry: Registry,
  definitions: Definitions,
): Promise<ProcessRight> {
  const rights = rightsOf(registry, principal);
  if (principal.unrestricted || rights.deeds.has('operate')) return 'operate';
  const right = rights.process(key);
  if (right === 'start' || right === 'operate') return right;
  const starters = (await definitions.latest(key))?.process.starters;
  const { names, groups } = identitiesOf(principal);
  const named =
    starters &&
    (starters.users.some((user) => names.includes(user)) ||
      starters.groups.some((group) => groups.includes(group)));
  return named ? 'start' : right;
}

/** The start event that waits for nothing; null: it can't be started by hand. */
export function startElementOf({ process }: Definition): Element | null {
  const starts = process.root.children.filter(({ kind }) => kind === 'startEvent');
  return starts.find(({ trigger }) => trigger === null || trigger.kind === 'none') ?? null;
}
