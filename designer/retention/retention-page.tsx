/** How long records are kept, as it is live: every rule in words, what is due by it, what its last run did and left; what has gone. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listRetention } from '#api/retention.ts';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import page from '../kit/cards-page.module.css';
import { RetentionLog } from './retention-log.tsx';
import { RuleCard } from './rule-card.tsx';

export function RetentionPage() {
  const t = useText();
  const client = useApi();
  const { release } = useDraft();
  const rules = useQuery({ queryKey: ['retention', release], queryFn: () => client.call(listRetention) });
  return (
    <Page
      title={t('design.retention.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={page.page}>
        <p className={page.lead}>{t('design.retention.lead')}</p>
        {rules.isPending && <Skeleton height={160} />}
        {rules.error && <ProblemNotice error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data?.items.length === 0 && (
          <EmptyState title={t('design.retention.none')} text={t('design.retention.noneText')} />
        )}
        {rules.data?.items.map((rule) => (
          <RuleCard key={`${rule.entity}.${rule.rule}`} rule={rule} />
        ))}
        <RetentionLog />
      </div>
    </Page>
  );
}
