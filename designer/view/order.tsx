/** By which fields the records are put in order, the first counting most. */
import { ActionIcon, Select } from '@mantine/core';
import { IconSortAscending, IconSortDescending, IconTrash } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { usePathChoices, usePathText } from '../draft/path-text.ts';
import { moved, SortLine, SortList } from '../kit/sort-list.tsx';
import { type ViewEditing, withParts } from './view-editing.ts';
import classes from './view-page.module.css';

export function Order({ content, edit, entity }: ViewEditing) {
  const t = useText();
  const words = usePathText(entity);
  const sort = (content.sort ?? []).map((text) => ({
    path: text.replace(/^-/, ''),
    down: text.startsWith('-'),
  }));
  const used = new Set(sort.map(({ path }) => path));
  const choices = usePathChoices(entity, ({ columns }) => columns.length > 0).filter(
    ({ value }) => !used.has(value),
  );
  const keep = (next: typeof sort) =>
    edit(withParts(content, { sort: next.map(({ path, down }) => (down ? `-${path}` : path)) }));
  return (
    <section>
      <h2 className={classes.title}>{t('design.view.order')}</h2>
      <SortList
        ids={sort.map(({ path }) => path)}
        onMove={(from, to) => keep(moved(sort, from, to))}
        label={t('design.view.order')}
        className={classes.list}
      >
        {sort.map(({ path, down }, at) => (
          <SortLine key={path} id={path} className={classes.line}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: moved by the keyboard from here */}
            <span className={classes.name} tabIndex={0}>
              {words(path)}
            </span>
            <span className={classes.path}>{t(down ? 'design.view.down' : 'design.view.up')}</span>
            <ActionIcon
              aria-label={t('design.view.turn', { name: words(path) })}
              onClick={() => keep(sort.map((one, i) => (i === at ? { path, down: !down } : one)))}
            >
              {down ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
            </ActionIcon>
            <ActionIcon
              aria-label={t('design.removeNamed', { name: words(path) })}
              onClick={() => keep(sort.filter((_, i) => i !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </SortLine>
        ))}
      </SortList>
      <Select
        aria-label={t('design.view.addOrder')}
        placeholder={t('design.view.addOrder')}
        data={choices}
        value={null}
        onChange={(path) => path && keep([...sort, { path, down: false }])}
        searchable
        limit={60}
        className={classes.add}
        nothingFoundMessage={t('ui.choice.nothing')}
      />
    </section>
  );
}
