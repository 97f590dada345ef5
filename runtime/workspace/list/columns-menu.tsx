/** Which columns the table has, and in what order. */
import {
  ActionIcon,
  Button,
  NativeSelect,
  Popover,
  ScrollArea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { isFigure } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './columns-menu.module.css';
import type { ChangeList, ListSearch } from './list-search.ts';
import { placeName } from './place.ts';
import { titleFields } from './title-fields.ts';
import { type Asked, type ListColumn, TOTALS } from './use-list.ts';
import { usePlaceOptions } from './use-place-options.ts';

export interface ColumnsMenuProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly onSearch: ChangeList;
}

export function ColumnsMenu({ entity, asked, search, onSearch }: ColumnsMenuProps) {
  const t = useText();
  const label = useLabel();
  const [words, setWords] = useState('');
  const options = usePlaceOptions(entity, ({ type }) => type.key !== 'secret');
  const shown = asked.columns.map(({ path }) => path);
  const written = asked.columns.map((column) => writtenColumn(column));
  const titled = titleFields(entity);
  const set = (columns: readonly string[] | undefined) => onSearch({ ...search, columns }, { replace: true });
  const move = (at: number, by: number) => {
    const next = [...written];
    const [column] = next.splice(at, 1);
    next.splice(at + by, 0, column as string);
    set(next);
  };
  const wanted = words.trim().toLocaleLowerCase();
  const rest = options
    .flatMap(({ items }) => items)
    .filter(
      ({ value, label: name }) =>
        !shown.includes(value) && !titled.has(value) && name.toLocaleLowerCase().includes(wanted),
    );
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<IconColumns3 size={16} />}>
          {t('list.columns.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu}>
        <ul className={classes.shown} aria-label={t('list.columns.shown')}>
          {asked.columns.map((column, i) => {
            const name = placeName(column, label);
            return (
              <li key={column.path}>
                <span>{name}</span>
                {!column.path.includes('.') && isFigure(column.field) && (
                  <TotalSelect
                    name={name}
                    column={column}
                    onChange={(total) =>
                      set(written.map((own, at) => (at === i ? writtenColumn({ ...column, total }) : own)))
                    }
                  />
                )}
                <ActionIcon
                  size={24}
                  aria-label={t('list.columns.left', { name })}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={t('list.columns.right', { name })}
                  disabled={i === shown.length - 1}
                  onClick={() => move(i, 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={t('ui.control.removeNamed', { name })}
                  disabled={shown.length === 1}
                  onClick={() => set(written.filter((_, at) => at !== i))}
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
        <TextInput
          size="xs"
          aria-label={t('list.columns.find')}
          placeholder={t('list.columns.find')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={220}>
          <ul className={classes.rest}>
            {rest.map(({ value, label: name }) => (
              <li key={value}>
                <UnstyledButton className={classes.add} onClick={() => set([...written, value])}>
                  <IconPlus size={14} aria-hidden />
                  {name}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
        {search.columns && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => set(undefined)}>
            {t('list.columns.reset')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

// helpers //////////

/** As it stands in the address: whoever sets up columns sees the same tomorrow, even if the view's total changes. */
function writtenColumn({ path, total }: Pick<ListColumn, 'path' | 'total'>): string {
  return total === undefined ? `${path}:none` : `${path}:${total}`;
}

function TotalSelect({
  name,
  column,
  onChange,
}: {
  readonly name: string;
  readonly column: ListColumn;
  readonly onChange: (total: ListColumn['total']) => void;
}) {
  const t = useText();
  const known = TOTALS.filter((total) => column.field.type.aggregates.includes(total));
  return (
    <NativeSelect
      size="xs"
      variant="unstyled"
      className={classes.total}
      aria-label={t('list.columns.total', { name })}
      data={[
        { value: '', label: t('list.columns.noTotal') },
        ...known.map((total) => ({ value: total, label: t(`list.total.${total}`) })),
      ]}
      value={column.total ?? ''}
      onChange={(event) => onChange(TOTALS.find((total) => total === event.currentTarget.value))}
    />
  );
}
