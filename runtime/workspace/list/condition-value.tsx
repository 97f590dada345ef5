/** The value of a condition: the field's own control where one value is asked, lists and periods by choosing. */
import { Checkbox, Group, MultiSelect, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import type { Field } from '#metadata/field.ts';
import type { Operator } from '#metadata/query.ts';
import type { Json } from '#metadata/value.ts';
import { controlOf } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { optionsOf } from '#ui/options.ts';
import { PERIODS } from './periods.ts';
import type { Place } from './place.ts';
import { RecordsValue } from './records-value.tsx';

export interface ConditionValueProps {
  readonly place: Place;
  readonly takes: Operator['takes'];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export function ConditionValue(props: ConditionValueProps) {
  const t = useText();
  const { place, takes, value, onChange } = props;
  switch (takes) {
    case 'nothing':
    case 'condition':
      return null;
    case 'text':
      return (
        <TextInput
          label={t('list.filter.value')}
          value={(value as string | null) ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'period':
      return (
        <Select
          label={t('list.filter.period')}
          data={PERIODS.map((key) => ({ value: key, label: t(`list.period.${key}`) }))}
          value={(value as string | null) ?? null}
          onChange={onChange}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
      );
    case 'list':
      return <ListValue {...props} />;
    case 'two': {
      const [low = null, high = null] = (value as unknown[] | null) ?? [];
      return (
        <Group gap="xs" grow wrap="nowrap">
          <One
            field={place.field}
            label={t('list.filter.from')}
            value={low}
            onChange={(next) => onChange([next, high])}
          />
          <One
            field={place.field}
            label={t('list.filter.to')}
            value={high}
            onChange={(next) => onChange([low, next])}
          />
        </Group>
      );
    }
    case 'one':
      return place.field.type.refersTo?.(place.field)?.entities[0] === 'user' ? (
        <PersonValue {...props} />
      ) : (
        <One field={place.field} label={t('list.filter.value')} value={value} onChange={onChange} />
      );
  }
}

// helpers //////////

interface OneProps {
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function One({ field, label, value, onChange }: OneProps) {
  const t = useText();
  if (field.type.key === 'boolean') {
    return (
      <SegmentedControl
        aria-label={label}
        fullWidth
        value={value === null ? '' : String(value)}
        onChange={(next) => onChange(next === 'true')}
        data={[
          { value: 'true', label: t('ui.cell.yes') },
          { value: 'false', label: t('ui.cell.no') },
        ]}
      />
    );
  }
  // Amounts are compared without their currency, numbers given by the platform as the text they are.
  const control =
    field.type.key === 'money'
      ? 'decimal'
      : field.readOnly && field.type.group === 'text'
        ? 'text'
        : field.type.control;
  const { Draw } = controlOf(control);
  return (
    <Draw
      field={field}
      label={label}
      required={false}
      value={value as Json}
      onChange={onChange}
      bare={false}
      record={{}}
    />
  );
}

/** A person, or whoever looks at the list. */
function PersonValue({ place, value, onChange }: ConditionValueProps) {
  const t = useText();
  const me = typeof value === 'object' && value !== null && '$' in value;
  return (
    <>
      {!me && <One field={place.field} label={t('list.filter.value')} value={value} onChange={onChange} />}
      <Checkbox
        label={t('list.filter.me')}
        checked={me}
        onChange={(event) => onChange(event.currentTarget.checked ? { $: 'me' } : null)}
      />
    </>
  );
}

function ListValue({ place: { field }, value, onChange }: ConditionValueProps) {
  const t = useText();
  const label = useLabel();
  const options = optionsOf(field);
  const entity = field.type.refersTo?.(field)?.entities[0];
  if (entity)
    return (
      <RecordsValue
        field={field}
        value={(value as { id: string; title: string }[] | null) ?? []}
        onChange={onChange}
      />
    );
  if (options.length > 0) {
    return (
      <MultiSelect
        label={t('list.filter.values')}
        data={options.map((option) => ({ value: option.key, label: label(option.label, option.key) }))}
        value={(value as string[] | null) ?? []}
        onChange={onChange}
        searchable={options.length > 8}
        comboboxProps={{ withinPortal: false }}
      />
    );
  }
  return (
    <TagsInput
      label={t('list.filter.values')}
      description={t('ui.control.tagsHint')}
      value={((value as unknown[] | null) ?? []).map(String)}
      onChange={onChange}
    />
  );
}
