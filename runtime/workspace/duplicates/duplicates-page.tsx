/** Records of an entity that look alike, group by group: compared with the oldest of the group and merged, or said to be another. */
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
          <ul className={classes.groups}>
            {items.map((group) => (
              <Group key={group.records.map(({ id }) => id).join()} entity={key} group={group} />
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

type DuplicateGroup = DuplicateList['items'][number];

interface GroupProps {
  readonly entity: string;
  readonly group: DuplicateGroup;
}

/** The oldest is what the others are compared with. */
function Group({ entity, group }: GroupProps) {
  const [first, ...others] = group.records;
  return (
    <li className={classes.group}>
      <Link href={recordHref(entity, first!.id)} className={classes.first}>
        {first!.title || '…'}
      </Link>
      <ul className={classes.others}>
        {others.map((record) => (
          <Other key={record.id} entity={entity} group={group} record={record} />
        ))}
      </ul>
    </li>
  );
}

interface OtherProps extends GroupProps {
  readonly record: DuplicateGroup['records'][number];
}

function Other({ entity, group: { records, pairs }, record: { id, title } }: OtherProps) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const like = pairs.filter((pair) => pair.includes(id)).map((pair) => pair.find((one) => one !== id)!);
  const dismiss = useMutation({
    mutationFn: (dismissed: boolean) =>
      client.call(dismissDuplicate, { params: { entity }, body: { ids: [id, ...like], dismissed } }),
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
    <li className={classes.other}>
      <Link href={recordHref(entity, id)} className={classes.link}>
        {title || '…'}
      </Link>
      <span className={frame.deeds}>
        <Button
          component={Link}
          href={`/records/${entity}/merge?one=${records[0]!.id}&other=${id}`}
          leftSection={<IconArrowMerge size={16} />}
          variant="default"
          aria-label={`${t('duplicates.compare')}: ${title}`}
        >
          {t('duplicates.compare')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate(true)}
          aria-label={`${t('duplicates.dismiss')}: ${title}`}
        >
          {t('duplicates.dismiss')}
        </Button>
      </span>
    </li>
  );
}
