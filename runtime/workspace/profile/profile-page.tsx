/** The person's own settings: language, colours, time zone, password. */
import { Button, PasswordInput, SegmentedControl, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Problem } from '#api/client.ts';
import { changePassword, type Language, type Theme } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { LANGUAGES, useLanguage, useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useMe, usePreferences } from '#ui/session.ts';
import { useTheme } from '#ui/theme.tsx';
import { toast } from '#ui/toast.tsx';
import { ApiKeys } from './api-keys.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import classes from './profile-page.module.css';
import { ViewAs } from './view-as.tsx';

export function ProfilePage() {
  const t = useText();
  const { person, timezone, may, viewer } = useMe();
  const { language } = useLanguage();
  const { theme } = useTheme();
  const prefer = usePreferences();
  const sentence = useProblemText();
  const change = useMutation({ mutationFn: prefer, onError: (error) => toast(sentence(error)) });
  return (
    <Page title={t('profile.title')}>
      <div className={classes.page}>
        <header className={classes.head}>
          <Avatar name={person.name} size="large" />
          <div>
            <h2 className={classes.name}>{person.name}</h2>
            <p className={classes.email}>{person.email}</p>
          </div>
        </header>
        <Setting title={t('ui.language.title')} text={t('profile.language')}>
          <SegmentedControl
            value={language}
            aria-label={t('ui.language.title')}
            onChange={(next) => change.mutate({ language: next as Language })}
            data={LANGUAGES.map(({ code, name }) => ({
              value: code,
              label: <span lang={code}>{name}</span>,
            }))}
          />
        </Setting>
        <Setting title={t('ui.theme.title')} text={t('profile.theme')}>
          <SegmentedControl
            value={theme}
            aria-label={t('ui.theme.title')}
            onChange={(next) => change.mutate({ theme: next as Theme })}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({
              value,
              label: t(`ui.theme.${value}`),
            }))}
          />
        </Setting>
        <Setting title={t('profile.zone.title')} text={t('profile.zone.text')}>
          <Select
            aria-label={t('profile.zone.title')}
            searchable
            allowDeselect={false}
            value={timezone}
            data={zones(timezone)}
            nothingFoundMessage={t('ui.choice.nothing')}
            onChange={(zone) => zone && change.mutate({ timezone: zone })}
          />
        </Setting>
        {may.includes('view_as') && !viewer && (
          <Setting title={t('profile.viewAs.title')} text={t('profile.viewAs.text')}>
            <ViewAs />
          </Setting>
        )}
        <NoticeSettings />
        <PasswordForm />
        <ApiKeys />
      </div>
    </Page>
  );
}

// helpers //////////

function Setting({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.setting}>
      <div>
        <h3 className={classes.settingTitle}>{title}</h3>
        <p className={classes.settingText}>{text}</p>
      </div>
      <div className={classes.control}>{children}</div>
    </section>
  );
}

/** All zones the browser knows, the present one included. */
function zones(present: string): string[] {
  return [...new Set([present, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}

function PasswordForm() {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const save = useMutation({
    mutationFn: () => client.call(changePassword, { body: { current, next } }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('profile.password.done'));
    },
  });
  const problems = save.error instanceof Problem ? save.error.errors : [];
  const of = (path: string) => {
    const problem = problems.find((other) => other.path === path);
    return problem && sentence.of(problem.code, problem.params, problem.message);
  };
  const other = save.error && problems.length === 0 ? sentence(save.error) : undefined;
  return (
    <form
      className={classes.password}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3 className={classes.settingTitle}>{t('profile.password.title')}</h3>
      <p className={classes.settingText}>{t('profile.password.text')}</p>
      <PasswordInput
        label={t('profile.password.current')}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={of('current') ?? other}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={t('profile.password.next')}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={of('next')}
        autoComplete="new-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={save.isPending} disabled={!current || !next}>
        {t('profile.password.submit')}
      </Button>
    </form>
  );
}
