/** What an entity says of itself besides its fields: names, icon, how a record is called, owner, order, kinds, history. */
import { MultiSelect, Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { IconChoice } from '../kit/icon-choice.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { Section } from '../kit/panel.tsx';
import { SortFields } from '../kit/sort-fields.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { ownFields, targetsOf } from './model-fields.ts';
import { RecordTypes } from './record-types.tsx';
import type { EntityEditing } from './use-entity-content.ts';

export function EntitySettings({ entity, content, set }: EntityEditing) {
  const t = useText();
  const text = useLabelText();
  const choices = (fields: ReturnType<typeof ownFields>) =>
    fields.map(({ key, label }) => ({ value: key, label: text(label, key) }));
  const own = ownFields(entity);
  const log = content.log ?? 'all';
  return (
    <>
      <Section title={t('design.entity.names')}>
        <LabelProp
          title={t('design.entity.one')}
          value={content.label}
          onChange={(label) => set({ label }, 'label')}
        />
        <LabelProp
          title={t('design.entity.many')}
          value={content.plural}
          onChange={(plural) => set({ plural }, 'plural')}
        />
        <LabelProp
          title={t('design.entity.description')}
          value={content.description}
          onChange={(description) => set({ description }, 'description')}
          lines
        />
        <IconChoice value={content.icon ?? ''} onChange={(icon) => set({ icon })} />
      </Section>
      <Section title={t('design.entity.record')}>
        <TextProp
          label={t('design.entity.title')}
          help={t('design.entity.titleHelp')}
          value={content.title ?? ''}
          onChange={(title) => set({ title }, 'title')}
          mono
        />
        <Select
          label={t('design.entity.owner')}
          description={t('design.entity.ownerHelp')}
          data={choices(own.filter(({ type }) => type.key === 'user'))}
          value={content.owner ?? null}
          onChange={(owner) => set({ owner })}
          placeholder={t('design.entity.ownerDefault')}
          clearable
        />
        <Select
          label={t('design.entity.partOf')}
          description={t('design.entity.partOfHelp')}
          data={choices(own.filter((field) => field.type.key === 'lookup' && targetsOf(field).length === 1))}
          value={content.part_of ?? null}
          onChange={(part_of) => set({ part_of })}
          placeholder={t('design.entity.partOfNone')}
          clearable
        />
      </Section>
      <Section title={t('design.entity.sort')}>
        <SortFields entity={entity} sort={content.sort ?? []} onChange={(sort) => set({ sort })} />
      </Section>
      <RecordTypes
        entity={entity}
        by={content.typed_by ?? null}
        types={content.types ?? {}}
        onChange={(by, types) =>
          set({ typed_by: by, types: by !== null && Object.keys(types).length > 0 ? types : null })
        }
      />
      <Section title={t('design.entity.tell')} shut>
        <MultiSelect
          label={t('design.entity.tellFields')}
          description={t('design.entity.tellHelp')}
          data={choices(own)}
          value={content.tell ?? []}
          onChange={(tell) => set({ tell: tell.length > 0 ? tell : null })}
          placeholder={content.tell ? undefined : t('design.entity.tellDefault')}
          searchable
        />
      </Section>
      <Section title={t('design.entity.history')}>
        <Select
          aria-label={t('design.entity.history')}
          data={[
            { value: 'all', label: t('design.entity.log.all') },
            { value: 'none', label: t('design.entity.log.none') },
            { value: 'some', label: t('design.entity.log.some') },
          ]}
          value={Array.isArray(log) ? 'some' : log}
          onChange={(next) => set({ log: next === 'some' ? own.slice(0, 1).map(({ key }) => key) : next })}
          allowDeselect={false}
        />
        {Array.isArray(log) && (
          <MultiSelect
            aria-label={t('design.entity.log.some')}
            data={choices(own)}
            value={log}
            onChange={(keys) => keys.length > 0 && set({ log: keys })}
          />
        )}
      </Section>
    </>
  );
}
