/** Entities to choose from: as a list where there is no room for the canvas, as a field that finds one. */
import { Select, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useLabelText } from '../draft/draft.tsx';
import classes from './entity-list.module.css';
import { ownFields } from './model-fields.ts';

export function EntityList({
  entities,
  onChoose,
}: {
  readonly entities: readonly Entity[];
  readonly onChoose: (entity: string) => void;
}) {
  const t = useText();
  const text = useLabelText();
  return (
    <ul className={classes.list}>
      {entities.map((entity) => (
        <li key={entity.key}>
          <UnstyledButton className={classes.item} onClick={() => onChoose(entity.key)}>
            <Icon name={entity.icon ?? 'database'} />
            <span className={classes.name}>{text(entity.label, entity.key)}</span>
            <span className={classes.note}>
              {t('design.model.fields', { count: ownFields(entity).length })}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

export function EntityPicker({
  entities,
  chosen,
  onChoose,
}: {
  readonly entities: readonly Entity[];
  readonly chosen: string | null;
  readonly onChoose: (entity: string | null) => void;
}) {
  const t = useText();
  const text = useLabelText();
  return (
    <Select
      aria-label={t('design.model.find')}
      placeholder={t('design.model.find')}
      leftSection={<IconSearch size={16} />}
      data={entities.map((entity) => ({ value: entity.key, label: text(entity.label, entity.key) }))}
      value={chosen}
      onChange={onChoose}
      searchable
      clearable
      w={240}
    />
  );
}
