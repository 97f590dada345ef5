/** The head of a group of records: its value, how many, their totals; a press opens or closes it. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Cell } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Count } from '#ui/pill.tsx';
import { type Grouping, lastDay, type RecordGroup } from './grouping.ts';
import classes from './list-table.module.css';
import { type ListColumn, totalsOf } from './use-list.ts';

export interface GroupRowProps {
  readonly grouping: Grouping;
  readonly group: RecordGroup;
  readonly open: boolean;
  readonly columns: readonly ListColumn[];
  readonly onToggle: () => void;
}

export function GroupRow({ columns, ...head }: GroupRowProps) {
  const totals = new Map(
    totalsOf({ columns }, head.group.figures).map((total) => [total.column.path, total]),
  );
  // The name has the room up to the first total.
  const first = columns.findIndex(({ path }) => totals.has(path));
  const named = first < 0 ? columns.length : first;
  return (
    <tr className={classes.group}>
      <td colSpan={2 + named}>
        <GroupHead {...head} />
      </td>
      {columns.slice(named).map((column) => (
        <td key={column.path} data-figure="true">
          <Cell field={column.field} value={totals.get(column.path)?.value} dense />
        </td>
      ))}
    </tr>
  );
}

export function GroupCard(head: Omit<GroupRowProps, 'columns'>) {
  return (
    <li className={classes.groupCard}>
      <GroupHead {...head} />
    </li>
  );
}

// helpers //////////

function GroupHead({ grouping, group, open, onToggle }: Omit<GroupRowProps, 'columns'>) {
  const format = useFormat();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton className={classes.groupHead} aria-expanded={open} onClick={onToggle}>
      <Chevron size={16} aria-hidden />
      <span className={classes.groupName}>
        <GroupName grouping={grouping} value={group.value} />
      </span>
      <Count value={format.number(group.count)} />
    </UnstyledButton>
  );
}

function GroupName({ grouping, value }: { readonly grouping: Grouping; readonly value: unknown }) {
  const t = useText();
  const format = useFormat();
  if (value === null || value === '') return <span className={classes.noValue}>{t('list.group.empty')}</span>;
  if (typeof value === 'boolean') return t(value ? 'ui.cell.yes' : 'ui.cell.no');
  // A link within the button would be a button within a button.
  if (typeof value === 'object' && 'title' in value) return String(value.title ?? '') || t('list.untitled');
  const { by, field } = grouping;
  if (!by) return <Cell field={field} value={value} dense />;
  const first = String(value);
  if (by === 'month') return format.month(first);
  return by === 'day' ? format.day(first) : `${format.date(first)} – ${format.date(lastDay(first, by))}`;
}
