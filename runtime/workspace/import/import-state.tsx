/** The state of an import as a mark. */
import type { Import } from '#api/imports.ts';
import { useText } from '#ui/i18n.tsx';
import { Pill, type Tone } from '#ui/pill.tsx';

const TONES: Readonly<Record<Import['state'], Tone>> = {
  draft: 'neutral',
  checking: 'accent',
  checked: 'info',
  running: 'accent',
  done: 'good',
  cancelled: 'warn',
  failed: 'bad',
  undoing: 'accent',
  undone: 'neutral',
};

export function ImportState({ state }: Pick<Import, 'state'>) {
  const t = useText();
  return <Pill tone={TONES[state]}>{t(`import.state.${state}`)}</Pill>;
}
