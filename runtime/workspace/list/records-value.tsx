/** Several records of a condition: chosen ones as pills, and a control to choose another. */
import { Pill, PillGroup } from '@mantine/core';
import type { Field } from '#metadata/field.ts';
import { controlOf } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';

interface Chosen {
  readonly id: string;
  readonly title: string;
}

export interface RecordsValueProps {
  readonly field: Field;
  readonly value: readonly Chosen[];
  readonly onChange: (value: readonly Chosen[]) => void;
}

export function RecordsValue({ field, value, onChange }: RecordsValueProps) {
  const t = useText();
  const { Draw } = controlOf(field.type.control);
  return (
    <>
      <Draw
        field={field}
        label={t('list.filter.values')}
        required={false}
        value={null}
        onChange={(next) => {
          const chosen = next as unknown as Chosen | null;
          if (chosen && !value.some(({ id }) => id === chosen.id)) onChange([...value, chosen]);
        }}
        bare={false}
        record={{}}
      />
      <PillGroup>
        {value.map(({ id, title }) => (
          <Pill
            key={id}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('ui.control.removeNamed', { name: title }) }}
            onRemove={() => onChange(value.filter((other) => other.id !== id))}
          >
            {title}
          </Pill>
        ))}
      </PillGroup>
    </>
  );
}
