/** Files that were brought in, the latest first. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Import } from '#api/imports.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { useRegistry } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import classes from './import.module.css';
import { importsQuery } from './import-queries.ts';
import { ImportState } from './import-state.tsx';

export function ImportsPage() {
  const t = useText();
  const found = useQuery(importsQuery(useApi()));
  return (
    <Page title={t('import.all')} back="/inbox">
      <div className={frame.page}>
        <div className={frame.sheet}>
          {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <Skeleton height={240} />}
          {found.data?.items.length === 0 && (
            <EmptyState title={t('import.empty.title')} text={t('import.empty.text')} />
          )}
          {found.data && found.data.items.length > 0 && (
            <ul className={classes.imports}>
              {found.data.items.map((row) => (
                <Entry key={row.id} row={row} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </Page>
  );
}

// helpers //////////

function Entry({ row }: { readonly row: Import }) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const entity = useRegistry().entities.get(row.entity);
  const figures = (
    [
      ['create', row.created],
      ['update', row.updated],
      ['fail', row.failed],
    ] as const
  ).filter(([, count]) => count > 0);
  return (
    <li>
      <Link href={`/imports/${row.id}`} className={classes.entry}>
        <span className={classes.column}>
          <b>{row.fileName}</b>
          <span>
            {[
              label(entity?.plural ?? entity?.label, row.entity),
              row.by?.name,
              format.dateTime(row.startedAt ?? row.createdAt),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span>
            {figures
              .map(([deed, count]) => `${t(`import.deed.${deed}`)}: ${format.number(count)}`)
              .join(' · ')}
          </span>
        </span>
        <ImportState state={row.state} />
      </Link>
    </li>
  );
}
