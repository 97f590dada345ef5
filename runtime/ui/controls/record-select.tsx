/**
 * Choosing one record: the list is searched on the server as somebody types; a record that is not there can be made at once.
 * Used by all controls that refer to records.
 */
import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api.tsx';
import { Avatar } from '../avatar.tsx';
import { useText } from '../i18n.tsx';
import { accessTo, useLabel, useModel } from '../model.ts';
import { type RecordQuery, recordsQuery } from '../records.ts';
import { useEntity } from '../registry.ts';
import { type ControlProps, inputProps, useControls } from './control-kind.ts';
import classes from './controls.module.css';

export interface Chosen {
  readonly id: string;
  readonly title?: string | null;
}

export interface RecordSelectProps {
  readonly control: ControlProps;
  readonly entity: string;
  readonly value: Chosen | null;
  readonly onChoose: (record: Chosen | null) => void;
  /** The lookup whose filter says what may be chosen. */
  readonly choose?: RecordQuery['choose'];
}

const SHOWN = 20;
const CREATE = '+';

export function RecordSelect({ control, entity, value, onChoose, choose }: RecordSelectProps) {
  const t = useText();
  const label = useLabel();
  const combobox = useCombobox({
    defaultOpened: control.bare && control.autoFocus,
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const [typed, setTyped] = useState<string | null>(null);
  const [words] = useDebouncedValue(typed ?? '', 180);
  const { create } = useControls();
  const target = useEntity(entity);
  const mayCreate = accessTo(useModel(), entity).create !== 'none' && entity !== 'user';
  const found = useQuery({
    ...recordsQuery(useApi(), entity, {
      fields: ['title'],
      limit: SHOWN,
      ...(words.trim() && { search: words.trim() }),
      ...(choose && { choose }),
    }),
    enabled: combobox.dropdownOpened,
  });
  const people = entity === 'user';
  const items = found.data?.items ?? [];
  const take = async (key: string) => {
    combobox.closeDropdown();
    setTyped(null);
    if (key !== CREATE) {
      const item = items.find(({ id }) => id === key);
      if (item) onChoose({ id: item.id, title: String(item.title ?? '') });
      return;
    }
    const made = await create(entity, titleValues(target?.title, typed ?? ''));
    if (made) onChoose(made);
  };
  return (
    <Combobox store={combobox} withinPortal onOptionSubmit={(key) => void take(key)}>
      <Combobox.Target>
        <InputBase
          {...inputProps(control)}
          value={typed ?? value?.title ?? (value ? t('ui.cell.hiddenRecord') : '')}
          placeholder={control.bare ? undefined : t('ui.lookup.placeholder')}
          leftSection={people && value?.title && typed === null ? <Avatar name={value.title} /> : undefined}
          rightSectionPointerEvents="all"
          rightSection={
            value && !control.required ? (
              <Combobox.ClearButton
                aria-label={t('ui.control.clear')}
                onClear={() => {
                  setTyped(null);
                  onChoose(null);
                }}
              />
            ) : found.isFetching && combobox.dropdownOpened ? (
              <Loader size={14} />
            ) : (
              <IconSelector size={14} aria-hidden />
            )
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            // Emptying the text empties the field; half a word changes nothing.
            if (typed === '' && value && !control.required) onChoose(null);
            setTyped(null);
            control.onBlur?.();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={control.label}>
          {items.map((item) => (
            <Combobox.Option key={item.id} value={item.id} active={item.id === value?.id}>
              <span className={classes.option}>
                {people && <Avatar name={String(item.title ?? '')} />}
                <span className={classes.lookupTitle}>{String(item.title ?? '')}</span>
              </span>
            </Combobox.Option>
          ))}
          {items.length === 0 && (
            <Combobox.Empty>
              {t(found.isPending ? 'ui.lookup.searching' : 'ui.choice.nothing')}
            </Combobox.Empty>
          )}
          {mayCreate && (
            <Combobox.Option value={CREATE}>
              <span className={classes.option}>
                <IconPlus size={16} aria-hidden />
                {typed?.trim()
                  ? t('ui.lookup.createNamed', { name: typed.trim() })
                  : t('ui.lookup.create', { what: label(target?.label, entity) })}
              </span>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

// helpers //////////

/** What was typed becomes the title of the new record, where the title is one field. */
function titleValues(title: readonly object[] | undefined, typed: string): Record<string, string> {
  const [only, ...more] = title ?? [];
  if (!typed.trim() || !only || more.length > 0 || !('path' in only)) return {};
  const path = only.path as readonly string[];
  return path.length === 1 ? { [path[0]!]: typed.trim() } : {};
}
