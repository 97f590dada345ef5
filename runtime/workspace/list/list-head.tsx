/** The table's head: marks all, sorts by a press. */
import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './list-table.module.css';
import { placeName } from './place.ts';
import { directionOf, pressed } from './sorting.ts';
import { titleFields } from './title-fields.ts';
import type { Asked } from './use-list.ts';
import type { Selection } from './use-selection.ts';

export interface ListHeadProps {
  readonly entity: Entity;
  readonly asked: Asked;
  /** Null where nothing can be done with many records. */
  readonly selection: Selection | null;
  readonly onSort: (sort: readonly string[] | undefined) => void;
}

export function ListHead({ entity, asked, selection, onSort }: ListHeadProps) {
  const t = useText();
  const label = useLabel();
  const [title] = titleFields(entity);
  return (
    <thead>
      <tr>
        <th scope="col">
          {selection && (
            <Checkbox
              aria-label={t('list.select.all')}
              checked={selection.all}
              indeterminate={!selection.all && selection.ids.length > 0}
              onChange={selection.toggleAll}
            />
          )}
        </th>
        <Heading
          name={label(entity.label, entity.key)}
          path={title && entity.fields.get(title)?.type.sortable ? title : null}
          sort={asked.sort}
          onSort={onSort}
        />
        {asked.columns.map((column) => (
          <Heading
            key={column.path}
            name={placeName(column, label)}
            path={column.field.type.sortable ? column.path : null}
            figure={isFigure(column.field)}
            sort={asked.sort}
            onSort={onSort}
          />
        ))}
      </tr>
    </thead>
  );
}

// helpers //////////

interface HeadingProps {
  readonly name: string;
  /** Null where it can't be sorted by. */
  readonly path: string | null;
  readonly figure?: boolean;
  readonly sort: readonly string[];
  readonly onSort: ListHeadProps['onSort'];
}

function Heading({ name, path, figure = false, sort, onSort }: HeadingProps) {
  const direction = path ? directionOf(sort, path) : null;
  const Arrow = direction === 'up' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      data-figure={figure}
      aria-sort={direction === 'up' ? 'ascending' : direction === 'down' ? 'descending' : undefined}
    >
      {path ? (
        <UnstyledButton
          className={classes.sort}
          data-sorted={direction !== null}
          onClick={() => onSort(pressed(sort, path))}
        >
          <span>{name}</span>
          {direction && <Arrow size={14} aria-hidden />}
        </UnstyledButton>
      ) : (
        name
      )}
    </th>
  );
}
