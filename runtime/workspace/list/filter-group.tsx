/** A group of conditions while it is built: all or any must hold; conditions and further groups within. */
import { ActionIcon, Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconFilterPlus, IconParentheses, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { useRegistry } from '#ui/registry.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { ConditionWords } from './condition-words.tsx';
import { DEEPEST, type Filter, type FilterItem, isGroup, withItem, writtenFilter } from './filter.ts';
import classes from './filter-bar.module.css';
import { placeName, placeOf } from './place.ts';

export interface FilterGroupProps {
  readonly entity: Entity;
  readonly group: Filter;
  readonly onDone: (group: Filter) => void;
}

export function FilterGroup({ entity, group, onDone }: FilterGroupProps) {
  const t = useText();
  const [draft, setDraft] = useState(group);
  return (
    <div className={classes.group}>
      <GroupItems entity={entity} group={draft} depth={2} onChange={setDraft} />
      <Button
        variant="filled"
        className={classes.done}
        disabled={writtenFilter(draft) === undefined}
        onClick={() => onDone(draft)}
      >
        {t('list.filter.apply')}
      </Button>
    </div>
  );
}

/** A group as one reads it: "Stage New or (Amount more than 10 000 and …)". */
export function GroupWords({ entity, group }: { readonly entity: Entity; readonly group: Filter }) {
  const t = useText();
  const registry = useRegistry();
  return group.conditions.map((item, i) => (
    // Items have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <span key={i} className={classes.words2}>
      {i > 0 && <i>{t(`list.filter.${group.join}`)}</i>}
      {isGroup(item) ? (
        <>
          (<GroupWords entity={entity} group={item} />)
        </>
      ) : (
        <ConditionWords condition={item} place={placeOf(item.field, entity, registry)} />
      )}
    </span>
  ));
}

// helpers //////////

interface GroupItemsProps {
  readonly entity: Entity;
  readonly group: Filter;
  /** 1 is the whole filter. */
  readonly depth: number;
  readonly onChange: (group: Filter) => void;
}

function GroupItems({ entity, group, depth, onChange }: GroupItemsProps) {
  const t = useText();
  /** Place of the condition that is edited; behind the last: a new one. */
  const [edited, setEdited] = useState<number | null>(group.conditions.length === 0 ? 0 : null);
  const put = (at: number, item: FilterItem | null) => {
    setEdited(null);
    onChange(withItem(group, at, item));
  };
  const last = group.conditions.length;
  return (
    <div className={classes.items}>
      <SegmentedControl
        size="xs"
        value={group.join}
        onChange={(join) => onChange({ ...group, join: join as Filter['join'] })}
        data={[
          { value: 'all', label: t('list.filter.switch.all') },
          { value: 'any', label: t('list.filter.switch.any') },
        ]}
      />
      {group.conditions.map((item, at) =>
        isGroup(item) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
          <div key={at} className={classes.inner}>
            <GroupItems entity={entity} group={item} depth={depth + 1} onChange={(next) => put(at, next)} />
            <ActionIcon size={24} aria-label={t('list.filter.removeGroup')} onClick={() => put(at, null)}>
              <IconX size={14} />
            </ActionIcon>
          </div>
        ) : edited === at ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
          <div key={at} className={classes.inner}>
            <ConditionEditor entity={entity} condition={item} onDone={(next) => put(at, next)} />
          </div>
        ) : (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
            key={at}
            entity={entity}
            item={item}
            onOpen={() => setEdited(at)}
            onRemove={() => put(at, null)}
          />
        ),
      )}
      {edited === last && (
        <div className={classes.inner}>
          <ConditionEditor entity={entity} onDone={(next) => put(last, next)} />
        </div>
      )}
      <div className={classes.adds}>
        {edited !== last && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconFilterPlus size={14} />}
            onClick={() => setEdited(last)}
          >
            {t('list.filter.add')}
          </Button>
        )}
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconParentheses size={14} />}
            onClick={() => put(last, { join: group.join === 'all' ? 'any' : 'all', conditions: [] })}
          >
            {t('list.filter.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  readonly entity: Entity;
  readonly item: Exclude<FilterItem, Filter>;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function Line({ entity, item, onOpen, onRemove }: LineProps) {
  const t = useText();
  const label = useLabel();
  const place = placeOf(item.field, entity, useRegistry());
  return (
    <span className={classes.chip}>
      <UnstyledButton className={classes.condition} onClick={onOpen}>
        <ConditionWords condition={item} place={place} />
      </UnstyledButton>
      <UnstyledButton
        className={classes.remove}
        aria-label={t('list.filter.remove', { field: place ? placeName(place, label) : item.field })}
        onClick={onRemove}
      >
        <IconX size={14} />
      </UnstyledButton>
    </span>
  );
}
