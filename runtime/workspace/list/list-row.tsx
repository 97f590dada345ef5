/** A record as a row of the table, with cells one can stand on and edit, and as a card on the phone. */
import { Checkbox } from '@mantine/core';
import { type MouseEvent, memo } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { Cell, isEmpty, isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import { CellEditor } from './cell-editor.tsx';
import classes from './list-table.module.css';
import type { Editing } from './use-grid.ts';
import type { ListColumn } from './use-list.ts';

/** What rows ask of the table; the same object at every drawing. */
export interface RowDeeds {
  mark(id: string): void;
  choose(id: string, column: number): void;
  edit(id: string, column: number): void;
  save(record: RecordValues, field: Field, column: number, value: Json, step: -1 | 0 | 1): void;
  cancel(): void;
  /** Where cells can't be edited the whole row leads to the record. */
  open(id: string): void;
}

export interface TableRowProps {
  readonly entity: Entity;
  readonly columns: readonly ListColumn[];
  /** The field each column edits, the title's first; undefined where it can't. */
  readonly fields: readonly (Field | undefined)[];
  readonly record: RecordValues;
  readonly index: number;
  /** The column one stands on in this row. */
  readonly active: number | null;
  readonly editing: Editing | null;
  readonly selected: boolean;
  readonly markable: boolean;
  readonly deeds: RowDeeds;
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { entity, columns, fields, record, index, active, editing, selected, markable, deeds } = props;
  const t = useText();
  const href = recordHref(entity.key, record.id);
  const title = String(record.title ?? '');
  const editable = fields.some((field) => field !== undefined);
  const press = (event: MouseEvent, column: number) => {
    const target = event.target as Element;
    if (event.defaultPrevented || target.closest('a, button, input, label, [role=dialog]')) return;
    if (column === 0 || !editable) {
      if (!window.getSelection()?.toString()) deeds.open(record.id);
    } else if (fields[column] && onPen(event)) deeds.edit(record.id, column);
    else deeds.choose(record.id, column);
  };
  const editor = (column: number) => {
    const field = fields[column];
    if (!field || editing?.column !== column) return null;
    return (
      <CellEditor
        key={editing.refused ? 'again' : 'first'}
        field={field}
        record={record}
        refused={editing.refused}
        onSave={(value, step) => deeds.save(record, field, column, value, step)}
        onCancel={deeds.cancel}
      />
    );
  };
  return (
    <tr aria-rowindex={index + 2} data-active={active !== null} data-selected={selected}>
      <td className={classes.check}>
        {markable && (
          <Checkbox
            aria-label={t('list.select.one', { title })}
            checked={selected}
            onChange={() => deeds.mark(record.id)}
          />
        )}
      </td>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the link inside does the same for the keyboard */}
      <td className={classes.title} onClick={(event) => press(event, 0)}>
        {editor(0) ?? (
          <Link href={href} className={classes.name} data-spot={`${record.id} 0`}>
            {title || t('list.untitled')}
          </Link>
        )}
      </td>
      {columns.map(({ path, field }, i) => {
        const column = i + 1;
        const open = editor(column);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the table
          <td
            key={path}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid
            role="gridcell"
            data-figure={isFigure(field)}
            data-editing={open !== null}
            data-spot={`${record.id} ${column}`}
            tabIndex={active === column ? 0 : -1}
            aria-readonly={fields[column] === undefined || undefined}
            onClick={(event) => press(event, column)}
            onDoubleClick={() => fields[column] && deeds.edit(record.id, column)}
          >
            {open ?? <Cell field={field} value={record[path]} dense />}
          </td>
        );
      })}
    </tr>
  );
});

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

// helpers //////////

/** Width of the pen that the style draws at the end of a cell under the mouse. */
const PEN = 28;

function onPen({ currentTarget, clientX }: MouseEvent): boolean {
  return clientX > currentTarget.getBoundingClientRect().right - PEN;
}
