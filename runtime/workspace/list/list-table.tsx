/**
 * The records as a table, on the phone as cards. Only what is on the screen is drawn; pages are fetched as one comes near the
 * end. J/K move, Enter opens, X marks.
 */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { useMe } from '#ui/session.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ListFoot } from './list-foot.tsx';
import { ListHead } from './list-head.tsx';
import { CardRow, TableRow } from './list-row.tsx';
import type { ChangeList, ListSearch } from './list-search.ts';
import classes from './list-table.module.css';
import { ListWaiting } from './list-waiting.tsx';
import { type Asked, type Figures, useRows } from './use-list.ts';
import { useSelection } from './use-selection.ts';
import { widthOf } from './widths.ts';

export interface ListTableProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly figures: Figures;
  readonly onSearch: ChangeList;
  /** Where a record is made; null where the person may not. */
  readonly create: string | null;
}

const ROW = 36;
const CARD = 68;
/** Rows before the end at which the next page is fetched. */
const AHEAD = 30;
const CHECK = 44;
const NO_CHECK = 20;
const TITLE = 260;

export function ListTable({ entity, asked, search, figures, onSearch, create }: ListTableProps) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const rows = useRows(entity, asked);
  const records = useMemo(() => rows.data?.pages.flatMap(({ items }) => items) ?? [], [rows.data]);
  const selection = useSelection(records);
  const access = accessTo(useModel(), entity.key);
  const mayMany = useMe().may.includes('bulk_edit');
  const markable = mayMany && (access.edit !== 'none' || access.delete !== 'none');
  const [active, setActive] = useState<number | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (phone ? CARD : ROW),
    overscan: 12,
  });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = rows;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= records.length - AHEAD) void fetchNextPage();
  }, [last, records.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const step = (by: number) => {
    const next = Math.min(records.length - 1, Math.max(0, active === null ? 0 : active + by));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const current = active === null ? undefined : records[active];
  useKeys([
    { keys: 'J', label: t('list.keys.next'), run: () => step(1) },
    { keys: 'K', label: t('list.keys.previous'), run: () => step(-1) },
    {
      keys: 'Enter',
      label: t('list.keys.open'),
      run: () => current && go(recordHref(entity.key, current.id)),
      disabled: !current,
    },
    {
      keys: 'X',
      label: t('list.keys.mark'),
      run: () => current && selection.toggle(current.id),
      disabled: !current || !markable,
    },
  ]);
  if (rows.isError) return <ProblemNotice error={rows.error} onRetry={() => void rows.refetch()} />;
  if (rows.isPending) return <ListWaiting />;
  if (records.length === 0)
    return <Nothing entity={entity} search={search} onSearch={onSearch} create={create} />;
  const before = drawn[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  const columns = asked.columns;
  const check = markable ? CHECK : NO_CHECK;
  const width = check + TITLE + columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <>
      <div ref={scroll} className={classes.scroll} data-busy={rows.isPlaceholderData}>
        {phone ? (
          <ul style={{ paddingTop: before, paddingBottom: after }}>
            {drawn.map(({ index }) => (
              <CardRow key={records[index]!.id} entity={entity} columns={columns} record={records[index]!} />
            ))}
          </ul>
        ) : (
          <table className={classes.table} style={{ minWidth: width }} aria-rowcount={figures.count ?? -1}>
            <colgroup>
              <col style={{ width: check }} />
              <col style={{ width: TITLE }} />
              {columns.map((column) => (
                <col key={column.path} style={{ width: widthOf(column) }} />
              ))}
            </colgroup>
            <ListHead
              entity={entity}
              asked={asked}
              selection={markable ? selection : null}
              onSort={(sort) => onSearch({ ...search, sort }, { replace: true })}
            />
            <tbody>
              {before > 0 && <Gap height={before} />}
              {drawn.map(({ index }) => (
                <TableRow
                  key={records[index]!.id}
                  entity={entity}
                  columns={columns}
                  record={records[index]!}
                  index={index}
                  active={index === active}
                  selected={selection.has(records[index]!.id)}
                  onSelect={markable ? () => selection.toggle(records[index]!.id) : undefined}
                />
              ))}
              {after > 0 && <Gap height={after} />}
            </tbody>
          </table>
        )}
      </div>
      {selection.ids.length > 0 && <BulkBar entity={entity} selection={selection} />}
      <ListFoot figures={figures} loaded={records.length} />
    </>
  );
}

// helpers //////////

function Gap({ height }: { readonly height: number }) {
  return (
    <tr>
      <td className={classes.gap} style={{ height }} />
    </tr>
  );
}

function Nothing({
  entity,
  search,
  onSearch,
  create,
}: Pick<ListTableProps, 'entity' | 'search' | 'onSearch' | 'create'>) {
  const t = useText();
  const label = useLabel();
  const narrowed = search.search !== undefined || search.where !== undefined;
  const plural = label(entity.plural ?? entity.label, entity.key);
  if (narrowed) {
    return (
      <EmptyState
        title={t('list.empty.notFound')}
        action={
          <Button onClick={() => onSearch({ ...search, search: undefined, where: undefined })}>
            {t('list.empty.showAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t('list.empty.title', { what: plural })}
      text={entity.description === undefined ? undefined : label(entity.description, '')}
      action={
        create && (
          <Button
            component={Link}
            href={create}
            size="md"
            variant="filled"
            leftSection={<IconPlus size={16} />}
          >
            {t('ui.record.new', { what: label(entity.label, entity.key) })}
          </Button>
        )
      }
    />
  );
}
