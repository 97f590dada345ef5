/** The designer of somebody who may design: the shell with the parts of the solution, the draft's state, publish. */
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { type Me, signOut } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { AppShell } from '#ui/app-shell.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { LiveData } from '#ui/live-data.tsx';
import { PageWaiting } from '#ui/page-states.tsx';
import { usePhone } from '#ui/phone.ts';
import { useMe } from '#ui/session.ts';
import { useTheme } from '#ui/theme.tsx';
import { HelpMenu, ModeSwitch, PersonMenu, SearchButton } from '#ui/top-tools.tsx';
import { FileDrop } from '../definition/file-drop.tsx';
import { useDraft } from '../draft/draft.tsx';
import { ProblemsProvider } from '../draft/problems.tsx';
import { PublishTools } from '../publish/publish-tools.tsx';
import { ReleaseNews } from '../release/release-news.tsx';
import classes from './inside.module.css';
import { navigation } from './navigation.ts';
import { SolutionSwitch } from './solution-switch.tsx';
import { useFinder } from './use-finder.tsx';

export function Inside() {
  return (
    <ProblemsProvider>
      <Shell />
    </ProblemsProvider>
  );
}

function Shell() {
  const t = useText();
  const client = useApi();
  const me = useMe();
  const draft = useDraft();
  const phone = usePhone();
  const narrow = useNarrow();
  const finder = useFinder();
  usePersonsChoices(me.person);
  const groups = navigation(draft, t, me.may);
  const items = groups.flatMap((group) => group.items);
  const leave = async () => {
    await client.call(signOut);
    // Nothing of one person may be seen by the next: the page is loaded anew.
    location.assign('/sign-in');
  };
  const person = <PersonMenu profileHref="/profile" onSignOut={() => void leave()} />;
  const pick = (key: string) => {
    const found = items.find((item) => item.key === key);
    // A count on the phone's bar would call for attention.
    const label = key === 'entity' ? t('design.nav.modelShort') : found?.label;
    return found && label !== undefined && { ...found, label, count: undefined };
  };
  return (
    <AppShell
      groups={groups}
      lead={<SolutionSwitch narrow={narrow && !phone} />}
      narrow={narrow || undefined}
      tools={
        <>
          <SearchButton label={t('design.find.button')} onOpen={finder.open} />
          <ModeSwitch mode="design" />
          <PublishTools />
          <HelpMenu />
          {person}
        </>
      }
      phoneTools={
        <>
          <PublishTools />
          {person}
        </>
      }
      phoneItems={[
        ...['overview', 'entity', 'process'].flatMap((key) => pick(key) || []),
        { key: 'search', label: t('design.find.short'), icon: 'search', onClick: finder.open },
      ]}
    >
      {finder.element}
      <FileDrop />
      <LiveData />
      <div className={classes.inside}>
        <ReleaseNews />
        <div className={classes.page}>
          <Suspense fallback={<PageWaiting />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </AppShell>
  );
}

// helpers //////////

/** Editors need the room: there the navigation is icons only. */
function useNarrow(): boolean {
  const { pathname } = useLocation();
  return /^\/design\/(data-model|[a-z_]+\/[^/]+)/.test(pathname);
}

/** Language and colours go with the person from device to device. */
function usePersonsChoices({ language, theme }: Me['person']): void {
  const { setLanguage } = useLanguage();
  const { setTheme } = useTheme();
  useEffect(() => void setLanguage(language), [language, setLanguage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter is a new function each time
  useEffect(() => setTheme(theme), [theme]);
}
