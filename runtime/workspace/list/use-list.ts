/** A list as it is asked for: the view with what the address changes, its columns, its pages, its figures. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryRecords, type RecordQuery } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { useRegistry } from '#ui/registry.ts';
import { type Filter, sentFilter } from './filter.ts';
import { filterOf, type ListSearch } from './list-search.ts';
import { type Place, placeOf } from './place.ts';
import type { ListView, ViewColumn } from './use-list-views.ts';

const PAGE = 100;

export interface ListColumn extends Place {
  readonly width?: number;
  readonly total?: ViewColumn['total'];
}

/** The question without paging: what both the table and the board ask. */
export interface Asked {
  readonly filter: Filter;
  readonly sort: readonly string[];
  readonly query: Pick<RecordQuery, 'where' | 'search' | 'view'>;
  readonly columns: readonly ListColumn[];
}

export function useAsked(entity: Entity, view: ListView, search: ListSearch): Asked {
  const registry = useRegistry();
  return useMemo(() => {
    const filter = search.where ? filterOf(search.where) : view.filter;
    const where = sentFilter(filter);
    const titled = titleFields(entity);
    const wanted: readonly ViewColumn[] = search.columns
      ? search.columns.map((path) => view.columns.find((column) => column.path === path) ?? { path })
      : view.columns;
    return {
      filter,
      sort: search.sort ?? view.sort,
      query: {
        ...(where && { where }),
        ...(search.search && { search: search.search }),
        ...(view.made === 'solution' && { view: view.key }),
      },
      columns: wanted.flatMap((column) => {
        const place = placeOf(column.path, entity, registry);
        return place && !titled.has(column.path) ? [{ ...column, ...place }] : [];
      }),
    };
  }, [entity, view, search.where, search.search, search.sort, search.columns, registry]);
}

/** Fields that are the record's title, which has a column of its own. */
export function titleFields(entity: Entity): ReadonlySet<string> {
  return new Set(
    entity.title.flatMap((part) =>
      'path' in part && part.path.length === 1 ? [part.path[0] as string] : [],
    ),
  );
}

export function useRows(entity: Entity, { query, sort, columns }: Asked) {
  const client = useApi();
  const asked = {
    ...query,
    sort,
    fields: ['title', ...new Set(columns.map(({ path }) => path))],
    limit: PAGE,
  };
  return useInfiniteQuery({
    queryKey: ['records', entity.key, 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      client.call(queryRecords, {
        params: { entity: entity.key },
        body: { ...asked, ...(pageParam && { cursor: pageParam }) } as RecordQuery,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export interface Figures {
  readonly count: number | undefined;
  readonly totals: readonly { readonly column: ListColumn; readonly value: unknown }[];
}

/** How many there are, and the totals of the columns that have one. */
export function useFigures(entity: Entity, { query, columns }: Asked): Figures {
  const client = useApi();
  const summed = columns.filter(({ total, path }) => total && total !== 'count' && !path.includes('.'));
  const asked = {
    ...query,
    aggregate: {
      count: 'count',
      ...Object.fromEntries(summed.map(({ path, total }, i) => [`total${i}`, { [total as string]: path }])),
    },
  };
  const { data } = useQuery({
    queryKey: ['records', entity.key, 'group', asked],
    queryFn: () =>
      client.call(queryRecords, { params: { entity: entity.key }, body: asked as unknown as RecordQuery }),
    placeholderData: keepPreviousData,
  });
  const [row] = data?.items ?? [];
  return {
    count: row?.count === undefined ? undefined : Number(row.count),
    totals: summed.map((column, i) => ({ column, value: row?.[`total${i}`] })),
  };
}
