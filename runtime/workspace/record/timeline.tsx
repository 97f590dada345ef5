/** What happened to a record and why, latest first, and the place to write a note. */

import { Button, NativeSelect, Skeleton, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getTimeline } from '#api/records.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { Moments } from '#ui/moments.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { Composer } from './composer.tsx';
import classes from './timeline.module.css';
import { useMoment } from './use-moment.tsx';

const KINDS = ['all', 'note', 'file', 'change', 'process'] as const;
type Kind = (typeof KINDS)[number];

export function Timeline({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const t = useText();
  const label = useLabel();
  const client = useApi();
  const momentOf = useMoment(entity, id);
  const [kind, setKind] = useState<Kind>('all');
  const [stage, setStage] = useState<string | null>(null);
  const staged = [...entity.fields.values()].find((field) => field.type.stages);
  const stages = staged?.type.stages?.(staged)?.stages ?? [];
  const kinds = kind === 'all' ? undefined : kind === 'process' ? 'process,task' : kind;
  const found = useInfiniteQuery({
    queryKey: ['records', entity.key, 'one', id, 'timeline', kind, kind === 'note' ? stage : null],
    queryFn: ({ pageParam }) =>
      client.call(getTimeline, {
        params: { entity: entity.key, id },
        query: {
          limit: 30,
          kinds,
          stage: (kind === 'note' && stage) || undefined,
          cursor: pageParam ?? undefined,
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const entries = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.timeline} aria-label={t('record.tab.timeline')}>
      <Composer entity={entity.key} id={id} />
      <div className={classes.filter}>
        {KINDS.map((key) => (
          <UnstyledButton
            key={key}
            className={classes.chip}
            data-current={key === kind}
            aria-pressed={key === kind}
            onClick={() => setKind(key)}
          >
            {t(`record.timeline.${key}`)}
          </UnstyledButton>
        ))}
        {kind === 'note' && stages.length > 0 && (
          <NativeSelect
            className={classes.stages}
            size="xs"
            aria-label={t('record.timeline.stage')}
            value={stage ?? ''}
            onChange={({ currentTarget }) => setStage(currentTarget.value || null)}
            data={[
              { value: '', label: t('record.timeline.stageAll') },
              ...stages.map((item) => ({ value: item.key, label: label(item.label, item.key) })),
            ]}
          />
        )}
      </div>
      <Scrolled className={classes.scroll}>
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={180} />}
        {found.isSuccess && entries.length === 0 && <EmptyState small title={t('record.timeline.empty')} />}
        <Moments moments={entries.map(momentOf)} />
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
      </Scrolled>
    </section>
  );
}
