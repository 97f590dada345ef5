/** Puts the workspace together: texts, server, router, and the providers every page stands in. Called by main.tsx. */
import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { type Client, createClient } from '#api/client.ts';
import type { Me } from '#api/session.ts';
import { ApiProvider, createQueries } from '#ui/api.tsx';
import { ComponentWords } from '#ui/component-words.tsx';
import { ConfirmProvider } from '#ui/confirm.tsx';
import { I18nProvider, startI18n, type Texts } from '#ui/i18n.tsx';
import { KeysProvider } from '#ui/keys.tsx';
import { ThemeProvider } from '#ui/theme.tsx';
import { Toasts } from '#ui/toast.tsx';
import { workspaceTexts } from '../texts/workspace-texts.ts';
import { createWorkspaceRouter } from './router.tsx';
import { createSignedOut, type SignedOut } from './signed-out.ts';
import { SignedOutDialog } from './signed-out-dialog.tsx';

export async function startWorkspace(element: HTMLElement): Promise<void> {
  const signedOut = createSignedOut();
  const queries = createQueries();
  // Before anybody has signed in nothing has ended: the router leads to the door.
  const client = createClient({
    onSignedOut: () => queries.getQueryData(['me']) !== undefined && signedOut.raise(),
  });
  const texts = await startI18n([workspaceTexts]);
  createRoot(element).render(
    <StrictMode>
      <Workspace client={client} queries={queries} texts={texts} signedOut={signedOut} />
    </StrictMode>,
  );
}

export interface WorkspaceProps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly texts: Texts;
  readonly signedOut: SignedOut;
}

function Workspace({ client, queries, texts, signedOut }: WorkspaceProps) {
  const zone = useTimeZone(queries);
  return (
    <ThemeProvider>
      <ApiProvider client={client} queries={queries}>
        <I18nProvider texts={texts} timeZone={zone}>
          <ComponentWords>
            <KeysProvider>
              <ConfirmProvider>
                <RouterProvider router={routerOf(client, queries)} />
                <SignedOutDialog signedOut={signedOut} />
                <Toasts />
              </ConfirmProvider>
            </KeysProvider>
          </ComponentWords>
        </I18nProvider>
      </ApiProvider>
    </ThemeProvider>
  );
}

// helpers //////////

const routers = new WeakMap<QueryClient, ReturnType<typeof createWorkspaceRouter>>();

function routerOf(client: Client, queries: QueryClient) {
  const known = routers.get(queries) ?? createWorkspaceRouter({ client, queries });
  routers.set(queries, known);
  return known;
}

/** The zone of whoever is signed in; the device's before that. */
function useTimeZone(queries: QueryClient): string | undefined {
  return useSyncExternalStore(
    (heard) => queries.getQueryCache().subscribe(heard),
    () => queries.getQueryData<Me>(['me'])?.timezone,
  );
}
