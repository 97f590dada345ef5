/** Words looked for, the filter's conditions as chips, order and columns. On the phone one line that is pushed sideways. */
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconParentheses, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import { useRegistry } from '#ui/registry.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { ConditionWords } from './condition-words.tsx';
import { DensityMenu } from './density-menu.tsx';
import { ExportButton } from './export-button.tsx';
import { type Filter, type FilterItem, isGroup, withItem } from './filter.ts';
import classes from './filter-bar.module.css';
import { FilterGroup, GroupWords } from './filter-group.tsx';
import { FilterPopover } from './filter-popover.tsx';
import { GroupMenu } from './group-menu.tsx';
import { type ChangeList, type ListSearch, type Way, withFilter } from './list-search.ts';
import { placeName, placeOf } from './place.ts';
import { SortMenu } from './sort-menu.tsx';
import type { Asked } from './use-list.ts';

export interface FilterBarProps {
  readonly entity: Entity;
  readonly asked: Asked;
  readonly search: ListSearch;
  readonly way: Way;
  readonly onSearch: ChangeList;
}

export function FilterBar({ entity, asked, search, way, onSearch }: FilterBarProps) {
  const t = useText();
  const phone = usePhone();
  const { filter } = asked;
  const [edited, setEdited] = useState<number | 'new' | 'new group' | null>(null);
  const set = (next: Filter) => {
    setEdited(null);
    onSearch(withFilter(search, next), { replace: true });
  };
  const put = (at: number, item: FilterItem | null) => set(withItem(filter, at, item));
  const last = filter.conditions.length;
  const other = filter.join === 'all' ? 'any' : 'all';
  return (
    <div className={classes.bar}>
      <Words search={search} onSearch={onSearch} />
      {filter.conditions.map((item, i) => (
        // Conditions have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={i} className={classes.joined}>
          {i > 0 && (
            <UnstyledButton
              className={classes.join}
              title={t(`list.filter.switch.${other}`)}
              onClick={() => set({ ...filter, join: other })}
            >
              {t(`list.filter.${filter.join}`)}
            </UnstyledButton>
          )}
          <Chip
            entity={entity}
            item={item}
            open={edited === i}
            onOpen={(open) => setEdited(open ? i : null)}
            onChange={(next) => put(i, next)}
            onRemove={() => put(i, null)}
          />
        </span>
      ))}
      <FilterPopover
        opened={edited === 'new' || edited === 'new group'}
        onClose={() => setEdited(null)}
        target={(ref) => (
          <UnstyledButton
            ref={ref}
            className={classes.add}
            onClick={() => setEdited(edited === null ? 'new' : null)}
          >
            <IconFilterPlus size={16} aria-hidden />
            {t('list.filter.add')}
          </UnstyledButton>
        )}
      >
        {edited === 'new group' ? (
          <FilterGroup entity={entity} group={NEW_GROUP} onDone={(group) => put(last, group)} />
        ) : (
          <>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              mb="xs"
              leftSection={<IconParentheses size={14} />}
              onClick={() => setEdited('new group')}
            >
              {t('list.filter.addGroup')}
            </Button>
            <ConditionEditor entity={entity} onDone={(condition) => put(last, condition)} />
          </>
        )}
      </FilterPopover>
      {search.where && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={() => onSearch({ ...search, where: undefined }, { replace: true })}
        >
          {t('list.filter.reset')}
        </Button>
      )}
      <div className={classes.tools}>
        {way === 'table' && <GroupMenu entity={entity} asked={asked} search={search} onSearch={onSearch} />}
        <SortMenu entity={entity} asked={asked} search={search} onSearch={onSearch} />
        {way === 'table' && !phone && (
          <>
            <ColumnsMenu entity={entity} asked={asked} search={search} onSearch={onSearch} />
            <DensityMenu />
            <ExportButton entity={entity} asked={asked} />
          </>
        )}
      </div>
    </div>
  );
}

// helpers //////////

function Words({ search, onSearch }: Pick<FilterBarProps, 'search' | 'onSearch'>) {
  const t = useText();
  const [typed, setTyped] = useState(search.search ?? '');
  const send = useDebouncedCallback(
    (words: string) => onSearch({ ...search, search: words.trim() || undefined }, { replace: true }),
    250,
  );
  const put = (words: string) => {
    setTyped(words);
    send(words);
  };
  return (
    <TextInput
      className={classes.words}
      size="xs"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed && (
          <UnstyledButton
            className={classes.clear}
            aria-label={t('ui.control.clear')}
            onClick={() => put('')}
          >
            <IconX size={14} />
          </UnstyledButton>
        )
      }
      aria-label={t('list.search')}
      placeholder={t('list.search')}
      value={typed}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}

/** "One of these", for a filter whose conditions must all hold otherwise. */
const NEW_GROUP: Filter = { join: 'any', conditions: [] };

interface ChipProps {
  readonly entity: Entity;
  readonly item: FilterItem;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (item: FilterItem) => void;
  readonly onRemove: () => void;
}

function Chip({ entity, item, open, onOpen, onChange, onRemove }: ChipProps) {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  const place = isGroup(item) ? undefined : placeOf(item.field, entity, registry);
  return (
    <span className={classes.chip}>
      <FilterPopover
        opened={open}
        onClose={() => onOpen(false)}
        target={(ref) => (
          <UnstyledButton ref={ref} className={classes.condition} onClick={() => onOpen(!open)}>
            {isGroup(item) ? (
              <GroupWords entity={entity} group={item} />
            ) : (
              <ConditionWords condition={item} place={place} />
            )}
          </UnstyledButton>
        )}
      >
        {isGroup(item) ? (
          <FilterGroup entity={entity} group={item} onDone={onChange} />
        ) : (
          <ConditionEditor entity={entity} condition={item} onDone={onChange} />
        )}
      </FilterPopover>
      <UnstyledButton
        className={classes.remove}
        aria-label={
          isGroup(item)
            ? t('list.filter.removeGroup')
            : t('list.filter.remove', { field: place ? placeName(place, label) : item.field })
        }
        onClick={onRemove}
      >
        <IconX size={14} />
      </UnstyledButton>
    </span>
  );
}
