/** Where a process instance stands: its picture with marks and its steps. Shown beside a task, on a record, on its own page. */
import { Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Client } from '#api/client.ts';
import { getInstance, getInstanceHistory } from '#api/instances.ts';
import { useApi } from './api.tsx';
import { useFormat, useText } from './i18n.tsx';
import { Link } from './link.tsx';
import { Pill } from './pill.tsx';
import { ProblemNotice } from './problem.tsx';
import { marksOf } from './process/steps-of.ts';
import { ProcessPicture } from './process-picture.tsx';
import { ProcessSteps } from './process-steps.tsx';
import classes from './process-view.module.css';

export { marksOf } from './process/steps-of.ts';

export function instanceQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['instances', 'one', id],
    queryFn: () => client.call(getInstance, { params: { id } }),
  });
}

export function instanceHistoryQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['instances', 'history', id],
    queryFn: () => client.call(getInstanceHistory, { params: { id }, query: { limit: 500 } }),
  });
}

export function ProcessView({
  instance,
  height,
  linked = false,
}: {
  readonly instance: string;
  readonly height?: number;
  /** The name leads to the instance's own page. */
  readonly linked?: boolean;
}) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const detail = useQuery(instanceQuery(client, instance));
  const history = useQuery(instanceHistoryQuery(client, instance));
  const marks = useMemo(() => (detail.data ? marksOf(detail.data) : undefined), [detail.data]);
  if (detail.isError) return <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} />;
  if (!detail.data) return <Skeleton height={height ?? 240} />;
  const { process, startedAt, startedBy } = detail.data.item;
  const when = format.when(startedAt);
  return (
    <div>
      <div className={classes.head}>
        {linked ? (
          <Link href={`/instances/${instance}`} className={classes.name}>
            {process.name}
          </Link>
        ) : (
          <span className={classes.name}>{process.name}</span>
        )}
        <Pill outlined>{t('ui.process.version', { version: process.version })}</Pill>
        <span className={classes.started}>
          {startedBy
            ? t('ui.process.startedBy', { when, who: startedBy.name })
            : t('ui.process.started', { when })}
        </span>
      </div>
      <ProcessPicture
        process={process.key}
        version={process.version}
        label={t('ui.process.picture', { name: process.name })}
        marks={marks}
        height={height}
      />
      {history.data && <ProcessSteps detail={detail.data} history={history.data.items} />}
    </div>
  );
}
