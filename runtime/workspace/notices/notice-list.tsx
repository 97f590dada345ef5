/** What one was told, latest first: who did what to which record. A press leads there and counts as read. */
import { ActionIcon, Button, ScrollArea, Skeleton, Tooltip } from '@mantine/core';
import { IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { listNotices, type ReadNotices, readNotices } from '#api/notices.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { NoticeLine } from './notice-line.tsx';
import classes from './notice-list.module.css';

export function NoticeList({ unread, onClose }: { readonly unread: number; readonly onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const found = useInfiniteQuery({
    queryKey: ['notices', 'list'],
    queryFn: ({ pageParam }) =>
      client.call(listNotices, { query: { limit: 20, cursor: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const read = useMutation({
    mutationFn: (which: ReadNotices) => client.call(readNotices, { body: which }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
    onError: (error) => toast(sentence(error)),
  });
  const notices = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const lead = (href: string) => {
    onClose();
    go(href);
  };
  return (
    <section aria-label={t('notices.title')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('notices.title')}</h2>
        <Tooltip label={t('notices.readAll')}>
          <ActionIcon
            aria-label={t('notices.readAll')}
            disabled={unread === 0}
            onClick={() => read.mutate({})}
          >
            <IconChecks size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('notices.settings')}>
          <ActionIcon aria-label={t('notices.settings')} onClick={() => lead('/profile')}>
            <IconSettings size={18} />
          </ActionIcon>
        </Tooltip>
      </header>
      <ScrollArea.Autosize mah="min(560px, 70vh)">
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={120} m={12} />}
        {found.isSuccess && notices.length === 0 && (
          <EmptyState small title={t('notices.empty')} text={t('notices.emptyText')} />
        )}
        <ol>
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onOpen={(href) => {
                if (!notice.read) read.mutate({ ids: [notice.id] });
                lead(href);
              }}
              onRead={() => read.mutate({ ids: [notice.id], read: !notice.read })}
            />
          ))}
        </ol>
        {found.hasNextPage && (
          <Button
            fullWidth
            variant="subtle"
            color="gray"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('ui.list.more')}
          </Button>
        )}
      </ScrollArea.Autosize>
    </section>
  );
}
