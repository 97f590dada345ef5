/** A record as a row of the table, and as a card on the phone. */
import { Checkbox } from '@mantine/core';
import type { MouseEvent } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { Cell, isEmpty, isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './list-table.module.css';
import type { ListColumn } from './use-list.ts';

export interface TableRowProps {
  readonly entity: Entity;
  readonly columns: readonly ListColumn[];
  readonly record: RecordValues;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  /** Missing where nothing can be done with many records. */
  readonly onSelect?: () => void;
}

export function TableRow({ entity, columns, record, index, active, selected, onSelect }: TableRowProps) {
  const t = useText();
  const go = useGo();
  const href = recordHref(entity.key, record.id);
  const title = String(record.title ?? '');
  // The whole row is a large target for the mouse; the keyboard has the link in it.
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || (event.target as Element).closest('a, button, input, label')) return;
    if (window.getSelection()?.toString()) return;
    go(href);
  };
  return (
    <tr aria-rowindex={index + 2} data-active={active} data-selected={selected} onClick={open}>
      <td className={classes.check}>
        {onSelect && (
          <Checkbox aria-label={t('list.select.one', { title })} checked={selected} onChange={onSelect} />
        )}
      </td>
      <td>
        <Link href={href} className={classes.name}>
          {title || t('list.untitled')}
        </Link>
      </td>
      {columns.map(({ path, field }) => (
        <td key={path} data-figure={isFigure(field)}>
          <Cell field={field} value={record[path]} dense />
        </td>
      ))}
    </tr>
  );
}

/** Cells below the title of a card. */
const SHOWN = 3;

export function CardRow({
  entity,
  columns,
  record,
}: {
  readonly entity: Entity;
  readonly columns: readonly ListColumn[];
  readonly record: RecordValues;
}) {
  const t = useText();
  const shown = columns.filter(({ path }) => !isEmpty(record[path])).slice(0, SHOWN);
  return (
    <li className={classes.card}>
      <Link href={recordHref(entity.key, record.id)} className={classes.cardLink}>
        {String(record.title ?? '') || t('list.untitled')}
      </Link>
      <span className={classes.cardFacts}>
        {shown.map(({ path, field }) => (
          <span key={path}>
            <Cell field={field} value={record[path]} dense />
          </span>
        ))}
      </span>
    </li>
  );
}
