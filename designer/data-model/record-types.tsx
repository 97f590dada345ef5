/** Kinds of record of an entity: the field that says them, and for each its form, what it requires, its pipeline and icon. */
import { MultiSelect, Select } from '@mantine/core';
import { splitReference } from '#metadata/definition.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { listed } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { IconChoice } from '../kit/icon-choice.tsx';
import { Section } from '../kit/panel.tsx';
import { ownFields } from './model-fields.ts';

type Types = Readonly<Record<string, Readonly<Record<string, Json>>>>;

export interface RecordTypesProps {
  readonly entity: Entity;
  readonly by: string | null;
  readonly types: Types;
  readonly onChange: (by: string | null, types: Types) => void;
}

export function RecordTypes({ entity, by, types, onChange }: RecordTypesProps) {
  const t = useText();
  const text = useLabelText();
  const choices = ownFields(entity).filter(({ type }) => type.options);
  const field = by === null ? undefined : entity.fields.get(by);
  const options = field?.type.options?.(field) ?? [];
  const set = (key: string, content: Readonly<Record<string, Json>>) => {
    const { [key]: _, ...others } = types;
    onChange(by, Object.keys(content).length === 0 ? others : { ...others, [key]: content });
  };
  return (
    <>
      <Section title={t('design.entity.types.title')} shut={by === null}>
        <Select
          label={t('design.entity.types.by')}
          description={t('design.entity.types.byHelp')}
          data={choices.map(({ key, label }) => ({ value: key, label: text(label, key) }))}
          value={by}
          onChange={(next) => onChange(next, {})}
          placeholder={t('design.entity.types.none')}
          clearable
        />
      </Section>
      {options.map(({ key, label }) => (
        <Section key={key} title={text(label, key)} shut>
          <Kind entity={entity} content={types[key] ?? {}} onChange={(content) => set(key, content)} />
        </Section>
      ))}
    </>
  );
}

// helpers //////////

interface KindProps {
  readonly entity: Entity;
  readonly content: Readonly<Record<string, Json>>;
  readonly onChange: (content: Readonly<Record<string, Json>>) => void;
}

function Kind({ entity, content, onChange }: KindProps) {
  const t = useText();
  const text = useLabelText();
  const ofEntity = useDefinitionsOf(entity);
  const set = (name: string, value: Json | undefined) => {
    const { [name]: _, ...others } = content;
    onChange(value === undefined || value === '' ? others : { ...others, [name]: value });
  };
  const fields = ownFields(entity).filter(({ type, kept }) => !kept && !type.holders && !type.stages);
  const staged = ownFields(entity).filter(({ type }) => type.stages).length === 1;
  return (
    <>
      <Select
        label={t('design.entity.types.form')}
        data={ofEntity('form')}
        value={reference(content.form)}
        onChange={(form) => set('form', form ?? undefined)}
        placeholder={t('design.entity.types.formDefault')}
        clearable
      />
      <MultiSelect
        label={t('design.entity.types.requires')}
        data={fields.map(({ key, label }) => ({ value: key, label: text(label, key) }))}
        value={Array.isArray(content.requires) ? content.requires.map(String) : []}
        onChange={(keys) => set('requires', keys.length > 0 ? keys : undefined)}
        searchable
      />
      {staged && (
        <Select
          label={t('design.entity.types.pipeline')}
          data={ofEntity('pipeline')}
          value={reference(content.pipeline)}
          onChange={(pipeline) => set('pipeline', pipeline ?? undefined)}
          placeholder={t('design.entity.types.pipelineDefault')}
          clearable
        />
      )}
      <IconChoice value={String(content.icon ?? '')} onChange={(icon) => set('icon', icon)} />
    </>
  );
}

const reference = (value: Json | undefined): string | null =>
  typeof value === 'string' ? splitReference(value).key : null;

/** Forms and pipelines of this entity. */
function useDefinitionsOf(entity: Entity): (kind: 'form' | 'pipeline') => { value: string; label: string }[] {
  const draft = useDraft();
  const label = useLabelText();
  return (kind) =>
    listed(draft, kind, label).flatMap(({ definition, name }) => {
      const { entity: of } = definition.content as { entity?: string };
      return of !== undefined && splitReference(of).key === entity.key
        ? [{ value: definition.key, label: name }]
        : [];
    });
}
