/** Grounds and texts of buttons by variant and colour: accent, bad or neutral; nothing else has a colour of its own. */
import { defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core';

interface Tone {
  readonly fill: string;
  readonly fillHover: string;
  readonly onFill: string;
  readonly weak: string;
  readonly text: string;
}

const TONES: Readonly<Record<string, Tone>> = {
  accent: {
    fill: 'var(--accent)',
    fillHover: 'var(--accent-hover)',
    onFill: 'var(--on-accent)',
    weak: 'var(--accent-weak)',
    text: 'var(--accent-text)',
  },
  bad: {
    fill: 'var(--bad-fill)',
    fillHover: 'var(--bad-text)',
    onFill: 'var(--on-bad)',
    weak: 'var(--bad-weak)',
    text: 'var(--bad-text)',
  },
  gray: {
    fill: 'var(--surface-2)',
    fillHover: 'var(--line)',
    onFill: 'var(--text)',
    weak: 'var(--surface-2)',
    text: 'var(--text-2)',
  },
};

const NO_BORDER = '1px solid transparent';

export const variantColours: VariantColorsResolver = (input) => {
  const tone = TONES[input.color ?? input.theme.primaryColor];
  if (!tone) return defaultVariantColorsResolver(input);
  switch (input.variant) {
    case 'filled':
      return { background: tone.fill, hover: tone.fillHover, color: tone.onFill, border: NO_BORDER };
    case 'light':
      return { background: tone.weak, hover: tone.weak, color: tone.text, border: NO_BORDER };
    case 'default': {
      const color = tone === TONES.bad ? tone.text : 'var(--text)';
      return {
        background: 'var(--surface)',
        hover: 'var(--hover)',
        color,
        border: '1px solid var(--line-strong)',
      };
    }
    case 'subtle':
      return { background: 'transparent', hover: 'var(--surface-2)', color: tone.text, border: NO_BORDER };
    case 'outline':
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: tone.text,
        border: `1px solid ${tone.fill}`,
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};
