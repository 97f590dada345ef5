/** One process instance: the picture with where it stands, its steps, its history, the record it is about. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { InstanceState } from '#ui/instance-list.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice } from '#ui/problem.tsx';
import { ProcessHistory } from '#ui/process-history.tsx';
import { instanceHistoryQuery, instanceQuery, ProcessView } from '#ui/process-view.tsx';
import { recordHref } from '#ui/records.ts';
import classes from './instance.module.css';
import type { InstanceSearch } from './instance-search.ts';
import { InstanceTasks } from './instance-tasks.tsx';

export interface InstancePageProps {
  readonly id: string;
  readonly search: InstanceSearch;
  readonly onSearch: (search: InstanceSearch) => void;
}

export function InstancePage({ id, search, onSearch }: InstancePageProps) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const detail = useQuery(instanceQuery(client, id));
  const history = useQuery({ ...instanceHistoryQuery(client, id), enabled: search.tab === 'history' });
  const crumbs = [{ label: t('processes.title'), href: '/processes' }];
  if (detail.isError) {
    return (
      <Page title={t('processes.missing')} crumbs={crumbs} back="/processes">
        <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} />
      </Page>
    );
  }
  const item = detail.data?.item;
  return (
    <Page
      title={item?.process.name ?? '…'}
      crumbs={crumbs}
      back="/processes"
      mark={item && <InstanceState item={item} />}
    >
      <div className={classes.page}>
        {item?.record?.title && (
          <p className={classes.about}>
            {t('start.about')}{' '}
            <Link href={recordHref(item.record.entity, item.record.id)} className={classes.link}>
              {item.record.title}
            </Link>
          </p>
        )}
        <InstanceTasks instance={id} />
        <Tabs
          value={search.tab ?? 'process'}
          onChange={(tab) => onSearch({ tab: tab === 'history' ? 'history' : undefined })}
          keepMounted={false}
        >
          <Tabs.List className={classes.tabs}>
            <Tabs.Tab value="process">{t('processes.tab.process')}</Tabs.Tab>
            <Tabs.Tab value="history">{t('processes.tab.history')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="process" className={classes.body}>
            <ProcessView instance={id} height={phone ? 260 : 380} />
          </Tabs.Panel>
          <Tabs.Panel value="history" className={classes.body}>
            {history.isError && (
              <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
            )}
            {history.data && <ProcessHistory entries={history.data.items} />}
          </Tabs.Panel>
        </Tabs>
      </div>
    </Page>
  );
}
