/** Differences are told in words or shown in the files: the switch between the two. */
import { SegmentedControl } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';

export type Telling = 'words' | 'text';

export function WordsOrTexts({
  value,
  onChange,
}: {
  readonly value: Telling;
  readonly onChange: (value: Telling) => void;
}) {
  const t = useText();
  return (
    <SegmentedControl
      value={value}
      onChange={(next) => onChange(next as Telling)}
      aria-label={t('design.changes.title')}
      data={[
        { value: 'words', label: t('design.changes.words') },
        { value: 'text', label: t('design.changes.texts') },
      ]}
    />
  );
}
