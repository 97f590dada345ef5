/** The workspace of somebody who is signed in: the shell with the menu of their roles, search, create, live updates. */
import { ActionIcon } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { type Me, signOut } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { AppShell } from '#ui/app-shell.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { LiveData } from '#ui/live-data.tsx';
import { useLabel, useModel } from '#ui/model.ts';
import { PageWaiting } from '#ui/page-states.tsx';
import { useMe } from '#ui/session.ts';
import { taskQueuesQuery } from '#ui/task-queues.ts';
import { useTheme } from '#ui/theme.tsx';
import { HelpMenu, ModeSwitch, PersonMenu, SearchButton } from '#ui/top-tools.tsx';
import { Bell } from '../notices/bell.tsx';
import { CreateMenu } from './create-menu.tsx';
import { menuGroups } from './menu.ts';
import { usePalette } from './use-palette.tsx';

export function Inside() {
  const t = useText();
  const client = useApi();
  const me = useMe();
  const model = useModel();
  const label = useLabel();
  const queues = useQuery(taskQueuesQuery(client));
  const groups = menuGroups({ model, me, t, label, open: queues.data?.mine.assigned ?? 0 });
  const palette = usePalette(groups);
  const [inbox, ...others] = groups.flatMap((group) => group.items);
  usePersonsChoices(me.person);
  const leave = async () => {
    await client.call(signOut);
    // Nothing of one person may be seen by the next: the page is loaded anew.
    location.assign('/sign-in');
  };
  const person = <PersonMenu profileHref="/profile" onSignOut={() => void leave()} />;
  return (
    <AppShell
      groups={groups}
      foot={[{ key: 'start', label: t('app.start'), icon: 'player-play', href: '/start' }]}
      tools={
        <>
          <SearchButton label={t('app.search.button')} onOpen={palette.open} />
          <CreateMenu />
          <ModeSwitch mode="work" />
          <HelpMenu />
          <Bell />
          {person}
        </>
      }
      phoneTools={
        <>
          <ActionIcon size={44} aria-label={t('app.search.button')} onClick={palette.open}>
            <IconSearch size={21} />
          </ActionIcon>
          <Bell />
          {person}
        </>
      }
      phoneItems={[
        ...(inbox ? [inbox] : []),
        { key: 'search', label: t('app.search.short'), icon: 'search', onClick: palette.open },
        {
          key: 'create',
          label: t('app.create.button'),
          icon: 'plus',
          primary: true,
          onClick: palette.create,
        },
        ...others.slice(0, 1),
      ]}
    >
      <LiveData />
      {palette.element}
      <Suspense fallback={<PageWaiting />}>
        <Outlet />
      </Suspense>
    </AppShell>
  );
}

// helpers //////////

/** Language and colours go with the person from device to device; what they change here is kept there (top-tools.tsx). */
function usePersonsChoices({ language, theme }: Me['person']): void {
  const { setLanguage } = useLanguage();
  const { setTheme } = useTheme();
  useEffect(() => void setLanguage(language), [language, setLanguage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter is a new function each time
  useEffect(() => setTheme(theme), [theme]);
}
