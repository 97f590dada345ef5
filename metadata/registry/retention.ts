/** Rules of retention as the server asks for them: the condition compiled, the date's field found. A rule that is wrong is left out. */
import type { DraftEntity } from './collect.ts';
import type { RetentionRule } from './model.ts';
import { compileAbout } from './typing.ts';

export function retentionOf(
  entity: DraftEntity,
  entities: ReadonlyMap<string, DraftEntity>,
): RetentionRule[] {
  return Object.entries(entity.definition.retention ?? {}).flatMap(([key, rule]) => {
    const { label, where, since: sinceKey, after, do: deed, also = [], locked = false } = rule;
    const since = entity.fields.get(sinceKey);
    const compiled = where === undefined ? null : compileAbout(where, entity, entities);
    // A condition that is wrong must not remove more than it should.
    if (!since || (compiled && !compiled.ok)) return [];
    return [{ key, label, where: compiled?.compiled ?? null, since, after, do: deed, also, locked }];
  });
}
