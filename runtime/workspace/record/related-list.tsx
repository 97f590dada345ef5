/** A related list as a small table; a new record begins with the reference filled in. */
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { viewsOfEntity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { Cell, isFigure } from '#ui/cell.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { recordHref, recordsQuery } from '#ui/records.ts';
import { useRegistry } from '#ui/registry.ts';
import classes from './related-list.module.css';
import type { Related } from './use-related.ts';

const SHOWN = 50;
const COLUMNS = 5;

export interface RelatedListProps {
  readonly list: Related;
  readonly parent: { readonly id: string; readonly title: string };
}

export function RelatedList({ list, parent }: RelatedListProps) {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  const { entity, by } = list;
  const mayCreate = accessTo(useModel(), entity.key).create !== 'none';
  const [view] = viewsOfEntity(registry, entity);
  const keys = (view?.definition.columns ?? [])
    .map((column) => (typeof column === 'string' ? column : column.field))
    .filter((path) => path !== by && entity.fields.has(path));
  const columns = keys.slice(0, COLUMNS).flatMap((key) => entity.fields.get(key) ?? []);
  const titled = new Set(entity.title.flatMap((part) => ('path' in part ? [part.path[0]] : [])));
  const others = columns.filter((field) => !titled.has(field.key));
  const where = { field: by, op: '=', value: parent.id } as const;
  const found = useQuery(
    recordsQuery(useApi(), entity.key, {
      where,
      fields: ['title', ...others.map(({ key }) => key)],
      limit: SHOWN,
      ...(view?.definition.sort && { sort: view.definition.sort }),
    }),
  );
  const add = mayCreate && (
    <Button
      component={Link}
      size="xs"
      href={`/records/${entity.key}/new?set=${encodeURIComponent(JSON.stringify({ [by]: parent }))}`}
      leftSection={<IconPlus size={14} />}
    >
      {t('ui.record.create')}
    </Button>
  );
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={140} mt="md" />;
  const { items, next } = found.data;
  if (items.length === 0) return <EmptyState small title={t('record.noRelated')} action={add} />;
  return (
    <>
      <div className={classes.head}>{add}</div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{label(entity.label, entity.key)}</th>
              {others.map((field) => (
                <th key={field.key} scope="col" data-figure={isFigure(field)}>
                  {label(field.label, field.key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td>
                  <Link href={recordHref(entity.key, item.id)} className={classes.name}>
                    {String(item.title ?? '')}
                  </Link>
                </td>
                {others.map((field) => (
                  <td key={field.key} data-figure={isFigure(field)}>
                    <Cell field={field} value={item[field.key]} dense />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next && (
        <Link
          className={classes.all}
          href={`/records/${entity.key}?where=${encodeURIComponent(JSON.stringify({ all: [{ ...where, value: parent }] }))}`}
        >
          {t('record.allRelated')}
        </Link>
      )}
    </>
  );
}
