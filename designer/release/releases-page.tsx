/** The releases: who published what and why; any of them can be made live again as a new release. */
import { Button, Modal, Textarea } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listReleases, type ReleaseItem, rollback } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { HOME } from '../draft/addresses.ts';
import { useDraft, useDraftStore } from '../draft/draft.tsx';
import { ChangeLine } from '../kit/change-line.tsx';
import classes from './releases-page.module.css';

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
      <div className={classes.page}>
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
      {wanted && <RollbackDialog item={wanted} onClose={() => setWanted(null)} />}
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
    <section className={classes.release}>
      <header className={classes.head}>
        <h2 className={classes.number}>{t('design.release', { number: item.number })}</h2>
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

function RollbackDialog({ item, onClose }: { readonly item: ReleaseItem; readonly onClose: () => void }) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const store = useDraftStore();
  const sentence = useProblemText();
  const [note, setNote] = useState('');
  const back = useMutation({
    mutationFn: () => client.call(rollback, { body: { to: item.number, note } }),
    onSuccess: async ({ release }) => {
      await store.load();
      void queries.invalidateQueries();
      onClose();
      toast(t('design.publish.done', { number: release }));
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('design.releases.rollbackTitle', { number: item.number })}>
      <p className={classes.text}>{t('design.releases.rollbackText', { number: item.number })}</p>
      <Textarea
        label={t('design.publish.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      {back.error && (
        <p className={classes.refused} role="alert">
          {sentence(back.error)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
        <Button variant="filled" loading={back.isPending} onClick={() => back.mutate()}>
          {t('design.releases.rollback')}
        </Button>
      </div>
    </Modal>
  );
}
