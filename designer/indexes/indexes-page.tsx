/** Indexes that large tables lack or that nobody uses, with the figures; what is advised is put into the draft from here. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { adviseIndexes } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import page from '../kit/cards-page.module.css';
import { DraftMark } from '../kit/draft-mark.tsx';
import { AdviceCard } from './advice-card.tsx';

export function IndexesPage() {
  const t = useText();
  const client = useApi();
  const { release } = useDraft();
  const found = useQuery({
    queryKey: ['index-advice', release],
    queryFn: () => client.call(adviseIndexes),
  });
  return (
    <Page
      title={t('design.indexes.title')}
      mark={<DraftMark />}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={page.page}>
        <p className={page.lead}>{t('design.indexes.lead')}</p>
        {found.isPending && <Skeleton height={160} />}
        {found.error && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.data?.items.length === 0 && (
          <EmptyState title={t('design.indexes.none')} text={t('design.indexes.noneText')} />
        )}
        {found.data?.items.map((advice) => (
          <AdviceCard key={`${advice.entity}.${advice.field}.${advice.advice}`} advice={advice} />
        ))}
      </div>
    </Page>
  );
}
