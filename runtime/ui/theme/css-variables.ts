/** Mantine's variables expressed by our tokens (tokens.css), so that every value stands in one place. */
import type { CSSVariablesResolver } from '@mantine/core';

const BOTH: Record<`--${string}`, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--bad-text)',
  '--mantine-color-success': 'var(--good-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--surface-2)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-weak)',
  '--mantine-primary-color-light-hover': 'var(--accent-weak)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  '--mantine-color-accent-light': 'var(--accent-weak)',
  '--mantine-color-accent-light-hover': 'var(--accent-weak)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-color-accent-text': 'var(--accent-text)',
};

/** Mantine's light rules use the grey scale, its dark rules the dark one; both become the same few tokens. */
const GREY: readonly string[] = [
  'var(--hover)',
  'var(--surface-2)',
  'var(--line)',
  'var(--line-strong)',
  'var(--line-strong)',
  'var(--text-3)',
  'var(--text-3)',
  'var(--text-2)',
  'var(--text)',
  'var(--text)',
];
const DARK: readonly string[] = [
  'var(--text)',
  'var(--text-2)',
  'var(--text-3)',
  'var(--line-strong)',
  'var(--line-strong)',
  'var(--seg-on)',
  'var(--surface)',
  'var(--hover)',
  'var(--surface-2)',
  'var(--bg)',
];

const scale = (name: string, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, shade) => [`--mantine-color-${name}-${shade}`, value]));

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...BOTH, ...scale('gray', GREY) },
  // In the dark theme white only stands on filled grounds, which are light there.
  dark: { ...BOTH, ...scale('dark', DARK), '--mantine-color-white': 'var(--on-accent)' },
});
