/** A list as it is asked for: the view with what the address changes, its columns, its pages, its figures. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordQuery } from '#api/records.ts';
import type { FilterInput } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { recordGroupsQuery, recordPagesQuery } from '#ui/records.ts';
import { useRegistry } from '#ui/registry.ts';
import { type Filter, sentFilter } from './filter.ts';
import { type Grouping, readGrouping } from './grouping.ts';
import { filterOf, type ListSearch } from './list-search.ts';
import { type Place, placeOf } from './place.ts';
import { titleFields } from './title-fields.ts';
import type { ListView, ViewColumn } from './use-list-views.ts';

const PAGE = 100;
export const TOTALS = ['sum', 'avg', 'min', 'max'] as const;

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
  readonly grouping: Grouping | null;
}

export function useAsked(entity: Entity, view: ListView, search: ListSearch): Asked {
  const registry = useRegistry();
  return useMemo(() => {
    const filter = search.where ? filterOf(search.where) : view.filter;
    const where = sentFilter(filter);
    const titled = titleFields(entity);
    const wanted = search.columns
      ? search.columns.map((written) => columnOf(written, view.columns))
      : view.columns;
    const group = search.group ?? view.group;
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
      grouping: group ? readGrouping(group, entity, registry) : null,
    };
  }, [entity, view, search.where, search.search, search.sort, search.columns, search.group, registry]);
}

export function useRows(entity: Entity, { query, sort, columns, grouping }: Asked) {
  const client = useApi();
  const [title, ...more] = titleFields(entity);
  const asked = {
    ...query,
    sort: grouping
      ? [grouping.path, ...sort.filter((path) => path.replace(/^-/, '') !== grouping.path)]
      : sort,
    fields: [
      ...new Set([
        'title',
        'version',
        // Where the title is one field, it can be edited in its place.
        ...(title !== undefined && more.length === 0 ? [title] : []),
        ...columns.map(({ path }) => path),
        ...(grouping ? [grouping.path] : []),
      ]),
    ],
    limit: PAGE,
  };
  return useInfiniteQuery(recordPagesQuery(client, entity.key, asked));
}

export interface Figures {
  readonly count: number | undefined;
  readonly totals: readonly Total[];
}

export interface Total {
  readonly column: ListColumn;
  readonly value: unknown;
}

/** How many there are, and the totals of the columns that have one. */
export function useFigures(entity: Entity, asked: Asked): Figures {
  const client = useApi();
  const question = { ...asked.query, aggregate: figuresOf(asked) };
  const { data } = useQuery(recordGroupsQuery(client, entity.key, question));
  const [row] = data?.items ?? [];
  return {
    count: row?.count === undefined ? undefined : Number(row.count),
    totals: row ? totalsOf(asked, row) : [],
  };
}

/** The figures asked for: how many, and a total for each column that has one. */
export function figuresOf(asked: Pick<Asked, 'columns'>) {
  const totals = summed(asked).map(({ path, total }, i) => [`total${i}`, { [total as string]: path }]);
  return { count: 'count', ...Object.fromEntries(totals) };
}

/** The totals among them, for a row of the answer. */
export function totalsOf(asked: Pick<Asked, 'columns'>, row: Readonly<Record<string, unknown>>): Total[] {
  return summed(asked).map((column, i) => ({ column, value: row[`total${i}`] }));
}

/** The question, narrowed by further conditions. */
export function withCondition(query: Asked['query'], more: readonly FilterInput[]): Asked['query'] {
  return { ...query, where: { all: [...(query.where ? [query.where as FilterInput] : []), ...more] } };
}

// helpers //////////

function summed({ columns }: Pick<Asked, 'columns'>) {
  return columns.filter(({ total, path }) => total && total !== 'count' && !path.includes('.'));
}

/** A column of the address: `amount`, or with its total `amount:sum`; what the view says of it holds where that says nothing. */
function columnOf(written: string, known: readonly ViewColumn[]): ViewColumn {
  const [path, total] = written.split(':') as [string, string?];
  const own = known.find((column) => column.path === path) ?? { path };
  if (total === undefined) return own;
  return { ...own, total: TOTALS.find((figure) => figure === total) };
}
