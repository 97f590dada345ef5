/** One setting of a field type, drawn by what its schema says: an entity, a choice, a number, a text, options, a list. */
import { MultiSelect, NumberInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import type { JsonSchema } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { listed } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { shownEntities } from './model-fields.ts';
import { OptionsInput } from './options-input.tsx';

export interface SettingInputProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly entity: Entity;
}

export function SettingInput({ name, schema, required, value, onChange, entity }: SettingInputProps) {
  const t = useText();
  const references = useReferences();
  const label = t(`design.setting.${name}`);
  const items = schema.items as JsonSchema | undefined;
  const common = { label, required, withAsterisk: required };
  if (name === 'options') return <OptionsInput value={value} onChange={onChange} />;
  if (name === 'with') return <p style={{ fontSize: 13 }}>{t('design.setting.withHelp')}</p>;
  if (name === 'currency_from')
    return (
      <Select
        {...common}
        data={[...entity.fields.values()].filter(({ type }) => type.key === 'money').map(({ key }) => key)}
        value={text(value)}
        onChange={(next) => onChange(next ?? undefined)}
        clearable
      />
    );
  if (typeof schema['x-ref'] === 'string')
    return (
      <Select
        {...common}
        data={references(schema['x-ref'])}
        value={text(value)}
        onChange={(next) => onChange(next ?? undefined)}
        searchable
      />
    );
  if (typeof items?.['x-ref'] === 'string')
    return (
      <MultiSelect
        {...common}
        data={references(items['x-ref'])}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
        searchable
      />
    );
  if (Array.isArray(schema.enum))
    return (
      <Select
        {...common}
        data={schema.enum.map((one) => ({
          value: String(one),
          label: t(`design.setting.${name}Of.${one}`, { defaultValue: String(one).toUpperCase() }),
        }))}
        value={text(value)}
        onChange={(next) => onChange(next ?? undefined)}
        placeholder={t('design.setting.usual')}
        clearable
      />
    );
  if (schema.type === 'boolean')
    return (
      <Switch
        label={label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked || undefined)}
      />
    );
  if (schema.type === 'integer' || Array.isArray(schema.type))
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
        allowDecimal={schema.type !== 'integer'}
        min={schema.minimum as number | undefined}
        max={schema.maximum as number | undefined}
        maw={200}
      />
    );
  if (schema.type === 'array')
    return (
      <TagsInput
        {...common}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      />
    );
  return (
    <TextInput
      {...common}
      value={text(value) ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      placeholder={schema.format === 'date' ? '2026-12-31' : undefined}
      description={t(`design.setting.${name}Help`, { defaultValue: '' }) || undefined}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
    />
  );
}

// helpers //////////

function text(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function useReferences(): (kind: string) => { value: string; label: string }[] {
  const draft = useDraft();
  const label = useLabelText();
  return (kind) =>
    kind === 'entity'
      ? shownEntities(draft.registry).map((entity) => ({
          value: entity.key,
          label: label(entity.label, entity.key),
        }))
      : listed(draft, kind, label).map(({ definition, name }) => ({ value: definition.key, label: name }));
}
