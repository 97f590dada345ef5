/** One condition of a list: chosen by its name, or any. */
import { Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';

export interface FilterSelectProps {
  readonly label: string;
  /** What is said while nothing is chosen. */
  readonly any: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}

export function FilterSelect({ label, any, options, value, onChange }: FilterSelectProps) {
  const t = useText();
  return (
    <Select
      label={label}
      placeholder={any}
      data={options.toSorted((a, b) => a.label.localeCompare(b.label))}
      value={value ?? null}
      onChange={onChange}
      searchable
      clearable
      nothingFoundMessage={t('ui.choice.nothing')}
    />
  );
}
