/** Rolling back: a new release equal to an earlier one (DECISIONS 19). Renames since then are taken back as renames. */
import { applyChanges, type Change, invertChange, sameOptions } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import type { Configuration } from '#metadata/definition.ts';
import { Rejection } from '../rejection.ts';
import { changesBetween, releaseConfiguration } from '../store/releases.ts';
import type { PublishGround } from './ground.ts';
import { type PlanResult, type Published, planChanges, publish } from './publish.ts';

/** @param base the live release that was planned for; refused when another is live meanwhile */
export async function rollback(
  ground: PublishGround,
  to: number,
  personId: string | null,
  note = `Rolled back to release ${to}`,
  base?: number,
): Promise<Published> {
  const { changes, base: live } = await rollbackChanges(ground, to);
  return publish(ground, { changes, base: base ?? live, personId, note });
}

export async function planRollback(ground: PublishGround, to: number): Promise<PlanResult> {
  return planChanges(ground, (await rollbackChanges(ground, to)).changes);
}

// helpers //////////

async function rollbackChanges(
  ground: PublishGround,
  to: number,
): Promise<{ changes: Change[]; base: number }> {
  const { release, registry } = await ground.model.reload();
  const target = to > 0 && to <= release ? await releaseConfiguration(ground.db, to) : null;
  if (!target)
    throw new Rejection({
      status: 404,
      code: 'not_found',
      message: `There is no release ${to}; the live one is ${release}.`,
    });
  const since = (await changesBetween(ground.db, to, release)).map(
    ({ change }) => change as unknown as Change,
  );
  const { renames, configuration } = renamesBack(registry.configuration, since);
  const names = laterNames(since);
  const rest = compareConfigurations(configuration, target).map((change) =>
    withFormerValues(withFormerName(change, names), since),
  );
  return { changes: [...renames, ...rest], base: release };
}

/** Inverse renames, the latest first, as far as they still fit. */
function renamesBack(
  live: Configuration,
  since: readonly Change[],
): { renames: Change[]; configuration: Configuration } {
  const renames: Change[] = [];
  let configuration = live;
  for (const change of [...since].reverse()) {
    if (change.change !== 'rename_field' && change.change !== 'rename_entity') continue;
    const inverse = invertChange(configuration, change);
    for (const steps of [[inverse], [dropTaker(inverse), inverse]]) {
      const applied = applyChanges(configuration, steps);
      if (!applied.ok) continue;
      renames.push(...steps);
      configuration = applied.configuration;
      break;
    }
  }
  return { renames, configuration };
}

/** What has the name by now came later, and goes first. */
function dropTaker({ change, definition, to }: Change): Change {
  return change === 'rename_field'
    ? { change: 'drop_field', definition: definition!, field: to! }
    : { change: 'drop_entity', entity: to! };
}

/** `entity/customer` → its key later on; `entity/customer.city` → the field's key later on. Keys are those of the target. */
function laterNames(since: readonly Change[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const follow = (prefix: string, from: string, to: string) => {
    const first =
      [...names].find(([id, now]) => id.startsWith(prefix) && now === from)?.[0] ?? `${prefix}${from}`;
    names.set(first, to);
  };
  for (const change of since) {
    if (change.change === 'rename_entity') follow('entity/', String(change.entity), String(change.to));
    if (change.change === 'rename_field')
      follow(`${String(change.definition)}.`, String(change.field), String(change.to));
  }
  return names;
}

/** What was renamed before it was put aside is found by that later name. */
function withFormerName(change: Change, names: ReadonlyMap<string, string>): Change {
  const id =
    change.change === 'add_field'
      ? `${String(change.definition)}.${String(change.field)}`
      : `entity/${String(change.entity)}`;
  const formerly =
    change.change === 'add_field' || change.change === 'add_entity' ? names.get(id) : undefined;
  return formerly === undefined ? change : { ...change, formerly };
}

/** Options that were told apart or joined by a table of values since then: their former values return too. */
function withFormerValues(change: Change, since: readonly Change[]): Change {
  const rewritten = since.some(
    ({ definition, field, values }) =>
      values !== undefined && definition === change.definition && field === change.field,
  );
  if (change.change !== 'set_field' || !rewritten) return change;
  return { ...change, change: 'retype_field', values: sameOptions(change.content!) };
}
