/** One level of a tree: its records page by page, and below each that is open the level behind it. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import type { Chosen } from '#ui/record-picker.tsx';
import { recordGroupsQuery, recordPagesQuery } from '#ui/records.ts';
import { childrenQuery, levelQuery } from './tree.ts';
import { TreeRow } from './tree-row.tsx';
import classes from './tree-table.module.css';
import type { Asked, ListColumn } from './use-list.ts';

/** What every level of the tree shares. */
export interface Tree {
  readonly entity: Entity;
  readonly field: Field;
  readonly asked: Asked;
  readonly columns: readonly ListColumn[];
  readonly open: ReadonlySet<string>;
  toggle(id: string, open: boolean): void;
  /** Asks where to move a record; missing where the person may not. */
  onMove?(record: RecordValues): void;
  /** A record was dropped onto another. */
  onDrop?(record: RecordValues, target: Chosen): void;
}

const PAGE = 100;

export interface TreeBranchProps {
  readonly tree: Tree;
  readonly parent: string | null;
  readonly level: number;
}

export function TreeBranch({ tree, parent, level }: TreeBranchProps) {
  const t = useText();
  const { entity, asked, field, columns } = tree;
  const client = useApi();
  const question = {
    ...levelQuery(asked, field, parent),
    sort: asked.sort,
    fields: [...new Set(['title', 'version', field.key, ...columns.map(({ path }) => path)])],
    limit: PAGE,
  };
  const found = useInfiniteQuery(recordPagesQuery(client, entity.key, question));
  const records = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const below = useChildCounts(
    tree,
    records.map(({ id }) => id),
  );
  if (found.error)
    return (
      <Line columns={columns.length}>
        <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      </Line>
    );
  if (found.isPending)
    return (
      <Line columns={columns.length}>
        <Skeleton height={20} />
      </Line>
    );
  if (records.length === 0 && parent === null)
    return (
      <Line columns={columns.length}>
        <EmptyState small title={t('list.tree.none')} />
      </Line>
    );
  return (
    <>
      {records.map((record, at) => {
        const count = below.get(record.id) ?? 0;
        const isOpen = count > 0 && tree.open.has(record.id);
        return (
          <Fragment key={record.id}>
            <TreeRow
              tree={tree}
              record={record}
              level={level}
              open={count > 0 ? isOpen : null}
              count={count}
              first={parent === null && at === 0}
            />
            {isOpen && <TreeBranch tree={tree} parent={record.id} level={level + 1} />}
          </Fragment>
        );
      })}
      {found.hasNextPage && (
        <Line columns={columns.length}>
          <Button
            size="xs"
            variant="subtle"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
            style={{ marginLeft: `${level * 20}px` }}
          >
            {t('ui.list.more')}
          </Button>
        </Line>
      )}
    </>
  );
}

// helpers //////////

function useChildCounts({ entity, field }: Tree, ids: readonly string[]): ReadonlyMap<string, number> {
  const client = useApi();
  const { data } = useQuery({
    ...recordGroupsQuery(client, entity.key, childrenQuery(field, ids)),
    enabled: ids.length > 0,
  });
  return new Map(
    data?.items.map((row) => [(row[field.key] as unknown as Chosen | null)?.id ?? '', Number(row.count)]),
  );
}

function Line({ columns, children }: { readonly columns: number; readonly children: React.ReactNode }) {
  return (
    <tr className={classes.line}>
      <td colSpan={columns + 2}>{children}</td>
    </tr>
  );
}
