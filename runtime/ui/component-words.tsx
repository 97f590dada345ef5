/** What Mantine's components say by themselves, in the person's language: the cross that closes a dialog or a drawer. */
import { MantineThemeProvider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useText } from './i18n.tsx';

export function ComponentWords({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const close = t('ui.action.close');
  const theme = useMemo(() => {
    const closes = { defaultProps: { closeButtonProps: { 'aria-label': close } } };
    return { components: { Modal: closes, Drawer: closes } };
  }, [close]);
  return (
    <MantineThemeProvider inherit theme={theme}>
      {children}
    </MantineThemeProvider>
  );
}
