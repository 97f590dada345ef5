/** The tasks of a queue, in groups by due date; more are fetched as one comes near the end. */
import { ActionIcon, Button, Menu, Skeleton, TextInput, Tooltip } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconArrowsSort, IconCheck, IconSearch } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { TaskItem } from '#api/tasks.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Count } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { SORTS, type TaskSort } from './inbox-search.ts';
import { TaskCard } from './task-card.tsx';
import type { TaskGroup } from './task-groups.ts';
import classes from './task-list.module.css';

export interface TaskListProps {
  /** Null: in the order as they are. */
  readonly groups: readonly TaskGroup[] | null;
  readonly tasks: readonly TaskItem[];
  readonly queue: string;
  readonly title: string;
  readonly open: string | null;
  readonly sort: TaskSort;
  readonly search: string;
  readonly list: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  readonly onOpen: (id: string) => void;
  readonly onSort: (sort: TaskSort) => void;
  readonly onSearch: (words: string) => void;
}

export function TaskList(props: TaskListProps) {
  const t = useText();
  const { groups, tasks, title, queue, open, list, search } = props;
  const cards = (items: readonly TaskItem[]) =>
    items.map((task) => (
      <TaskCard
        key={task.id}
        task={task}
        open={task.id === open}
        showWho={queue !== 'assigned'}
        onOpen={props.onOpen}
      />
    ));
  return (
    <section className={classes.list} aria-label={title}>
      <Head {...props} />
      <div className={classes.scroll}>
        {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Waiting />}
        {!list.isPending && !list.isError && tasks.length === 0 && (
          <EmptyState
            small
            title={t(search ? 'inbox.empty.notFound' : 'inbox.empty.title')}
            text={search ? undefined : t('inbox.empty.text')}
            action={
              search ? (
                <Button onClick={() => props.onSearch('')}>{t('inbox.empty.showAll')}</Button>
              ) : (
                <Button component={Link} href="/start">
                  {t('app.start')}
                </Button>
              )
            }
          />
        )}
        {groups
          ? groups.map((group) => (
              <section key={group.key} aria-label={t(`inbox.group.${group.key}`)}>
                <h3 className={classes.group}>{t(`inbox.group.${group.key}`)}</h3>
                <ul>{cards(group.tasks)}</ul>
              </section>
            ))
          : tasks.length > 0 && <ul className={classes.flat}>{cards(tasks)}</ul>}
        {list.hasNextPage && <More busy={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />}
      </div>
    </section>
  );
}

// helpers //////////

function Head({ title, tasks, list, sort, search, onSort, onSearch }: TaskListProps) {
  const t = useText();
  const [searching, setSearching] = useState(search !== '');
  return (
    <header className={classes.head}>
      {searching ? (
        <TextInput
          className={classes.search}
          autoFocus
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label={t('inbox.search')}
          placeholder={t('inbox.search')}
          defaultValue={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onBlur={(event) => {
            if (!event.currentTarget.value) setSearching(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onSearch('');
            setSearching(false);
          }}
        />
      ) : (
        <>
          <h2 className={classes.title}>{title}</h2>
          {tasks.length > 0 && <Count value={list.hasNextPage ? `${tasks.length}+` : tasks.length} />}
        </>
      )}
      <span className={classes.space} />
      {!searching && (
        <Tooltip label={t('inbox.search')}>
          <ActionIcon aria-label={t('inbox.search')} onClick={() => setSearching(true)}>
            <IconSearch size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('inbox.sort.title')}>
            <IconArrowsSort size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('inbox.sort.title')}</Menu.Label>
          {SORTS.map((key) => (
            <Menu.Item
              key={key}
              aria-current={key === sort}
              rightSection={key === sort ? <IconCheck size={14} /> : undefined}
              onClick={() => onSort(key)}
            >
              {t(`inbox.sort.${key.replace('-', '')}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

function More({ busy, onMore }: { readonly busy: boolean; readonly onMore: () => void }) {
  const t = useText();
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const near = entry?.isIntersecting ?? false;
  const fetchMore = useRef(onMore);
  fetchMore.current = onMore;
  useEffect(() => {
    if (near && !busy) fetchMore.current();
  }, [near, busy]);
  return (
    <div ref={ref} className={classes.more}>
      <Button variant="subtle" color="gray" size="xs" loading={busy} onClick={onMore}>
        {t('ui.list.more')}
      </Button>
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      {[...Array(7).keys()].map((row) => (
        <div key={row} className={classes.waitingCard}>
          <Skeleton height={13} width="62%" />
          <Skeleton height={12} width="84%" />
          <Skeleton height={11} width="34%" />
        </div>
      ))}
    </div>
  );
}
