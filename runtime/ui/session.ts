/** Who is signed in. An app's root loads it before anything is drawn, so that below it is always there. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Client } from '#api/client.ts';
import { getMe, type Me, type Preferences, setPreferences } from '#api/session.ts';
import { useApi } from './api.tsx';
import { useLanguage } from './i18n.tsx';
import { useTheme } from './theme.tsx';

export function meQuery(client: Client) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await client.call(getMe);
      client.setCsrfToken(me.csrfToken);
      return me;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useMe(): Me {
  const { data } = useQuery(meQuery(useApi()));
  if (!data) throw new Error('useMe is for pages of somebody who is signed in');
  return data;
}

/** Takes over a reply of sign-in or set-up: token, language and theme of the person hold from now on. */
export function useWelcome(): (me: Me) => Promise<void> {
  const client = useApi();
  const queries = useQueryClient();
  const { setLanguage } = useLanguage();
  const { setTheme } = useTheme();
  return useCallback(
    async (me: Me) => {
      client.setCsrfToken(me.csrfToken);
      await setLanguage(me.person.language);
      setTheme(me.person.theme);
      queries.setQueryData(['me'], me);
    },
    [client, queries, setLanguage, setTheme],
  );
}

/** Changes language, theme or zone at once and keeps them on the server. */
export function usePreferences(): (wish: Preferences) => Promise<void> {
  const client = useApi();
  const welcome = useWelcome();
  return useCallback(
    async (wish: Preferences) => welcome(await client.call(setPreferences, { body: wish })),
    [client, welcome],
  );
}
