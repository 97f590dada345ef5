/** A record of another entity. */
import type { Json } from '#metadata/value.ts';
import { type ControlProps, defineControl } from './control-kind.ts';
import { type Chosen, RecordSelect } from './record-select.tsx';

export const lookup = defineControl({ key: 'lookup', Draw: Lookup, picks: true });
export const user = defineControl({ key: 'user', Draw: Lookup, picks: true });
export const parent = defineControl({ key: 'parent', Draw: Lookup, picks: true });

// helpers //////////

function Lookup(props: ControlProps) {
  const { field, value, onChange, record } = props;
  const [entity] = field.type.refersTo?.(field)?.entities ?? [];
  const filtered = (field.settings as { where?: string | null } | null)?.where;
  if (!entity) return null;
  return (
    <RecordSelect
      control={props}
      entity={entity}
      value={value as Chosen | null}
      onChoose={(chosen) => onChange(chosen as Json)}
      choose={filtered ? { entity: field.entity, field: field.key, record } : undefined}
    />
  );
}
