/** Choosing a record by its title, outside forms: what a process shall be about. Needs a ControlsProvider above it. */
import { type Chosen, RecordSelect } from './controls/record-select.tsx';
import { useEntity } from './registry.ts';

export type { Chosen } from './controls/record-select.tsx';

export interface RecordPickerProps {
  readonly entity: string;
  readonly label: string;
  readonly value: Chosen | null;
  readonly onChange: (record: Chosen | null) => void;
}

export function RecordPicker({ entity, label, value, onChange }: RecordPickerProps) {
  const field = useEntity(entity)?.fields.get('created_by');
  if (!field) return null;
  return (
    <RecordSelect
      entity={entity}
      value={value}
      onChoose={onChange}
      control={{
        field,
        label,
        required: false,
        value: null,
        onChange: () => undefined,
        bare: false,
        record: {},
      }}
    />
  );
}
