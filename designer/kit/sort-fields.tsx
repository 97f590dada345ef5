/** Fields by which records are put in order, the first counting most: each upwards or downwards, one more from a list. */
import { ActionIcon, Select } from '@mantine/core';
import { IconSortAscending, IconSortDescending, IconTrash } from '@tabler/icons-react';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { usePathChoices, usePathText } from '../draft/path-text.ts';
import classes from './lines.module.css';
import { moved, SortLine, SortList } from './sort-list.tsx';

export interface SortFieldsProps {
  readonly entity: Entity | undefined;
  /** As definitions have it: `-amount` from large to small. */
  readonly sort: readonly string[];
  readonly onChange: (sort: readonly string[]) => void;
}

export function SortFields({ entity, sort, onChange }: SortFieldsProps) {
  const t = useText();
  const words = usePathText(entity);
  const choices = usePathChoices(entity, ({ type }) => type.sortable);
  const lines = sort.map((text) => ({ path: text.replace(/^-/, ''), down: text.startsWith('-') }));
  const used = new Set(lines.map(({ path }) => path));
  const keep = (next: typeof lines) => onChange(next.map(({ path, down }) => (down ? `-${path}` : path)));
  return (
    <>
      <SortList
        ids={lines.map(({ path }) => path)}
        onMove={(from, to) => keep(moved(lines, from, to))}
        label={t('design.view.order')}
        className={classes.list}
      >
        {lines.map(({ path, down }, at) => (
          <SortLine key={path} id={path} className={classes.line}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: moved by the keyboard from here */}
            <span className={classes.name} tabIndex={0}>
              {words(path)}
            </span>
            <span className={classes.about}>{t(down ? 'design.view.down' : 'design.view.up')}</span>
            <ActionIcon
              aria-label={t('design.view.turn', { name: words(path) })}
              onClick={() => keep(lines.map((one, i) => (i === at ? { path, down: !down } : one)))}
            >
              {down ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
            </ActionIcon>
            <ActionIcon
              aria-label={t('design.removeNamed', { name: words(path) })}
              onClick={() => keep(lines.filter((_, i) => i !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </SortLine>
        ))}
      </SortList>
      <Select
        aria-label={t('design.view.addOrder')}
        placeholder={t('design.view.addOrder')}
        data={choices.filter(({ value }) => !used.has(value))}
        value={null}
        onChange={(path) => path && keep([...lines, { path, down: false }])}
        searchable
        limit={60}
        className={classes.add}
        nothingFoundMessage={t('ui.choice.nothing')}
      />
    </>
  );
}
