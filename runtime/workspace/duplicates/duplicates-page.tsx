/** Records of an entity that look alike, pair by pair: merged, or said not to be the same. */
import { Button, Skeleton } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type DuplicateList, dismissDuplicate, listDuplicates } from '#api/records.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { recordHref } from '#ui/records.ts';
import { useEntity } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import { toast } from '#ui/toast.tsx';
import classes from './duplicates.module.css';

export function DuplicatesPage({ entity: key }: { readonly entity: string }) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const entity = useEntity(key);
  const plural = label(entity?.plural ?? entity?.label, key);
  const found = useInfiniteQuery({
    queryKey: ['duplicates', key],
    queryFn: ({ pageParam }) =>
      client.call(listDuplicates, {
        params: { entity: key },
        query: { ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('duplicates.title')}
      crumbs={[{ label: plural, href: `/records/${key}` }]}
      back={`/records/${key}`}
    >
      <div className={frame.page}>
        <div className={frame.sheet}>
          {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <Skeleton height={240} />}
          {found.isSuccess && items.length === 0 && (
            <EmptyState title={t('duplicates.empty.title')} text={t('duplicates.empty.text')} />
          )}
          <ul className={classes.pairs}>
            {items.map((pair) => (
              <Pair key={`${pair.one.id} ${pair.other.id}`} entity={key} pair={pair} />
            ))}
          </ul>
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
      </div>
    </Page>
  );
}

// helpers //////////

interface PairProps {
  readonly entity: string;
  readonly pair: DuplicateList['items'][number];
}

function Pair({ entity, pair: { one, other } }: PairProps) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const dismiss = useMutation({
    mutationFn: (dismissed: boolean) =>
      client.call(dismissDuplicate, { params: { entity }, body: { ids: [one.id, other.id], dismissed } }),
    onSuccess(_none, dismissed) {
      void queries.invalidateQueries({ queryKey: ['duplicates', entity] });
      if (dismissed)
        toast(t('duplicates.dismissed'), {
          action: { label: t('ui.action.undo'), run: () => dismiss.mutate(false) },
        });
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  return (
    <li className={classes.pair}>
      <span className={classes.names}>
        {[one, other].map(({ id, title }) => (
          <Link key={id} href={recordHref(entity, id)} className={classes.link}>
            {title || '…'}
          </Link>
        ))}
      </span>
      <span className={frame.deeds}>
        <Button
          component={Link}
          href={`/records/${entity}/merge?one=${one.id}&other=${other.id}`}
          leftSection={<IconArrowMerge size={16} />}
        >
          {t('duplicates.compare')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate(true)}
        >
          {t('duplicates.dismiss')}
        </Button>
      </span>
    </li>
  );
}
