/** Words looked for, the filter's conditions as chips, order and columns. On the phone one line that is pushed sideways. */
import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterPlus, IconSearch, IconX } from '@tabler/icons-react';
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
import { type Condition, type Filter, writtenFilter } from './filter.ts';
import classes from './filter-bar.module.css';
import { GroupMenu } from './group-menu.tsx';
import type { ChangeList, ListSearch, Way } from './list-search.ts';
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
  const [edited, setEdited] = useState<number | 'new' | null>(null);
  const set = (next: Filter) => {
    setEdited(null);
    onSearch({ ...search, where: writtenFilter(next) ?? {} }, { replace: true });
  };
  const put = (at: number | 'new', condition: Condition) =>
    set({
      ...filter,
      conditions:
        at === 'new'
          ? [...filter.conditions, condition]
          : filter.conditions.map((old, i) => (i === at ? condition : old)),
    });
  const other = filter.join === 'all' ? 'any' : 'all';
  return (
    <div className={classes.bar}>
      <Words search={search} onSearch={onSearch} />
      {filter.conditions.map((condition, i) => (
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
            condition={condition}
            open={edited === i}
            onOpen={(open) => setEdited(open ? i : null)}
            onChange={(next) => put(i, next)}
            onRemove={() => set({ ...filter, conditions: filter.conditions.filter((_, at) => at !== i) })}
          />
        </span>
      ))}
      <Popover
        opened={edited === 'new'}
        onChange={(open) => setEdited(open ? 'new' : null)}
        position="bottom-start"
        trapFocus
      >
        <Popover.Target>
          <UnstyledButton className={classes.add} onClick={() => setEdited(edited === 'new' ? null : 'new')}>
            <IconFilterPlus size={16} aria-hidden />
            {t('list.filter.add')}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <ConditionEditor entity={entity} onDone={(condition) => put('new', condition)} />
        </Popover.Dropdown>
      </Popover>
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
      <span className={classes.space} />
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

interface ChipProps {
  readonly entity: Entity;
  readonly condition: Condition;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function Chip({ entity, condition, open, onOpen, onChange, onRemove }: ChipProps) {
  const t = useText();
  const label = useLabel();
  const place = placeOf(condition.field, entity, useRegistry());
  return (
    <Popover opened={open} onChange={onOpen} position="bottom-start" trapFocus>
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.condition} onClick={() => onOpen(!open)}>
            <ConditionWords condition={condition} place={place} />
          </UnstyledButton>
        </Popover.Target>
        <UnstyledButton
          className={classes.remove}
          aria-label={t('list.filter.remove', {
            field: place ? placeName(place, label) : condition.field,
          })}
          onClick={onRemove}
        >
          <IconX size={14} />
        </UnstyledButton>
      </span>
      <Popover.Dropdown>
        <ConditionEditor entity={entity} condition={condition} onDone={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}
