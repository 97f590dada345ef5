/**
 * The inbox: queues left, tasks in the middle, the open task right; on the phone one after the other. Everything shown stands
 * in the address.
 */
import { ActionIcon, Drawer } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useKeys } from '#ui/keys.tsx';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { taskQueuesQuery } from '#ui/task-queues.ts';
import classes from './inbox-page.module.css';
import type { ChangeSearch, InboxSearch } from './inbox-search.ts';
import { PhoneQueues } from './phone-queues.tsx';
import { queueTitle } from './queue-title.ts';
import { Queues } from './queues.tsx';
import { taskListQuery } from './task-data.ts';
import { groupTasks } from './task-groups.ts';
import { TaskList } from './task-list.tsx';
import { TaskWaiting } from './task-waiting.tsx';

const TaskPanel = lazy(async () => ({ default: (await import('./task-panel.tsx')).TaskPanel }));

export interface InboxPageProps {
  readonly search: InboxSearch;
  readonly onSearch: ChangeSearch<InboxSearch>;
}

export function InboxPage({ search, onSearch }: InboxPageProps) {
  const t = useText();
  const phone = usePhone();
  const format = useFormat();
  const client = useApi();
  const [queuesOpen, setQueuesOpen] = useState(false);
  const { queue = 'assigned', sort = 'due', task } = search;
  const queues = useQuery(taskQueuesQuery(client));
  const list = useInfiniteQuery(taskListQuery(client, { queue, sort, search: search.search }));
  const tasks = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const groups = useMemo(
    () => (sort === 'due' && queue !== 'done' ? groupTasks(tasks, format) : null),
    [tasks, sort, queue, format],
  );
  // The order on the screen is the order of the groups.
  const shown = groups?.flatMap((group) => group.tasks) ?? tasks;
  const open = task === 'none' ? null : (task ?? (phone ? null : (shown[0]?.id ?? null)));
  const at = shown.findIndex(({ id }) => id === open);
  const move = (step: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
    if (next) onSearch({ task: next.id, tab: undefined }, { replace: true });
  };
  useKeys([
    { keys: 'J', label: t('inbox.keys.next'), run: () => move(1) },
    { keys: 'K', label: t('inbox.keys.previous'), run: () => move(-1) },
  ]);
  const choose = (id: string) => {
    setQueuesOpen(false);
    onSearch({
      queue: id === 'assigned' ? undefined : id,
      task: undefined,
      tab: undefined,
      search: undefined,
    });
  };
  /** After a task was done: the one the process gives next, else the one below in the list. */
  const onDone = (next: string | null) => {
    const below = shown[at + 1] ?? shown[at - 1];
    const follow = next ?? (below?.id === open ? undefined : below?.id);
    onSearch({ task: follow ?? 'none', tab: undefined }, { replace: true });
  };
  const title = queueTitle(queue, queues.data, t);
  const panel = open && (
    <Suspense fallback={<TaskWaiting />}>
      <TaskPanel
        key={open}
        id={open}
        tab={search.tab ?? 'form'}
        onTab={(tab) => onSearch({ tab: tab === 'form' ? undefined : tab }, { replace: true })}
        onDone={onDone}
        onStay={() => onSearch({ task: 'none', tab: undefined }, { replace: true })}
      />
    </Suspense>
  );
  if (phone && task && task !== 'none') {
    return (
      <Page
        title={t('inbox.task')}
        back={queue === 'assigned' ? '/inbox' : `/inbox?queue=${encodeURIComponent(queue)}`}
      >
        {panel}
      </Page>
    );
  }
  const listed = (
    <TaskList
      groups={groups}
      tasks={tasks}
      queue={queue}
      title={title}
      open={phone ? null : open}
      sort={sort}
      search={search.search ?? ''}
      list={list}
      onOpen={(id) => onSearch({ task: id, tab: undefined }, { replace: !phone })}
      onSort={(next) => onSearch({ sort: next === 'due' ? undefined : next }, { replace: true })}
      onSearch={(words) => onSearch({ search: words || undefined, task: undefined }, { replace: true })}
    />
  );
  if (phone) {
    return (
      <Page
        title={t('inbox.title')}
        phoneActions={
          <ActionIcon size={44} aria-label={t('inbox.queues.title')} onClick={() => setQueuesOpen(true)}>
            <IconFilter size={21} />
          </ActionIcon>
        }
      >
        <div className={classes.phone}>
          <PhoneQueues
            queues={queues.data}
            current={queue}
            onChoose={choose}
            onMore={() => setQueuesOpen(true)}
          />
          {listed}
        </div>
        <Drawer
          opened={queuesOpen}
          onClose={() => setQueuesOpen(false)}
          position="bottom"
          size="auto"
          title={t('inbox.queues.title')}
        >
          <Queues queues={queues.data} current={queue} onChoose={choose} />
        </Drawer>
      </Page>
    );
  }
  return (
    <Page title={t('inbox.title')}>
      <div className={classes.split}>
        <Queues queues={queues.data} current={queue} onChoose={choose} />
        {listed}
        <section className={classes.panel} aria-label={t('inbox.task')}>
          {panel ??
            (!list.isPending && (
              <EmptyState
                small={task === 'none'}
                title={t(task === 'none' ? 'inbox.doneState.title' : 'inbox.empty.nothingOpen')}
                text={task === 'none' ? t('inbox.doneState.text') : undefined}
              />
            ))}
        </section>
      </div>
    </Page>
  );
}
