/**
 * The look of both apps: Mantine with our tokens, light, dark or as the system has it. The choice is remembered on this
 * device, so that the page opens in it before anybody has signed in (public/theme.js); the server keeps it per person.
 */
import './theme/layers.css';
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import { localStorageColorSchemeManager, MantineProvider, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Theme } from '#api/session.ts';
import { cssVariables } from './theme/css-variables.ts';
import { mantineTheme } from './theme/mantine-theme.ts';

/** Read by public/theme.js too. */
const THEME_KEY = 'potik-theme';
const manager = localStorageColorSchemeManager({ key: THEME_KEY });

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}

export function useTheme(): { readonly theme: Theme; readonly setTheme: (theme: Theme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return { theme: colorScheme, setTheme: setColorScheme };
}
