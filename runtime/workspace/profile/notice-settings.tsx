/** What a person wants to be told, and which records they follow by themselves; kept at once. */
import { Checkbox, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getNoticeSettings, type NoticeSettings as Settings, setNoticeSettings } from '#api/notices.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './notice-settings.module.css';

const TELL = ['mention', 'note', 'change', 'assigned', 'task'] as const;
const FOLLOW = ['own', 'created', 'noted', 'mentioned'] as const;
const KEY = ['notices', 'settings'];

export function NoticeSettings() {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const found = useQuery({ queryKey: KEY, queryFn: () => client.call(getNoticeSettings) });
  const save = useMutation({
    mutationFn: (settings: Settings) => client.call(setNoticeSettings, { body: settings }),
    onMutate: (settings) => queries.setQueryData(KEY, settings),
    onError: (error) => {
      toast(sentence(error));
      void queries.invalidateQueries({ queryKey: KEY });
    },
  });
  const settings = found.data;
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!settings) return <Skeleton height={140} />;
  return (
    <section className={classes.settings} aria-label={t('profile.notices.title')}>
      <h3 className={classes.title}>{t('profile.notices.title')}</h3>
      <fieldset className={classes.group}>
        <legend>{t('profile.notices.tell')}</legend>
        {TELL.map((key) => (
          <Checkbox
            key={key}
            label={t(`profile.notices.${key}`)}
            checked={settings.tell[key]}
            onChange={({ currentTarget: { checked } }) =>
              save.mutate({ ...settings, tell: { ...settings.tell, [key]: checked } })
            }
          />
        ))}
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('profile.notices.follow')}</legend>
        {FOLLOW.map((key) => (
          <Checkbox
            key={key}
            label={t(`profile.notices.${key}`)}
            checked={settings.follow[key]}
            onChange={({ currentTarget: { checked } }) =>
              save.mutate({ ...settings, follow: { ...settings.follow, [key]: checked } })
            }
          />
        ))}
      </fieldset>
    </section>
  );
}
