/** A record of a tree: its title behind as many steps as it is deep, its columns, the button that moves it; dragged onto another. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconCornerDownRight } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import { Cell, isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { recordHref } from '#ui/records.ts';
import type { Tree } from './tree-branch.tsx';
import classes from './tree-table.module.css';

export interface TreeRowProps {
  readonly tree: Tree;
  readonly record: RecordValues;
  readonly level: number;
  /** Null where nothing stands below. */
  readonly open: boolean | null;
  readonly count: number;
  /** The one that Tab leads to. */
  readonly first: boolean;
}

/** Kind of what is dragged: records of the same entity fit, nothing else does. */
const kindOf = (entity: string) => `application/x-potik-${entity}`;

export function TreeRow({ tree, record, level, open, count, first }: TreeRowProps) {
  const t = useText();
  const { entity, columns, toggle, onMove, onDrop } = tree;
  const [over, setOver] = useState(false);
  const title = String(record.title ?? '') || t('list.untitled');
  const fits = (event: DragEvent) => event.dataTransfer.types.includes(kindOf(entity.key));
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!fits(event)) return;
    event.preventDefault();
    const dragged = JSON.parse(event.dataTransfer.getData(kindOf(entity.key))) as RecordValues;
    if (dragged.id !== record.id) onDrop?.(dragged, { id: record.id, title });
  };
  return (
    <tr
      data-id={record.id}
      data-over={over}
      aria-level={level}
      aria-expanded={open ?? undefined}
      tabIndex={first ? 0 : -1}
      draggable={onDrop !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(kindOf(entity.key), JSON.stringify(record))}
      onDragOver={(event) => {
        if (!onDrop || !fits(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <td className={classes.title} style={{ paddingLeft: `${20 + (level - 1) * 20}px` }}>
        <span className={classes.name}>
          {open === null ? (
            <span className={classes.leaf} />
          ) : (
            <ActionIcon
              size={20}
              tabIndex={-1}
              aria-label={t(open ? 'list.tree.shut' : 'list.tree.open', { title })}
              onClick={() => toggle(record.id, !open)}
            >
              {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
            </ActionIcon>
          )}
          <Link href={recordHref(entity.key, record.id)} className={classes.link} tabIndex={-1}>
            {title}
          </Link>
          {count > 0 && <span className={classes.count}>{count}</span>}
        </span>
      </td>
      {columns.map(({ path, field }) => (
        <td key={path} data-figure={isFigure(field)}>
          <Cell field={field} value={record[path]} dense />
        </td>
      ))}
      {onMove && (
        <td className={classes.deed}>
          <Tooltip label={t('list.tree.move')}>
            <ActionIcon
              size={24}
              aria-label={t('list.tree.moveNamed', { title })}
              onClick={() => onMove(record)}
            >
              <IconCornerDownRight size={16} />
            </ActionIcon>
          </Tooltip>
        </td>
      )}
    </tr>
  );
}
