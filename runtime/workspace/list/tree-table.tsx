/**
 * The records of a tree: each level is asked for when its parent is opened, page by page. Arrows walk as in any tree; a record is
 * moved by dragging it onto another, or by a dialog.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { recordHref } from '#ui/records.ts';
import { isEditable } from './editable.ts';
import { MoveUnder } from './move-under.tsx';
import { placeName } from './place.ts';
import { type TreeRowPlace, treeStep } from './tree.ts';
import { type Tree, TreeBranch } from './tree-branch.tsx';
import classes from './tree-table.module.css';
import type { Asked } from './use-list.ts';
import { useTreeMove } from './use-tree-move.ts';

export interface TreeTableProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly asked: Asked;
}

export function TreeTable({ entity, field, asked }: TreeTableProps) {
  const t = useText();
  const go = useGo();
  const label = useLabel();
  const phone = usePhone();
  const access = accessTo(useModel(), entity.key);
  const { move, element } = useTreeMove(entity, field);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<RecordValues | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const toggle = (id: string, wanted: boolean) =>
    setOpen((now) => new Set(wanted ? [...now, id] : [...now].filter((one) => one !== id)));
  const columns = phone ? [] : asked.columns.filter(({ path }) => path !== field.key);
  const tree: Tree = {
    entity,
    field,
    asked,
    columns,
    open,
    toggle,
    ...(isEditable(field, access) && { onMove: setMoved, onDrop: move }),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('tr[data-id]') ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    if (event.key === 'Enter' && at >= 0) return go(recordHref(entity.key, rows[at]!.dataset.id!));
    const step = treeStep(rows.map(placeOfRow), at, event.key);
    if (!step) return;
    event.preventDefault();
    if ('to' in step) rows[step.to]?.focus();
    else if ('open' in step) toggle(step.open, true);
    else toggle(step.shut, false);
  };
  return (
    <div className={classes.scroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree with columns
        role="treegrid"
        className={classes.table}
        aria-label={label(entity.plural ?? entity.label, entity.key)}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{label(entity.label, entity.key)}</th>
            {columns.map((column) => (
              <th key={column.path} scope="col">
                {placeName(column, label)}
              </th>
            ))}
            {tree.onMove && (
              <th scope="col" className={classes.deed}>
                <span className="hidden-text">{t('list.tree.move')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          <TreeBranch tree={tree} parent={null} level={1} />
        </tbody>
      </table>
      {moved && (
        <MoveUnder
          entity={entity}
          record={moved}
          field={field}
          onClose={() => setMoved(null)}
          onMove={(target) => {
            setMoved(null);
            move(moved, target);
          }}
        />
      )}
      {element}
    </div>
  );
}

// helpers //////////

function placeOfRow(row: HTMLElement): TreeRowPlace {
  const expanded = row.getAttribute('aria-expanded');
  return {
    id: row.dataset.id!,
    level: Number(row.getAttribute('aria-level')),
    open: expanded === null ? null : expanded === 'true',
  };
}
