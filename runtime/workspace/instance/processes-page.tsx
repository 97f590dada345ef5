/** The processes a person started, and those of others they may see. */
import { Button, SegmentedControl, Skeleton, Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listInstances } from '#api/instances.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { InstanceList } from '#ui/instance-list.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import classes from './instance.module.css';
import { type ProcessesSearch, STATES, type State } from './instance-search.ts';

export interface ProcessesPageProps {
  readonly search: ProcessesSearch;
  readonly onSearch: (search: ProcessesSearch) => void;
}

export function ProcessesPage({ search, onSearch }: ProcessesPageProps) {
  const t = useText();
  const client = useApi();
  const state = search.state ?? 'running';
  const found = useInfiniteQuery({
    queryKey: ['instances', 'list', { state, everyone: search.everyone }],
    queryFn: ({ pageParam }) =>
      client.call(listInstances, {
        query: {
          state,
          limit: 50,
          ...(!search.everyone && { startedBy: 'me' }),
          ...(pageParam && { cursor: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('processes.title')} back="/inbox">
      <div className={classes.page}>
        <div className={classes.tools}>
          <SegmentedControl
            aria-label={t('ui.instance.state')}
            value={state}
            onChange={(next) =>
              onSearch({ ...search, state: next === 'running' ? undefined : (next as State) })
            }
            data={STATES.map((key) => ({ value: key, label: t(`processes.state.${key}`) }))}
          />
          <Switch
            label={t('processes.everyone')}
            checked={search.everyone ?? false}
            onChange={(event) =>
              onSearch({ ...search, everyone: event.currentTarget.checked ? true : undefined })
            }
          />
        </div>
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={240} />}
        {found.isSuccess && items.length === 0 && (
          <EmptyState
            title={t('processes.empty.title')}
            text={t('processes.empty.text')}
            action={
              <Button component={Link} href="/start" size="md" variant="filled">
                {t('app.start')}
              </Button>
            }
          />
        )}
        {items.length > 0 && <InstanceList items={items} withRecord />}
        {found.hasNextPage && (
          <Button
            variant="subtle"
            color="gray"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('ui.list.more')}
          </Button>
        )}
      </div>
    </Page>
  );
}
