/** A quiet bar when somebody else has published: what is designed here still stands on the release before, until it is taken in. */
import { Button } from '@mantine/core';
import { IconGitBranch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listReleases } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import { useDraft, useDraftStore } from '../draft/draft.tsx';
import classes from './release-news.module.css';

/** Milliseconds in which a release may be one's own, which the page takes in by itself. */
const OWN = 1500;

export function ReleaseNews() {
  const t = useText();
  const client = useApi();
  const store = useDraftStore();
  const sentence = useProblemText();
  const { release, position } = useDraft();
  const [taking, setTaking] = useState(false);
  // Live hints make it old (live-data.tsx).
  const { data } = useQuery({
    queryKey: ['releases', 'latest'],
    queryFn: ({ signal }) => client.call(listReleases, { query: { limit: 1 }, signal }),
  });
  const latest = data?.items[0];
  const newer = useLasting(latest !== undefined && latest.number > release);
  if (!newer || !latest) return null;
  const take = async () => {
    setTaking(true);
    try {
      // What is not on the server yet would be lost by reading anew.
      await store.settled();
      await store.load();
      const { conflict } = store.view();
      toast(conflict ? t('design.news.conflict') : t('design.news.taken', { number: latest.number }));
    } catch (error) {
      toast(sentence(error));
    } finally {
      setTaking(false);
    }
  };
  return (
    <div className={classes.news} role="status">
      <IconGitBranch size={16} aria-hidden />
      <span>
        {latest.by
          ? t('design.news.by', { number: latest.number, name: latest.by.name })
          : t('design.news.published', { number: latest.number })}{' '}
        {position > 0 && t('design.news.kept')}
      </span>
      <Button size="xs" loading={taking} onClick={() => void take()}>
        {t('design.news.take')}
      </Button>
    </div>
  );
}

// helpers //////////

/** True once it has been so for a while. */
function useLasting(now: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), OWN);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasting;
}
