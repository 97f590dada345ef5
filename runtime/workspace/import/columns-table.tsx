/** Which column fills which field, with examples of what stands in it. */
import { Select } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ImportDraft, ImportSettings } from '#api/imports.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './import.module.css';

export interface ColumnsTableProps {
  readonly entity: Entity;
  readonly draft: ImportDraft;
  readonly settings: ImportSettings;
  readonly onColumns: (columns: ImportSettings['columns']) => void;
}

export function ColumnsTable({ entity, draft, settings, onColumns }: ColumnsTableProps) {
  const t = useText();
  const label = useLabel();
  const { targets } = draft;
  const taken = new Set(Object.values(settings.columns));
  const groups = [
    { group: label(entity.label, entity.key), items: targets.filter(({ path }) => !path.includes('.')) },
    { group: t('import.columns.related'), items: targets.filter(({ path }) => path.includes('.')) },
  ];
  const choose = (name: string, path: string | null) => {
    const { [name]: _before, ...others } = settings.columns;
    onColumns(path === null ? others : { ...others, [name]: path });
  };
  const missing = targets.filter(({ path, required }) => required && !taken.has(path));
  return (
    <>
      <ul className={classes.columns}>
        {draft.import.sheet.columns
          .filter(({ name }) => name !== '')
          .map(({ name, examples }) => {
            const path = settings.columns[name] ?? null;
            return (
              <li key={name} data-off={path === null}>
                <span className={classes.column}>
                  <b title={name}>{name}</b>
                  <span title={examples.join('\n')}>{examples.join(' · ') || t('import.columns.empty')}</span>
                </span>
                <IconArrowRight size={16} className={classes.arrow} aria-hidden />
                <Select
                  aria-label={t('import.columns.fieldOf', { column: name })}
                  placeholder={t('import.columns.none')}
                  searchable
                  clearable
                  nothingFoundMessage={t('import.columns.nothing')}
                  value={path}
                  onChange={(next) => choose(name, next)}
                  data={groups
                    .map(({ group, items }) => ({
                      group,
                      items: items.map((target) => ({
                        value: target.path,
                        label: target.label,
                        disabled: taken.has(target.path) && target.path !== path,
                      })),
                    }))
                    .filter(({ items }) => items.length > 0)}
                />
              </li>
            );
          })}
      </ul>
      {missing.length > 0 && (
        <p className={classes.warning}>
          {t('import.columns.missing', { fields: missing.map((target) => target.label).join(', ') })}
        </p>
      )}
    </>
  );
}
