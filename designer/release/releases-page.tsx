/** The releases: who published what and why; any of them can be made live again as a new release. */
import { Button } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listReleases, type ReleaseItem } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME, releaseAddress } from '../draft/addresses.ts';
import { useDraft } from '../draft/draft.tsx';
import page from '../kit/cards-page.module.css';
import { ChangeLine } from '../kit/change-line.tsx';
import classes from './releases-page.module.css';
import { RollbackDialog } from './rollback-dialog.tsx';

const FEW = 8;

export function ReleasesPage() {
  const t = useText();
  const client = useApi();
  const { release } = useDraft();
  const [wanted, setWanted] = useState<ReleaseItem | null>(null);
  const releases = useInfiniteQuery({
    queryKey: ['releases', release],
    queryFn: ({ pageParam }) =>
      client.call(listReleases, { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = releases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('design.nav.releases')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={page.page}>
        {releases.error && <ProblemNotice error={releases.error} onRetry={() => void releases.refetch()} />}
        {items.map((item) => (
          <Release
            key={item.number}
            item={item}
            live={item.number === release}
            onRollback={() => setWanted(item)}
          />
        ))}
        {releases.hasNextPage && (
          <Button onClick={() => void releases.fetchNextPage()} loading={releases.isFetchingNextPage}>
            {t('ui.list.more')}
          </Button>
        )}
      </div>
      {wanted && <RollbackDialog to={wanted.number} onClose={() => setWanted(null)} />}
    </Page>
  );
}

// helpers //////////

function Release({
  item,
  live,
  onRollback,
}: {
  readonly item: ReleaseItem;
  readonly live: boolean;
  readonly onRollback: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? item.changes : item.changes.slice(0, FEW);
  return (
    <section className={page.card}>
      <header className={classes.head}>
        <h2>
          <Link href={releaseAddress(item.number)}>{t('design.release', { number: item.number })}</Link>
        </h2>
        {live && <Pill tone="good">{t('design.releases.live')}</Pill>}
        <span className={classes.by}>
          {item.by && <Avatar name={item.by.name} size="small" />}
          {item.by?.name ?? t('design.releases.system')} · {format.when(item.at)}
        </span>
        {!live && (
          <Button size="xs" leftSection={<IconRotate size={14} />} onClick={onRollback}>
            {t('design.releases.rollback')}
          </Button>
        )}
      </header>
      {item.note && <p className={classes.note}>{item.note}</p>}
      {shown.map(({ words, about }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
        <ChangeLine key={`${about} ${at}`} words={words} />
      ))}
      {item.changes.length > shown.length && (
        <Button variant="subtle" size="xs" className={classes.more} onClick={() => setAll(true)}>
          {t('design.overview.more', { count: item.changes.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
