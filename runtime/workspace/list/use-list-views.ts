/** The views of an entity: those of the solution for the person's roles, then those people saved. */
import { useQuery } from '@tanstack/react-query';
import { listSavedViews } from '#api/records.ts';
import { type Entity, viewsOfEntity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { useRegistry } from '#ui/registry.ts';
import { useMe } from '#ui/session.ts';
import { type Filter, NO_FILTER, readFilter } from './filter.ts';
import { WAYS, type Way } from './list-search.ts';

export interface ListView {
  readonly key: string;
  readonly name: string;
  /** Of the solution: its filter holds on the server, under its key. */
  readonly made: 'solution' | 'saved' | 'everything';
  readonly mayRemove: boolean;
  /** What of the filter people can change. */
  readonly filter: Filter;
  readonly columns: readonly ViewColumn[];
  readonly sort: readonly string[];
  readonly group: string | null;
  readonly as: readonly Way[];
  readonly kanban: { readonly by: string; readonly card?: readonly string[]; readonly sum?: string } | null;
}

export interface ViewColumn {
  readonly path: string;
  readonly width?: number;
  readonly total?: 'sum' | 'avg' | 'min' | 'max' | 'count';
}

export function savedViewsQuery(client: ReturnType<typeof useApi>) {
  return {
    queryKey: ['views'],
    queryFn: () => client.call(listSavedViews, { query: { limit: 500 } }),
  };
}

export function useListViews(entity: Entity): readonly ListView[] {
  const t = useText();
  const me = useMe();
  const label = useLabel();
  const registry = useRegistry();
  const saved = useQuery(savedViewsQuery(useApi()));
  const roles = new Set(me.roles);
  const own = viewsOfEntity(registry, entity)
    .filter(({ definition }) => definition.roles?.some((role) => roles.has(keyOf(role))) ?? true)
    .map(({ key, definition, made }): ListView => {
      return {
        key,
        name: made
          ? t('list.allOf', { what: label(entity.plural ?? entity.label, entity.key) })
          : label(definition.label, key),
        made: made ? 'everything' : 'solution',
        mayRemove: false,
        ...shapeOf(definition as unknown as Shape),
      };
    });
  const others = (saved.data?.items ?? [])
    .filter((view) => keyOf(view.entity) === entity.key)
    .map(({ key, label: name, mayRemove, definition }): ListView => {
      return { key, name, made: 'saved', mayRemove, ...shapeOf(definition as Shape) };
    });
  return [...own, ...others];
}

// helpers //////////

/** What of a definition counts here; a saved one may come from an earlier version of this page. */
interface Shape {
  readonly where?: unknown;
  readonly columns?: readonly (string | { field: string; width?: number; total?: ViewColumn['total'] })[];
  readonly sort?: readonly string[];
  readonly group?: string;
  readonly as?: readonly string[];
  readonly kanban?: ListView['kanban'];
}

function shapeOf({ where, columns = [], sort = [], group, as, kanban }: Shape) {
  const ways = WAYS.filter((way) => as?.includes(way));
  return {
    filter: readFilter(where) ?? NO_FILTER,
    columns: columns.map((column) =>
      typeof column === 'string'
        ? { path: column }
        : { path: column.field, width: column.width, total: column.total },
    ),
    sort,
    group: group ?? null,
    // The first way is the one it opens with.
    as: as ? [...ways].sort((a, b) => as.indexOf(a) - as.indexOf(b)) : ways,
    kanban: kanban ?? null,
  };
}

/** `crm/seller` → `seller`. */
function keyOf(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}
