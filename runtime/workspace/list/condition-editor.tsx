/** Building one condition: field, operator, value. Which operators there are, the field's type says. */
import { Button, Group, Select, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { OPERATORS } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { isEmpty } from '#ui/cell.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { useRegistry } from '#ui/registry.ts';
import { ConditionValue } from './condition-value.tsx';
import type { Condition } from './filter.ts';
import { placeOf } from './place.ts';
import { usePlaceOptions } from './use-place-options.ts';

export interface ConditionEditorProps {
  readonly entity: Entity;
  readonly condition?: Condition;
  readonly onDone: (condition: Condition) => void;
}

export function ConditionEditor({ entity, condition, onDone }: ConditionEditorProps) {
  const t = useText();
  const label = useLabel();
  const registry = useRegistry();
  const [path, setPath] = useState(condition?.field ?? null);
  const [op, setOp] = useState(condition?.op ?? null);
  const [value, setValue] = useState<unknown>(condition?.value ?? null);
  const options = usePlaceOptions(entity, ({ type }) => operatorsOf(type.operators).length > 0);
  const place = useMemo(() => (path ? placeOf(path, entity, registry) : undefined), [path, entity, registry]);
  const operators = place ? operatorsOf(place.field.type.operators) : [];
  const operator = op ? OPERATORS.get(op) : undefined;
  const takes = operator?.takes ?? 'nothing';
  const complete =
    takes === 'nothing' ||
    (takes === 'two'
      ? Array.isArray(value) && value.length === 2 && value.every((item) => !isEmpty(item))
      : !isEmpty(value));
  const choosePath = (next: string | null) => {
    const found = next ? placeOf(next, entity, registry) : undefined;
    setPath(next);
    setOp(found ? (operatorsOf(found.field.type.operators)[0] ?? null) : null);
    setValue(null);
  };
  const chooseOp = (next: string | null) => {
    if (OPERATORS.get(next ?? '')?.takes !== takes) setValue(null);
    setOp(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // A form within a dialog within a page's form: only this one is meant.
        event.stopPropagation();
        if (path && op && complete) onDone({ field: path, op, ...(takes !== 'nothing' && { value }) });
      }}
    >
      <Stack gap="xs" w={280}>
        <Select
          label={t('list.filter.field')}
          data={options}
          value={path}
          onChange={choosePath}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('ui.choice.nothing')}
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        {place && (
          <Select
            label={t('list.filter.operator')}
            data={operators.map((key) => ({ value: key, label: label(OPERATORS.get(key)?.label, key) }))}
            value={op}
            onChange={chooseOp}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        {place && operator && (
          <ConditionValue
            key={`${path} ${takes}`}
            place={place}
            takes={takes}
            value={value}
            onChange={setValue}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" disabled={!path || !op || !complete}>
            {t('list.filter.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

// helpers //////////

/** Conditions over line items need a builder of their own. */
function operatorsOf(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => OPERATORS.get(key)?.takes !== 'condition');
}
