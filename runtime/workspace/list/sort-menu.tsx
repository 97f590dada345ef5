/** The order of the list, by any column that can be sorted. */
import { Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { useRegistry } from '#ui/registry.ts';
import classes from './filter-bar.module.css';
import type { ChangeList, ListSearch } from './list-search.ts';
import { type Place, placeName, placeOf } from './place.ts';
import { directionOf, pressed } from './sorting.ts';
import { titleFields } from './title-fields.ts';
import type { Asked } from './use-list.ts';

export interface SortMenuProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly onSearch: ChangeList;
}

export function SortMenu({ entity, asked, search, onSearch }: SortMenuProps) {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  const [first] = asked.sort;
  const now = first ? placeOf(first.replace(/^-/, ''), entity, registry) : undefined;
  const paths = new Set([
    ...titleFields(entity),
    ...asked.columns.map(({ path }) => path),
    'created_at',
    'updated_at',
    ...(now ? [now.path] : []),
  ]);
  const places = [...paths]
    .map((path) => placeOf(path, entity, registry))
    .filter((place): place is Place => place?.field.type.sortable ?? false);
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowsSort size={16} />}
          className={classes.tool}
        >
          {t('list.sort')}
          {now && <b>{placeName(now, label)}</b>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map((place) => {
          const direction = directionOf(asked.sort, place.path);
          const Arrow = direction === 'up' ? IconArrowUp : IconArrowDown;
          return (
            <Menu.Item
              key={place.path}
              aria-current={direction !== null}
              rightSection={direction && <Arrow size={14} aria-hidden />}
              onClick={() =>
                onSearch({ ...search, sort: pressed(asked.sort, place.path) }, { replace: true })
              }
            >
              {placeName(place, label)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
