/** Lists of records that refer to this one: deals of a customer, contacts of a company; with how many there are. */
import { useQueries } from '@tanstack/react-query';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { recordGroupsQuery } from '#ui/records.ts';
import { useRegistry } from '#ui/registry.ts';

export interface Related {
  /** `<entity>.<field>` */
  readonly key: string;
  readonly name: string;
  readonly entity: Entity;
  /** The lookup that refers here. */
  readonly by: string;
  /** Undefined until it is known. */
  readonly count: number | undefined;
}

export function useRelated(entity: Entity, id: string): readonly Related[] {
  const client = useApi();
  const label = useLabel();
  const model = useModel();
  const { entities } = useRegistry();
  // Line items stand in the form itself.
  const held = new Set(
    [...entity.fields.values()].flatMap((field) => field.type.holders?.(field)?.entity ?? []),
  );
  const lists = entity.reverse.flatMap(({ entity: key, field }) => {
    const other = entities.get(key);
    const lookup = other?.fields.get(field);
    const shown =
      other &&
      lookup &&
      !other.made &&
      !lookup.system &&
      !held.has(key) &&
      accessTo(model, key).see !== 'none';
    return shown ? [{ other, lookup }] : [];
  });
  const counts = useQueries({
    queries: lists.map(({ other, lookup }) => ({
      ...recordGroupsQuery(client, other.key, {
        where: { field: lookup.key, op: '=', value: id },
        aggregate: { count: 'count' },
      }),
      // Those of the record before are not shown for this one.
      placeholderData: undefined,
    })),
  });
  return lists.map(({ other, lookup }, i) => {
    const several = lists.filter((list) => list.other === other).length > 1;
    const name = label(other.plural ?? other.label, other.key);
    return {
      key: `${other.key}.${lookup.key}`,
      name: several ? `${name} (${label(lookup.label, lookup.key)})` : name,
      entity: other,
      by: lookup.key,
      count: counts[i]?.data?.items[0]?.count as number | undefined,
    };
  });
}
