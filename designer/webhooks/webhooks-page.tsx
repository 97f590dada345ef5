/** Webhooks of the live release: whether they are on, how they do; one is opened with its settings and calls. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME } from '../draft/addresses.ts';
import { WebhookCard } from './webhook-card.tsx';
import classes from './webhooks.module.css';
import { webhooksQuery } from './webhooks-data.ts';

export function WebhooksPage({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (key: string | null) => void;
}) {
  const t = useText();
  const found = useQuery(webhooksQuery(useApi()));
  const items = found.data?.items ?? [];
  return (
    <Page
      title={t('design.webhooks.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={classes.page}>
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton height={240} />}
        {found.data && items.length === 0 && (
          <EmptyState title={t('design.webhooks.none')} text={t('design.webhooks.noneText')} />
        )}
        {items.length > 0 && (
          <>
            <p className={classes.text}>{t('design.webhooks.text')}</p>
            <ul className={classes.list}>
              {items.map((item) => (
                <WebhookCard
                  key={item.key}
                  webhook={item}
                  open={chosen === item.key}
                  onOpen={(open) => onChoose(open ? item.key : null)}
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </Page>
  );
}
