/** Puts the designer together: texts, server, draft, router, and the providers every page stands in. Called by main.tsx. */
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '#api/client.ts';
import { ApiProvider, createQueries } from '#ui/api.tsx';
import { ComponentWords } from '#ui/component-words.tsx';
import { ConfirmProvider } from '#ui/confirm.tsx';
import { I18nProvider, startI18n } from '#ui/i18n.tsx';
import { bringIcons } from '#ui/icon.tsx';
import { KeysProvider } from '#ui/keys.tsx';
import { ThemeProvider } from '#ui/theme.tsx';
import { Toasts } from '#ui/toast.tsx';
import { DraftProvider } from '../draft/draft.tsx';
import { createDraftStore } from '../draft/draft-store.ts';
import { DESIGNER_ICONS } from '../kit/designer-icons.ts';
import { designerTexts } from '../texts/designer-texts.ts';
import { createDesignerRouter } from './router.tsx';
import { signInAddress } from './sign-in-address.ts';

export async function startDesigner(element: HTMLElement): Promise<void> {
  bringIcons(DESIGNER_ICONS);
  const client = createClient({ onSignedOut: () => location.assign(signInAddress()) });
  const queries = createQueries();
  const draft = createDraftStore(client);
  const router = createDesignerRouter({ client, queries, draft });
  const texts = await startI18n([designerTexts]);
  createRoot(element).render(
    <StrictMode>
      <ThemeProvider>
        <ApiProvider client={client} queries={queries}>
          <I18nProvider texts={texts}>
            <ComponentWords>
              <KeysProvider>
                <ConfirmProvider>
                  <DraftProvider store={draft}>
                    <RouterProvider router={router} />
                  </DraftProvider>
                  <Toasts />
                </ConfirmProvider>
              </KeysProvider>
            </ComponentWords>
          </I18nProvider>
        </ApiProvider>
      </ThemeProvider>
    </StrictMode>,
  );
}
