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
import { MayImport } from './may-import.tsx';

export function ImportsPage() {
  const t = useText();
  return (
    <Page title={t('import.all')} back="/inbox">
      <div className={frame.page}>
        <div className={frame.sheet}>
          <MayImport>
            <Imports />
          </MayImport>
        </div>
      </div>
    </Page>
  );
}

// helpers //////////

function Imports() {
  const t = useText();
  const found = useQuery(importsQuery(useApi()));
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton height={240} />;
  if (found.data.items.length === 0)
    return <EmptyState title={t('import.empty.title')} text={t('import.empty.text')} />;
  return (
    <ul className={classes.imports}>
      {found.data.items.map((row) => (
        <Entry key={row.id} row={row} />
      ))}
    </ul>
  );
}

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
