/** The columns from left to right: dragged into order, a figure below where the field is a number, its own name and width. */
import { ActionIcon, Popover, Select } from '@mantine/core';
import { IconAdjustments, IconTrash } from '@tabler/icons-react';
import type { ViewDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../draft/draft.tsx';
import { fieldsOfPath } from '../draft/entity-fields.ts';
import { usePathChoices, usePathText } from '../draft/path-text.ts';
import { LabelProp } from '../kit/label-prop.tsx';
import lines from '../kit/lines.module.css';
import { moved, SortLine, SortList } from '../kit/sort-list.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import type { ViewEditing } from './view-editing.ts';
import classes from './view-page.module.css';

type Column = ViewDefinition['columns'][number];
type WholeColumn = Exclude<Column, string>;

const TOTALS = ['sum', 'avg', 'min', 'max', 'count'] as const;

export function Columns({ content, edit, entity }: ViewEditing) {
  const t = useText();
  const words = usePathText(entity);
  const { registry } = useDraft();
  const columns = content.columns.map(whole);
  const used = new Set(columns.map(({ field }) => field));
  const choices = usePathChoices(entity).filter(({ value }) => !used.has(value));
  const keep = (next: readonly WholeColumn[], about?: string) =>
    edit({ ...content, columns: next.map(short) }, about);
  const set = (at: number, change: Partial<Record<keyof WholeColumn, unknown>>, about?: string) =>
    keep(
      columns.map((column, i) => (i === at ? ({ ...column, ...change } as WholeColumn) : column)),
      about,
    );
  return (
    <section>
      <h2 className={classes.title}>{t('design.view.columns')}</h2>
      <SortList
        ids={columns.map(({ field }) => field)}
        onMove={(from, to) => keep(moved(columns, from, to))}
        label={t('design.view.columns')}
        className={lines.list}
      >
        {columns.map((column, at) => {
          const fields = entity && fieldsOfPath(registry, entity, column.field);
          const last = fields?.at(-1);
          return (
            <SortLine key={column.field} id={column.field} className={lines.line}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: moved by the keyboard from here */}
              <span className={lines.name} tabIndex={0} data-wrong={!last}>
                {words(column.field)}
              </span>
              <code className={`${lines.about} ${classes.path}`}>{column.field}</code>
              {(last?.type.aggregates.includes('sum') || column.total) && (
                <Select
                  aria-label={t('design.view.total')}
                  placeholder={t('design.view.noTotal')}
                  data={TOTALS.map((total) => ({ value: total, label: t(`design.view.totals.${total}`) }))}
                  value={column.total ?? null}
                  onChange={(total) => set(at, { total: total ?? undefined })}
                  clearable
                  w={130}
                />
              )}
              <Popover position="bottom-end" width={300} trapFocus>
                <Popover.Target>
                  <ActionIcon aria-label={t('design.view.columnOf', { name: words(column.field) })}>
                    <IconAdjustments size={16} />
                  </ActionIcon>
                </Popover.Target>
                <Popover.Dropdown className={classes.settings}>
                  <LabelProp
                    title={t('design.view.ownName')}
                    value={column.label}
                    onChange={(label) => set(at, { label }, `label ${column.field}`)}
                  />
                  <TextProp
                    label={t('design.view.width')}
                    value={column.width === undefined ? '' : String(column.width)}
                    onChange={(typed) => {
                      const width = Number(typed);
                      if (typed.trim() === '') set(at, { width: undefined });
                      else if (Number.isInteger(width) && width >= 40 && width <= 1200) set(at, { width });
                    }}
                  />
                </Popover.Dropdown>
              </Popover>
              <ActionIcon
                aria-label={t('design.removeNamed', { name: words(column.field) })}
                disabled={columns.length === 1}
                onClick={() => keep(columns.filter((_, i) => i !== at))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </SortLine>
          );
        })}
      </SortList>
      <Select
        aria-label={t('design.view.addColumn')}
        placeholder={t('design.view.addColumn')}
        data={choices}
        value={null}
        onChange={(field) => field && keep([...columns, { field }])}
        searchable
        limit={60}
        className={lines.add}
        nothingFoundMessage={t('ui.choice.nothing')}
      />
    </section>
  );
}

// helpers //////////

function whole(column: Column): WholeColumn {
  return typeof column === 'string' ? { field: column } : column;
}

/** A column that says nothing but its field is written as its field. */
function short(column: WholeColumn): Column {
  const given = Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined));
  return Object.keys(given).length === 1 ? column.field : (given as unknown as WholeColumn);
}
