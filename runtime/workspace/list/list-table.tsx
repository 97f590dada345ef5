/**
 * The records as a table, on the phone as cards, in groups where the list has them. Only what is on the screen is drawn; pages
 * are fetched as one comes near the end. Cells are edited in their place: see use-grid.ts for the keys.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { useGo } from '#ui/link.tsx';
import { accessTo, useModel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { rowHeight, useDensity } from './density.ts';
import { cellField, titleCellField } from './editable.ts';
import { GroupCard, GroupRow } from './group-row.tsx';
import { groupKeyOf, type Line, linesOf } from './grouping.ts';
import { ListEmpty } from './list-empty.tsx';
import { ListFoot } from './list-foot.tsx';
import { ListHead } from './list-head.tsx';
import { CardRow, type RowDeeds, TableRow } from './list-row.tsx';
import type { ChangeList, ListSearch } from './list-search.ts';
import classes from './list-table.module.css';
import { ListWaiting } from './list-waiting.tsx';
import { useCellSave } from './use-cell-save.tsx';
import { useGrid } from './use-grid.ts';
import { useGroups } from './use-groups.ts';
import { type Asked, type Figures, useRows } from './use-list.ts';
import { useSelection } from './use-selection.ts';
import { useSteady } from './use-steady.ts';
import { widthOf } from './widths.ts';

export interface ListTableProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly figures: Figures;
  readonly onSearch: ChangeList;
  /** Where a record is made; null where the person may not. */
  readonly create: string | null;
  readonly mayImport: boolean;
}

const CARD = 68;
const GROUP_CARD = 40;
/** Rows before the end at which the next page is fetched. */
const AHEAD = 30;
const CHECK = 44;
const NO_CHECK = 20;
const TITLE = 260;
/** Height of the head, which lies over the rows. */
const HEAD = 34;

export function ListTable({ entity, asked, search, figures, onSearch, create, mayImport }: ListTableProps) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const { timeZone } = useFormat();
  const [density] = useDensity();
  const { columns, grouping } = asked;
  const { groups, closed, toggle, asked: opened, error: groupError } = useGroups(entity, asked);
  const rows = useRows(entity, opened);
  const records = useMemo(() => rows.data?.pages.flatMap(({ items }) => items) ?? [], [rows.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = rows;
  const lines = useMemo<readonly Line[]>(
    () =>
      grouping && groups
        ? linesOf(records, groups, (record) => groupKeyOf(record, grouping, timeZone), closed, !hasNextPage)
        : records.map((record, index) => ({ kind: 'record', record, index })),
    [records, grouping, groups, closed, hasNextPage, timeZone],
  );
  const selection = useSelection(records);
  const access = accessTo(useModel(), entity.key);
  const mayMany = useMe().may.includes('bulk_edit');
  const markable = mayMany && (access.edit !== 'none' || access.delete !== 'none');
  const fields = useMemo(
    () => [titleCellField(entity, access), ...columns.map((column) => cellField(column, access))],
    [entity, columns, access],
  );
  const scroll = useRef<HTMLDivElement>(null);
  const row = rowHeight(density);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (i) => (phone ? (lines[i]?.kind === 'group' ? GROUP_CARD : CARD) : row),
    overscan: 12,
    scrollPaddingStart: phone ? 0 : HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are known anew when lines or their height change
  useEffect(() => virtual.measure(), [row, phone, lines]);
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= lines.length - AHEAD) void fetchNextPage();
  }, [last, lines.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const grid = useGrid({
    records,
    width: columns.length + 1,
    mayEdit: (column) => fields[column] !== undefined,
    scrollTo: (index) =>
      virtual.scrollToIndex(lines.findIndex((line) => line.kind === 'record' && line.index === index)),
  });
  const cells = useCellSave(entity);
  const deeds = useSteady<RowDeeds>({
    mark: selection.toggle,
    choose: (id, column) => grid.choose({ id, column }),
    edit: (id, column) => grid.edit({ id, column }),
    save(record, field, column, value, step) {
      grid.leave(step);
      void cells.save(record, field, value).then(
        (why) => why !== null && grid.edit({ id: record.id, column }, { value, why }),
        () => toast(t('problem.internal')),
      );
    },
    cancel: () => grid.leave(),
    open: (id) => go(recordHref(entity.key, id)),
  });
  const { active } = grid;
  useKeys([
    { keys: 'J', label: t('list.keys.next'), run: () => grid.move(1) },
    { keys: 'K', label: t('list.keys.previous'), run: () => grid.move(-1) },
    {
      keys: 'Enter',
      label: t('list.keys.open'),
      run: () => active && deeds.open(active.id),
      disabled: !active,
    },
    {
      keys: 'F2',
      label: t('list.keys.edit'),
      run: () => active && grid.edit(active),
      disabled: !active || fields[active.column] === undefined,
    },
    {
      keys: 'X',
      label: t('list.keys.mark'),
      run: () => active && selection.toggle(active.id),
      disabled: !active || !markable,
    },
    { keys: 'Ctrl+Z', label: t('list.keys.undo'), run: cells.undo, disabled: access.edit === 'none' },
  ]);
  const error = rows.error ?? groupError;
  if (error) return <ProblemNotice error={error} onRetry={() => void rows.refetch()} />;
  if (rows.isPending || (grouping && !groups)) return <ListWaiting />;
  if (lines.length === 0)
    return (
      <ListEmpty entity={entity} search={search} onSearch={onSearch} create={create} mayImport={mayImport} />
    );
  const before = drawn[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  const check = markable ? CHECK : NO_CHECK;
  const width = check + TITLE + columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <>
      <div ref={scroll} className={classes.scroll} data-busy={rows.isPlaceholderData}>
        {phone ? (
          <ul style={{ paddingTop: before, paddingBottom: after }}>
            {drawn.map(({ index }) => {
              const line = lines[index]!;
              return line.kind === 'group' ? (
                <GroupCard
                  key={`group ${line.group.key}`}
                  grouping={grouping!}
                  group={line.group}
                  open={line.open}
                  onToggle={() => toggle(line.group.key)}
                />
              ) : (
                <CardRow key={line.record.id} entity={entity} columns={columns} record={line.record} />
              );
            })}
          </ul>
        ) : (
          <table
            ref={grid.table}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one walks and edits its cells
            role="grid"
            className={classes.table}
            style={{ minWidth: width, '--row-h': `${row}px` } as CSSProperties}
            aria-rowcount={figures.count ?? -1}
            onKeyDown={grid.onKeyDown}
          >
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
              {drawn.map(({ index }) => {
                const line = lines[index]!;
                return line.kind === 'group' ? (
                  <GroupRow
                    key={`group ${line.group.key}`}
                    grouping={grouping!}
                    group={line.group}
                    open={line.open}
                    columns={columns}
                    onToggle={() => toggle(line.group.key)}
                  />
                ) : (
                  <TableRow
                    key={line.record.id}
                    entity={entity}
                    columns={columns}
                    fields={fields}
                    record={line.record}
                    index={line.index}
                    active={active?.id === line.record.id ? active.column : null}
                    editing={grid.editing?.id === line.record.id ? grid.editing : null}
                    selected={selection.has(line.record.id)}
                    markable={markable}
                    deeds={deeds}
                  />
                );
              })}
              {after > 0 && <Gap height={after} />}
            </tbody>
          </table>
        )}
      </div>
      {selection.ids.length > 0 && <BulkBar entity={entity} asked={asked} selection={selection} />}
      <ListFoot figures={figures} loaded={records.length} />
      {cells.element}
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
