/** Choosing a person by name, outside forms: to hand a task on, to filter. Needs a ControlsProvider above it. */
import { type Chosen, RecordSelect } from './controls/record-select.tsx';
import { useEntity } from './registry.ts';

export interface PersonSelectProps {
  readonly label: string;
  readonly value: Chosen | null;
  readonly onChange: (person: Chosen | null) => void;
}

export function PersonSelect({ label, value, onChange }: PersonSelectProps) {
  const people = useEntity('user');
  const field = people?.fields.get('created_by');
  if (!field) return null;
  return (
    <RecordSelect
      entity="user"
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
