/** All processes with their figures: what runs, what is stuck, what has ended in the last month. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { operationsAddress } from '../draft/addresses.ts';
import { DataTable } from '../kit/data-table.tsx';
import classes from './operations.module.css';
import { figuresQuery } from './operations-data.ts';
import { tookText } from './took.ts';

export function ProcessFigures() {
  const t = useText();
  const format = useFormat();
  const figures = useQuery(figuresQuery(useApi()));
  const items = [...(figures.data?.items ?? [])].sort(
    (a, b) => b.incidents - a.incidents || b.running - a.running || format.compare(a.name, b.name),
  );
  return (
    <>
      {figures.isError && <ProblemNotice error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Skeleton height={240} />}
      {figures.data && items.length === 0 && (
        <EmptyState title={t('design.operations.none')} text={t('design.operations.noneText')} />
      )}
      {items.length > 0 && (
        <DataTable
          head={
            <>
              <th scope="col">{t('design.kind.process.one')}</th>
              <th scope="col" data-number>
                {t('design.operations.running')}
              </th>
              <th scope="col" data-number>
                {t('design.operations.incidents')}
              </th>
              <th scope="col" data-number data-wide>
                {t('design.operations.ended30')}
              </th>
              <th scope="col" data-number data-wide>
                {t('design.operations.median')}
              </th>
            </>
          }
        >
          {items.map(({ key, name, version, running, incidents, ended, medianMs }) => (
            <tr key={key}>
              <td>
                <Link href={operationsAddress(key)} className={classes.name}>
                  {name}
                </Link>{' '}
                <Pill outlined small>
                  {t('ui.process.version', { version })}
                </Pill>
              </td>
              <td data-number>{format.number(running)}</td>
              <td data-number data-bad={incidents > 0}>
                {format.number(incidents)}
              </td>
              <td data-number data-wide>
                {format.number(ended)}
              </td>
              <td data-number data-wide>
                {medianMs === null ? '—' : tookText(medianMs, format)}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  );
}
