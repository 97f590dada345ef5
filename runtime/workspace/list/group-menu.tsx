/** By which field the list is in groups; dates by day, week or month. */
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconLayoutList } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './filter-bar.module.css';
import { canGroup, groupingText, isDated, PARTS, type Part } from './grouping.ts';
import type { ChangeList, ListSearch } from './list-search.ts';
import { type Place, placeName } from './place.ts';
import type { Asked } from './use-list.ts';

export interface GroupMenuProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly onSearch: ChangeList;
}

export function GroupMenu({ entity, asked, search, onSearch }: GroupMenuProps) {
  const t = useText();
  const label = useLabel();
  const { grouping } = asked;
  const now = grouping && groupingText(grouping);
  const name = (place: Place, by: Part | null) =>
    by ? t(`list.group.by.${by}`, { field: placeName(place, label) }) : placeName(place, label);
  const set = (group: string | undefined) => onSearch({ ...search, group }, { replace: true });
  const choices = groupPlaces(entity, asked).flatMap((place) =>
    (isDated(place) ? PARTS : [null]).map((by) => ({
      text: groupingText({ path: place.path, by }),
      label: name(place, by),
    })),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconLayoutList size={16} />}
          className={classes.tool}
        >
          {t('list.group.title')}
          {grouping && <b>{name(grouping, grouping.by)}</b>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item
          aria-current={now === null}
          rightSection={now === null && <IconCheck size={14} aria-hidden />}
          onClick={() => set('-')}
        >
          {t('list.group.none')}
        </Menu.Item>
        <Menu.Divider />
        {choices.map(({ text, label: words }) => (
          <Menu.Item
            key={text}
            aria-current={text === now}
            rightSection={text === now && <IconCheck size={14} aria-hidden />}
            onClick={() => set(text)}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

// helpers //////////

/** Few values, many records: choices, references and dates of the entity, and whatever the list is grouped by now. */
function groupPlaces(entity: Entity, { grouping }: Asked): readonly Place[] {
  const own = ['choice', 'relation', 'time'].flatMap((group) =>
    [...entity.fields.values()]
      .filter((field) => field.type.group === group && canGroup({ field }))
      .map((field): Place => ({ path: field.key, field, way: [field] })),
  );
  return !grouping || own.some(({ path }) => path === grouping.path) ? own : [grouping, ...own];
}
