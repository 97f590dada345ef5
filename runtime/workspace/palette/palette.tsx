/**
 * The palette (Ctrl+K): records by title, number, phone or mail; what can be made, started or opened. `>` only deeds, `@` only
 * people. Everything by keyboard.
 */
import { Combobox, Modal, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useState } from 'react';
import { search } from '#api/search.ts';
import type { EntityDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useApi } from '#ui/api.tsx';
import { Highlight } from '#ui/highlight.tsx';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useGo } from '#ui/link.tsx';
import { contentOf, useLabel, useModel } from '#ui/model.ts';
import { Key } from '#ui/pill.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './palette.module.css';
import { type Deed, matchingDeeds, type PaletteEntry, readQuery } from './palette-entries.ts';

export interface PaletteProps {
  readonly onClose: () => void;
  /** What can be done from here, besides opening records. */
  readonly deeds: readonly Deed[];
  /** What the field begins with: `>` for deeds only. */
  readonly begin?: string;
}

const RECORDS = 8;

export function Palette({ onClose, deeds, begin = '' }: PaletteProps) {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const model = useModel();
  const label = useLabel();
  const combobox = useCombobox({ opened: true });
  const [typed, setTyped] = useState(begin);
  const { words, only } = readQuery(typed);
  const [asked] = useDebouncedValue(words, 150);
  const found = useQuery({
    queryKey: ['records', '', 'search', asked, only],
    queryFn: ({ signal }) =>
      client.call(search, {
        query: { q: asked, limit: RECORDS, entities: only === 'people' ? 'user' : undefined },
        signal,
      }),
    enabled: asked.length > 1 && only !== 'deeds',
    placeholderData: keepPreviousData,
  });
  const items = words.length > 1 && only !== 'deeds' ? (found.data?.items ?? []) : [];
  const records: PaletteEntry[] = items.map(({ entity, id, title, subtitle, excerpt }) => {
    const content = contentOf<EntityDefinition>(model, 'entity', entity);
    return {
      key: `${entity}/${id}`,
      group: 'records',
      icon: content?.icon ?? 'list',
      title,
      text: [label(content?.label, entity), excerpt?.map(({ text }) => text).join('') ?? subtitle]
        .filter(Boolean)
        .join(' · '),
      run: () => go(recordHref(entity, id)),
    };
  });
  const entries = [...records, ...(only === 'people' ? [] : matchingDeeds(deeds, words))];
  const groups = (['records', 'create', 'start', 'open'] as const).map(
    (group) => [group, entries.filter((entry) => entry.group === group)] as const,
  );
  // The first line is ready for Enter whenever the list has changed.
  const first = entries[0]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is what changes
  useEffect(() => {
    combobox.selectFirstOption();
  }, [first, entries.length]);
  return (
    // At once, not faded in: whoever presses Ctrl+K types on, and no letter may be lost.
    <Modal.Root opened onClose={onClose} size={640} yOffset={104} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')} className={classes.palette}>
        <Combobox
          store={combobox}
          onOptionSubmit={(key) => {
            onClose();
            entries.find((entry) => entry.key === key)?.run();
          }}
        >
          <div className={classes.head}>
            <IconSearch size={18} aria-hidden />
            <Combobox.EventsTarget>
              <input
                className={classes.input}
                value={typed}
                aria-label={t('palette.placeholder')}
                placeholder={t('palette.placeholder')}
                data-autofocus
                ref={focusAtOnce}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </Combobox.EventsTarget>
            <Key>Esc</Key>
          </div>
          <Combobox.Options className={classes.list} aria-label={t('palette.title')} tabIndex={0}>
            {groups.map(([group, own]) =>
              own.length > 0 ? (
                <Fragment key={group}>
                  <div className={classes.group}>{t(`palette.group.${group}`)}</div>
                  {own.map((entry) => (
                    <Combobox.Option key={entry.key} value={entry.key} className={classes.row}>
                      <span className={classes.icon}>
                        <Icon name={entry.icon} size={16} />
                      </span>
                      <span className={classes.text}>
                        <b>
                          <Highlight text={entry.title} words={words} />
                        </b>
                        {entry.text && (
                          <span>
                            <Highlight text={entry.text} words={words} />
                          </span>
                        )}
                      </span>
                    </Combobox.Option>
                  ))}
                </Fragment>
              ) : null,
            )}
            {entries.length === 0 && (
              <Combobox.Empty className={classes.empty}>
                {t(found.isFetching ? 'palette.searching' : 'palette.nothing')}
              </Combobox.Empty>
            )}
          </Combobox.Options>
          <div className={classes.foot}>
            <span>
              <Key>↑</Key> <Key>↓</Key> {t('palette.keys.move')}
            </span>
            <span>
              <Key>↵</Key> {t('palette.keys.open')}
            </span>
            <span className={classes.space} />
            <span>
              <Key>&gt;</Key> {t('palette.keys.deeds')}
            </span>
            <span>
              <Key>@</Key> {t('palette.keys.people')}
            </span>
          </div>
        </Combobox>
      </Modal.Content>
    </Modal.Root>
  );
}

// helpers //////////

/** The dialog's own focus comes a moment later, after the first letters. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}
